import type { Channel } from '../../domain/channel.ts';
import type { Template } from '../../domain/template.ts';
import { filled, flag, integer, json, object, optional, rowOnly, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

export const channels = table('channels', {
  workspaceId: integer,
  id: integer,
  vendor: text,
  appId: integer,
  externalId: text,
  name: text,
  avatarUrl: optional(text),
  attributes: object,
  userId: optional(integer),
  isReadonly: filled(flag),
  businessIds: optional(json<number[]>()),
  createdAt: integer,
  deletedAt: rowOnly(optional(integer)),
});

export type ChannelRow = Row<typeof channels>;

export function channelToRow(channel: Channel): ChannelRow {
  return channels.toRow({ ...channel, deletedAt: null });
}

/** A channel whose connector needs a person, until a delivery succeeds without that trouble. */
export const channelAttention = table('channelAttention', {
  workspaceId: integer,
  channelId: integer,
  reason: text,
  since: integer,
  /** The reply that was refused. */
  messageId: optional(integer),
});

/** What a provider answered when it was asked for a channel's message forms. */
export const channelTemplates = table('channelTemplates', {
  workspaceId: integer,
  channelId: integer,
  templates: json<Template[]>(),
  fetchedAt: integer,
});
