import type { InletEvent } from '../domain/event.ts';
import type { Toolset } from '../domain/toolset.ts';

/** What can be read as a resource, each under the toolset whose tools show the same. */
export const RESOURCES = {
  channel: { path: 'channels', toolset: 'channels' },
  conversation: { path: 'conversations', toolset: 'conversations' },
  message: { path: 'messages', toolset: 'conversations' },
} as const satisfies Record<string, { path: string; toolset: Toolset }>;

export type ResourceKind = keyof typeof RESOURCES;

export function uriOf(kind: ResourceKind, id: number | string): string {
  return `inlet://${RESOURCES[kind].path}/${id}`;
}

/** Null for what is no address of ours. */
export function parseUri(uri: string): { kind: ResourceKind; id: number } | null {
  const match = /^inlet:\/\/([a-z]+)\/([1-9]\d{0,15})$/.exec(uri);
  const kinds = Object.keys(RESOURCES) as ResourceKind[];
  const kind = kinds.find((one) => RESOURCES[one].path === match?.[1]);
  const id = Number(match?.[2]);
  return kind === undefined || !Number.isSafeInteger(id) ? null : { kind, id };
}

/** The resources that look different since an event. */
export function changedBy(event: InletEvent): string[] {
  const { channelId, conversationId, messageId } = event;
  return [
    ...(messageId === null ? [] : [uriOf('message', messageId)]),
    ...(conversationId === null ? [] : [uriOf('conversation', conversationId)]),
    ...(channelId === null ? [] : [uriOf('channel', channelId)]),
  ];
}
