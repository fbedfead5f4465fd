/* English, of writing a reply and of what becomes of it. */
import type { paths } from '../../../src/client/index.ts';

type Message =
  paths['/inlet/v1/messages/{id}']['get']['responses'][200]['content']['application/json'];
export type ReplyStateName = NonNullable<Message['reply']>['state'];

/** How a reply stands: its name, and what that means. */
const states: Record<ReplyStateName, { name: string; means: string }> = {
  scheduled: { name: 'waits for its time', means: 'It goes out at its time.' },
  queued: { name: 'behind another', means: 'It waits for an earlier reply of its channel.' },
  held: { name: 'held', means: 'There is nobody to hand it to yet.' },
  paused: { name: 'paused', means: 'The connector asked to wait.' },
  sending: { name: 'sending', means: 'It is on its way to the connector.' },
  retrying: { name: 'trying again', means: 'The connector did not answer.' },
  sent: { name: 'sent', means: 'The connector has taken it.' },
  delivered: { name: 'delivered', means: 'The other side has it.' },
  read: { name: 'read', means: 'The other side has opened it.' },
  failed: { name: 'failed', means: 'It was refused and has not arrived.' },
  unknown: {
    name: 'may have arrived',
    means: 'The line broke after it had left; sending it again could double it.',
  },
};

/** What the server says for programs about why a reply stands as it does. */
const reasons: Record<string, string> = {
  'called-off': 'It was called off before it went out.',
  confirmed: 'A person said that it has arrived.',
  reported: 'The connector reported that it did not arrive.',
  'bad-url': 'The address of the connector is none that can be called.',
  'unknown-name': 'The name in the address of the connector is not known.',
  'connection-refused': 'Nothing listens at the address of the connector.',
  certificate: 'The certificate of the connector is not trusted.',
  'forbidden-address': 'The address of the connector may not be called from here.',
  unreachable: 'The connector cannot be reached.',
};

/** Every code with which the server refuses a request, and the browser's own. */
const refusals: Record<string, string> = {
  'already-sent': 'It has gone out already and cannot be changed.',
  attempting: 'It is being handed over at this moment. Try again when that has ended.',
  conflict: 'The server cannot do that now.',
  'contact-differs': 'This conversation is that of another contact.',
  forbidden: 'Your role here does not allow that.',
  internal: 'The server made a mistake. Nothing was changed.',
  invalid: 'The server does not accept that.',
  malformed: 'The server could not read the request.',
  'method-not-allowed': 'This server does not know how to do that.',
  'not-a-reply': 'Only a reply that was written here can be changed.',
  'not-attempted': 'Nothing has left yet, so it cannot have arrived.',
  'not-found': 'It is no longer there.',
  'payload-too-large': 'It is larger than the server takes.',
  'rate-limited': 'Too much was asked for in a short time. Try again in a moment.',
  'scope-missing': 'This session may not do that.',
  unauthenticated: 'Your session has ended. Log in again.',
  unavailable: 'The server is busy. Try again in a moment.',
  unreachable: 'The server cannot be reached.',
  'unsupported-media-type': 'The server does not take a file of this kind.',
  waiting: 'It waits behind an earlier reply, which has to end first.',
};

export const replies = {
  states,
  reasons,
  refusals,
  at: (time: string) => `at ${time}`,
  until: (time: string) => `until ${time}`,
  nextTry: (time: string, number: number, most: number) => `next try ${time}, ${number} of ${most}`,
  acts: {
    retry: 'Try now',
    edit: 'Edit',
    callOff: 'Call off',
    stop: 'Stop',
    again: 'Edit and send again',
    resend: 'Send again',
    ask: 'Ask the contact',
    confirm: 'It has arrived',
    dismiss: 'Dismiss',
    discard: 'Discard',
  },
  done: {
    callOff: 'Called off. Its text is in the reply field.',
    retry: 'Trying now.',
    resend: 'Being sent again.',
    confirm: 'Marked as arrived.',
    dismiss: 'Dismissed.',
    change: 'Changed.',
  },
  rawReason: 'In the words of the receiver',
  mayDouble: 'This message may have arrived already. Sent again, it may arrive twice.',
  askText: (text: string) => `Did you receive my last message? It said: “${text}”`,
  editing: {
    change: 'You are changing a reply that has not gone out.',
    again: 'You are writing a reply anew that did not arrive.',
  },
  saveChange: 'Save',
  stopEditing: 'Leave it as it is',

  compose: {
    to: (channel: string, person: string) => `On ${channel} to ${person}`,
    chosenAs: 'where the contact wrote last',
    chooseChannel: 'Choose the channel',
    minutesLeft: (time: string) => `Replies are taken for ${time} more.`,
    over: (time: string) => `The provider takes no reply here since ${time}. Your text stays.`,
    chooseTemplate: 'Choose a template',
    template: 'Template',
    templateField: (name: string) => `Place ${name}`,
    templatePreview: 'How it will read',
    sendTemplate: 'Send template',
    moreWays: 'More ways to send',
    enterSends: 'Enter sends',
    sendAndClose: 'Send and close',
    sendAtOnce: 'Send at once',
    attach: 'Attach files',
    uploading: (percent: string) => `uploading, ${percent}`,
    waitForFiles: 'It can be sent when all files are there.',
    cancelUpload: (name: string) => `Stop uploading ${name}`,
    retryUpload: (name: string) => `Try ${name} again`,
    removeFile: (name: string) => `Remove ${name}`,
    alsoWrote: (time: string) => `You also wrote, in another tab at ${time}:`,
    takeOther: 'Put it in',
    dropOther: 'Let it go',
    bringBack: 'Bring back what stood here',
    files: 'Files of this reply',
  },

  pictures: {
    view: (name: string) => `Look at ${name}`,
    viewer: 'Pictures',
    next: 'Next picture',
    previous: 'Previous picture',
    larger: 'Larger',
    smaller: 'Smaller',
    download: 'Download',
    count: (number: number, all: number) => `${number} of ${all}`,
  },
  role: {
    change: { contact: 'Make this a seat of the business', business: 'Make this a contact' },
    turns: (messages: string) => `This turns the side of ${messages} in this conversation.`,
    messages: (count: number, hasMore: boolean) =>
      `${hasMore ? 'at least ' : ''}${count} ${count === 1 ? 'message' : 'messages'}`,
  },
  call: { inbound: 'Call from the contact', outbound: 'Call to the contact' },
  arrived: (sender: string, text: string) => `${sender}: ${text}`,
};
