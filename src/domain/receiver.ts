/*
 * What shares one queue of calls, one limit, one pause and one circuit, as a text: one channel of an
 * app, the app itself for what has no channel, or one webhook.
 */

export function appReceiver(appId: number): string {
  return `app:${appId}`;
}

export function channelReceiver(appId: number, channelId: number): string {
  return `${appReceiver(appId)}/channel:${channelId}`;
}

/** Null where it is no app's. */
export function appOfReceiver(receiver: string): number | null {
  const [, id] = /^app:(\d+)/.exec(receiver) ?? [];
  return id === undefined ? null : Number(id);
}

/** Who answers for it: the app of a channel, else itself. */
export function ownerOfReceiver(receiver: string): string {
  const appId = appOfReceiver(receiver);
  return appId === null ? receiver : appReceiver(appId);
}

/** The channels of an app: they are from `from` on and before `to`, in the order of code points. */
export function channelsOfApp(owner: string): { from: string; to: string } {
  return { from: `${owner}/`, to: `${owner}0` };
}

export function webhookReceiver(webhookId: number): string {
  return `webhook:${webhookId}`;
}
