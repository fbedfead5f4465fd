/* English: the screen that says how the first message gets in. */
export const startWords = {
  hint: 'This inbox shows what connectors post. Point one at this server, or send a message by hand: paste one of these lines into a terminal.',
  /** By the vendor that a connector was written for. */
  ways: {
    pipedrive: 'As a connector of Pipedrive’s channels does',
    partoo: 'As a connector of Partoo’s custom channels does',
    highlevel: 'As a connector of HighLevel’s conversations does',
  } as Readonly<Record<string, string>>,
  noChannel:
    'This workspace has no channel yet. A connector makes one, or `npx inlet channel create` does.',
  secrets: 'What stands in for YOUR-…',
  secretsHint:
    'This page knows no secret. In a sandbox this command prints its tokens, and these lines with them filled in; elsewhere `npx inlet token create` makes a token.',
  day: 'Or look around first',
  dayHint: 'This fills a sandbox with a day of messages from all kinds of channels.',
  waiting: 'Waiting for the first message…',
  waitingForNext: 'Messages have arrived here before. Waiting for the next one…',
  arrived: (seconds: string, isFirst: boolean) =>
    `The ${isFirst ? 'first' : 'next'} message arrived after ${seconds} s:`,
  open: 'Open the conversation',
};
