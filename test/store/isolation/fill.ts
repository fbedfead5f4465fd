import type { Wanted } from '../../../src/store/store.ts';
import type { StoreUnderTest } from '../each-engine.ts';
import { attachment, NOW, unique, Workspace } from '../workspace.ts';
import { fillContact } from './contacts.ts';
import type { Ids } from './entry.ts';

export const webhookSecret = (keyId: string) =>
  ({ keyId, kind: 'v1', box: 'box', publicKey: null }) as const;

async function addReply(w: Workspace, conversationId: number): Promise<number> {
  const [author] = await w.store.read.listUsers({ workspaceId: w.id });
  const outcome = await w.reply({ conversationId, authorUserId: author?.id ?? null });
  return outcome.kind === 'accepted' ? outcome.message.id : 0;
}

/** A workspace with one of everything, and the ids of it. */
export interface Filled {
  readonly w: Workspace;
  readonly ids: Ids;
}

export async function fill(it: StoreUnderTest): Promise<Filled> {
  const w = await Workspace.make(it.store);
  const names = { channel: unique('channel'), conversation: unique('talk'), message: unique('m') };
  const channel = await w.addChannel(names.channel);
  const { channel: of, conversation } = names;
  const business = await w.addBusiness(unique('business'));
  const said = {
    channel: of,
    conversation,
    id: names.message,
    attachments: [attachment('a')],
    type: 'SMS',
    thread: { answers: null },
  };
  const acceptance = await w.acceptOne({ ...said, businessId: business.id });
  const { conversationId, messageId } = acceptance;
  const conversationIds = [conversationId];
  const [seat] = await it.store.read.listParticipants({ workspaceId: w.id, conversationIds });
  const token = await it.store.write.createToken({
    workspaceId: w.id,
    vendor: null,
    kind: 'api',
    hash: unique('hash'),
    lastFour: 'abcd',
    label: '',
    userId: null,
    appId: null,
    scopes: '',
    createdAt: NOW,
    expiresAt: null,
  });
  const [owner] = await it.store.read.listUsers({ workspaceId: w.id });
  const grant = await it.store.write.createGrant({
    ...{ workspaceId: w.id, appId: w.appId, userId: 5, scopes: [], audience: null },
    ...{ attributes: {}, workspaceIds: [w.id], now: NOW },
    code: { hash: unique('code'), redirectUri: 'https://a.example', challenge: null, expiresAt: 1 },
  });
  const url = `https://${unique('url')}.example`;
  const wanted = { url, use: 'avatar', expires: false, messageId: null, participantId: null };
  await it.store.write.wantCopies({ workspaceId: w.id, wanted: [wanted as Wanted], now: NOW });
  const [link] = await it.rows(`SELECT id FROM links WHERE url = '${url}'`);
  const begun = { workspaceId: w.id, channelId: channel?.id ?? 0, conversationId: null, now: NOW };
  const started = await it.store.write.startImport(begun);
  await it.store.write.keepTemplates({ ...begun, templates: [] });
  const file = await it.store.write.addFile({
    ...{ workspaceId: w.id, hash: unique('hash'), size: 1, mediaType: 'text/plain' },
    ...{ name: unique('name'), title: null, createdAt: NOW },
  });
  const [event] = await w.events();
  const webhook = await it.store.write.createWebhook({
    ...{ workspaceId: w.id, vendor: null, appId: null, externalId: null, attributes: {}, now: NOW },
    ...{ url: 'https://a.example', eventTypes: ['*'], secret: webhookSecret(unique('key')) },
  });
  const replyId = await addReply(w, conversationId);
  const heldId = await addReply(w, conversationId);
  await it.execute(`UPDATE deliveries SET state = 'held' WHERE message_id = ${heldId}`);
  const made = {
    ...(await fillContact(it, w.id)),
    appId: w.appId,
    channelId: channel?.id ?? 0,
    conversationId,
    contactId: seat?.contactId ?? 0,
    participantId: seat?.id ?? 0,
    messageId,
    acceptanceId: acceptance.id,
    tokenId: token?.id ?? 0,
    userId: owner?.id ?? 0,
    grantId: grant.id,
    businessId: business.id,
    replyId,
    business: business.externalId,
    eventId: event?.id ?? 0,
    url,
    linkId: Number(link?.['id'] ?? 0),
    fileId: file.id,
    importId: started?.id ?? 0,
    fileHash: file.hash,
    webhookId: webhook.id,
    deliveryId: await deliveryOf(w, replyId),
  };
  return { w, ids: { ...names, ...made } };
}

async function deliveryOf(w: Workspace, messageId: number): Promise<number> {
  const [delivery] = await w.store.read.listDeliveries({
    ...{ workspaceId: w.id, states: [], conversationId: null, messageId, webhookId: null },
    ...{ beforeId: null, limit: 1, now: NOW },
  });
  return delivery?.id ?? 0;
}

/** Everything that stands under a workspace. */
export async function snapshot(it: StoreUnderTest, workspaceId: number): Promise<unknown> {
  const tables = [
    'grants',
    'channels',
    'conversations',
    'participants',
    'messages',
    'attachments',
    'links',
    'files',
    'imports',
    'channel_templates',
    'events',
  ];
  return Promise.all(
    [
      ...tables,
      ...['acceptances', 'tokens', 'contacts', 'contact_terms', 'memberships', 'businesses'],
      ...['deliveries', 'webhooks', 'webhook_secrets'],
    ].map(async (table) => {
      const rows = await it.rows(`SELECT * FROM ${table} WHERE workspace_id = ${workspaceId}`);
      return [table, rows.map((row) => JSON.stringify(row)).sort()];
    }),
  );
}
