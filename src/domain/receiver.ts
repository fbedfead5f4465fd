/*
 * What shares one queue of calls, one limit and one circuit, as a text: all of an app's channels, or
 * one webhook.
 */

export function appReceiver(appId: number): string {
  return `app:${appId}`;
}

/** Null where it is no app. */
export function appOfReceiver(receiver: string): number | null {
  return receiver.startsWith('app:') ? Number(receiver.slice(4)) : null;
}

export function webhookReceiver(webhookId: number): string {
  return `webhook:${webhookId}`;
}
