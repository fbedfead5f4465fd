/**
 * Every verb, asked in one workspace with the ids of another: it must answer as it answers ids that
 * nobody has, and change nothing. A verb without an entry in isolation/ does not compile.
 */
import { expect, test } from 'vitest';
import type { Wanted } from '../../src/store/store.ts';
import type { readVerbs, writeVerbs } from '../../src/store/verbs.ts';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import * as ofContacts from './isolation-contacts.ts';
import { attachment, NOW, unique, Workspace } from './workspace.ts';

interface Ids extends ofContacts.ContactIds {
  appId: number;
  channelId: number;
  channel: string;
  conversationId: number;
  conversation: string;
  contactId: number;
  participantId: number;
  messageId: number;
  message: string;
  acceptanceId: number;
  tokenId: number;
  userId: number;
  grantId: number;
  businessId: number;
  replyId: number;
  business: string;
  eventId: number;
  url: string;
  linkId: number;
  fileId: number;
  importId: number;
  fileHash: string;
  webhookId: number;
  deliveryId: number;
}

const missing: Ids = {
  appId: 7_000_000_000_001,
  channelId: 7_000_000_000_002,
  channel: 'nowhere',
  conversationId: 7_000_000_000_003,
  conversation: 'nothing',
  contactId: 7_000_000_000_009,
  ...ofContacts.missingContact,
  participantId: 7_000_000_000_004,
  messageId: 7_000_000_000_005,
  message: 'none',
  acceptanceId: 7_000_000_000_006,
  tokenId: 7_000_000_000_007,
  userId: 7_000_000_000_018,
  grantId: 7_000_000_000_017,
  businessId: 7_000_000_000_008,
  replyId: 7_000_000_000_010,
  business: 'no business',
  eventId: 0,
  url: 'https://nowhere.example',
  linkId: 7_000_000_000_020,
  importId: 7_000_000_000_022,
  fileId: 7_000_000_000_021,
  fileHash: 'no hash',
  webhookId: 7_000_000_000_010,
  deliveryId: 7_000_000_000_011,
};

const webhookSecret = (keyId: string) =>
  ({ keyId, kind: 'v1', box: 'box', publicKey: null }) as const;

type Ask = (workspaceId: number, ids: Ids, it: StoreUnderTest) => Promise<unknown>;
type Entry = Ask | 'has no foreign ids' | 'belongs to the server' | 'makes something new';

const typed = (workspaceId: number, conversationId: number) => ({
  workspaceId,
  vendor: 'pipedrive',
  types: ['SMS'],
  conversationId,
  from: null,
  to: null,
});

const position = { writtenAt: NOW + 9_999_999, id: Number.MAX_SAFE_INTEGER };
const reads: Record<keyof typeof readVerbs, Entry> = {
  ...ofContacts.contactReads,
  findAcceptance: (workspaceId, ids, { store }) =>
    store.read.findAcceptance({ workspaceId, vendor: null, id: ids.acceptanceId }),
  listAcceptances: async (workspaceId, ids, { store }) => {
    const all = { workspaceId, vendor: null, channelId: null, channelExternalId: null };
    const rest = { messageExternalId: null, beforeId: null, limit: 10 };
    return [
      await store.read.listAcceptances({ ...all, ...rest, channelId: ids.channelId }),
      await store.read.listAcceptances({ ...all, ...rest, channelExternalId: ids.channel }),
      await store.read.listAcceptances({ ...all, ...rest, messageExternalId: ids.message }),
    ];
  },
  findLastEventId: 'has no foreign ids',
  findContact: (workspaceId, ids, { store }) =>
    store.read.findContact({ workspaceId, id: ids.contactId }),
  listConversations: (workspaceId, ids, { store }) =>
    store.read.listConversations({
      workspaceId,
      channelId: ids.channelId,
      status: null,
      unreadOnly: false,
      before: null,
      limit: 10,
    }),
  findConversation: (workspaceId, ids, { store }) =>
    store.read.findConversation({ workspaceId, id: ids.conversationId }),
  listMessages: async (workspaceId, ids, { store }) => {
    const page = { workspaceId, conversationId: ids.conversationId, limit: 10 };
    return [
      await store.read.listMessages({ ...page, from: null }),
      await store.read.listMessages({ ...page, from: { side: 'before', position } }),
    ];
  },
  listItems: (workspaceId, ids, { store }) => {
    const { conversationId } = ids;
    return store.read.listItems({
      workspaceId,
      conversationId,
      types: null,
      before: null,
      limit: 9,
    });
  },
  listThreads: (workspaceId, ids, { store }) =>
    store.read.listThreads({ workspaceId, threadIds: [ids.messageId] }),
  listTypedMessages: (workspaceId, { conversationId }, { store }) =>
    store.read.listTypedMessages({
      ...typed(workspaceId, conversationId),
      sortBy: 'writtenAt',
      order: 'desc',
      after: null,
      limit: 9,
    }),
  countTypedMessages: async (workspaceId, { conversationId }, { store }) => [
    await store.read.countTypedMessages(typed(workspaceId, conversationId)),
  ],
  findChannelsById: (workspaceId, { channelId }, { store }) =>
    store.read.findChannelsById({ workspaceId, vendor: 'pipedrive', ids: [channelId] }),
  findMessage: (workspaceId, ids, { store }) =>
    store.read.findMessage({ workspaceId, id: ids.messageId }),
  listParticipants: (workspaceId, ids, { store }) =>
    store.read.listParticipants({ workspaceId, conversationIds: [ids.conversationId] }),
  listEvents: async (workspaceId, ids, { store }) => {
    const events = await store.read.listEvents({
      workspaceId,
      afterId: ids.eventId - 1,
      limit: 99,
    });
    return events.filter((event) => event.workspaceId !== workspaceId);
  },
  findChannel: (workspaceId, ids, { store }) =>
    store.read.findChannel({ workspaceId, appId: ids.appId, externalId: ids.channel }),
  channelsById: (workspaceId, ids, { store }) =>
    store.read.channelsById({ workspaceId, ids: [ids.channelId] }),
  messagesById: (workspaceId, ids, { store }) =>
    store.read.messagesById({ workspaceId, ids: [ids.messageId] }),
  firstWrittenAt: (workspaceId, ids, { store }) =>
    store.read.firstWrittenAt({ workspaceId, conversationIds: [ids.conversationId] }),
  repliesInLine: (workspaceId, ids, { store }) =>
    store.read.repliesInLine({ workspaceId, conversationIds: [ids.conversationId] }),
  replyAuthors: (workspaceId, ids, { store }) =>
    store.read.replyAuthors({ workspaceId, messageIds: [ids.replyId] }),
  countMessages: (workspaceId, ids, { store }) =>
    store.read.countMessages({ workspaceId, conversationId: ids.conversationId, most: 9 }),
  listBusinessConversations: (workspaceId, ids, { store }) =>
    store.read.listBusinessConversations({
      workspaceId,
      vendor: 'pipedrive',
      businessIds: [ids.businessId],
      status: null,
      before: null,
      limit: 10,
    }),
  countBusinessConversations: (workspaceId, ids, { store }) =>
    store.read.countBusinessConversations({
      workspaceId,
      vendor: 'pipedrive',
      businessIds: [ids.businessId],
      status: null,
      most: 9,
    }),
  findWorkspaceByAlias: 'belongs to the server',
  findSigningKey: 'has no foreign ids',
  workspacesWithChannel: 'belongs to the server',
  findBusinesses: (workspaceId, ids, { store }) =>
    store.read.findBusinesses({ workspaceId, vendor: 'v', externalIds: [ids.business] }),
  businessesById: (workspaceId, ids, { store }) =>
    store.read.businessesById({ workspaceId, ids: [ids.businessId] }),
  listBusinesses: 'has no foreign ids',
  listAttention: 'has no foreign ids',
  // The outbox works for all workspaces at once.
  listDueReceivers: 'belongs to the server',
  findOverdue: 'belongs to the server',
  findReplyMaterial: (workspaceId, { messageId }, { store }) =>
    store.read.findReplyMaterial({ workspaceId, messageId }),
  findEventMaterial: (workspaceId, { eventId, webhookId }, { store }) =>
    store.read.findEventMaterial({ workspaceId, eventId, webhookId, now: NOW }),
  listWebhooks: 'has no foreign ids',
  listDeliveries: async (workspaceId, ids, { store }) => {
    const all = { workspaceId, states: [], conversationId: null, messageId: null, webhookId: null };
    const page = { ...all, beforeId: null, limit: 9 };
    return [
      await store.read.listDeliveries({ ...page, messageId: ids.replyId }),
      await store.read.listDeliveries({ ...page, conversationId: ids.conversationId }),
    ];
  },
  findDelivery: (workspaceId, { deliveryId: id }, { store }) =>
    store.read.findDelivery({ workspaceId, id }),
  findWebhook: (workspaceId, { webhookId: id }, { store }) =>
    store.read.findWebhook({ workspaceId, vendor: null, id }),
  listWebhookSecrets: (workspaceId, { webhookId }, { store }) =>
    store.read.listWebhookSecrets({ workspaceId, webhookId, now: NOW }),
  listWebhooksBehind: 'belongs to the server',
  listUnknownConversations: 'belongs to the server',
  listHeardEvents: 'has no foreign ids',
  findChannels: (workspaceId, ids, { store }) =>
    store.read.findChannels({ workspaceId, vendor: 'pipedrive', externalId: ids.channel }),
  findMember: (workspaceId, ids, { store }) =>
    store.read.findMember({ workspaceId, userId: ids.userId }),
  listAudit: 'has no foreign ids',
  readAudit: 'has no foreign ids',
  findAuditHead: 'has no foreign ids',
  listChannels: 'has no foreign ids',
  listChannelsOfVendor: 'has no foreign ids',
  findReplyChannel: async (workspaceId, { conversationId, channelId }, { store }) => [
    await store.read.findReplyChannel({ workspaceId, conversationId, channelId: null }),
    await store.read.findReplyChannel({ workspaceId, conversationId, channelId }),
  ],
  listRejections: 'has no foreign ids',
  listTokens: 'has no foreign ids',
  listUsers: 'has no foreign ids',
  listAliases: 'has no foreign ids',
  findInstallation: 'has no foreign ids',
  listApps: 'has no foreign ids',
  findApp: 'belongs to the server',
  findAppByClientId: 'belongs to the server',
  findCode: 'belongs to the server',
  findRefreshToken: 'belongs to the server',
  findProvider: 'belongs to the server',
  findGrant: (workspaceId, ids, { store }) =>
    store.read.findGrant({ workspaceId, grantId: ids.grantId }),
  listGrants: (workspaceId, ids, { store }) =>
    store.read.listGrants({ workspaceId, appId: ids.appId, beforeId: null, limit: 9 }),
  listAppSecrets: 'belongs to the server',
  listBoxes: 'belongs to the server',
  listInstallations: 'belongs to the server',
  listProviders: 'belongs to the server',
  findCopies: (workspaceId, ids, { store }) =>
    store.read.findCopies({ workspaceId, urls: [ids.url] }),
  findFileByHash: (workspaceId, ids, { store }) =>
    store.read.findFileByHash({ workspaceId, hash: ids.fileHash }),
  findChannelImport: (workspaceId, { channelId }, { store }) =>
    store.read.findChannelImport({ workspaceId, channelId }),
  findParticipant: (workspaceId, ids, { store }) =>
    store.read.findParticipant({ workspaceId, id: ids.participantId }),
  hasDueImport: 'belongs to the server',
  findFileByName: 'belongs to the server',
  hasLinkWork: 'belongs to the server',
  listRemovedFiles: 'belongs to the server',
  findCredential: 'belongs to the server',
  findFact: 'belongs to the server',
  findWorkspace: 'belongs to the server',
  findAccount: 'belongs to the server',
  findSession: 'belongs to the server',
  listMemberships: 'belongs to the server',
  listSessions: 'belongs to the server',
  listWorkspaces: 'belongs to the server',
};

const writes: Record<keyof typeof writeVerbs, Entry> = {
  claimDeliveries: 'belongs to the server',
  createWebhook: 'has no foreign ids',
  settleByEcho: (workspaceId, { conversationId }, { store }) =>
    store.write.settleByEcho({ workspaceId, conversationId, now: NOW }),
  resendDelivery: (workspaceId, { deliveryId: id }, { store }) =>
    store.write.resendDelivery({ workspaceId, id, text: 'Taken over', now: NOW }),
  dismissDelivery: (workspaceId, { deliveryId: id }, { store }) =>
    store.write.dismissDelivery({ workspaceId, id, now: NOW }),
  updateWebhook: (workspaceId, { webhookId: id }, { store }) =>
    store.write.updateWebhook({
      workspaceId,
      vendor: null,
      id,
      url: 'https://taken.over',
      now: NOW,
    }),
  deleteWebhookStep: (workspaceId, { webhookId: id }, { store }) =>
    store.write.deleteWebhookStep({ workspaceId, vendor: null, id, limit: 9 }),
  rotateWebhookSecret: (workspaceId, { webhookId: id }, { store }) =>
    store.write.rotateWebhookSecret({
      ...{ workspaceId, vendor: null, id, untilAt: NOW, now: NOW },
      secret: webhookSecret('taken over'),
    }),
  fanOut: (workspaceId, { webhookId, eventId }, { store }) =>
    store.write.fanOut({
      ...{ workspaceId, webhookId, vendor: null, after: 0, upTo: 9, now: NOW },
      eventIds: [eventId],
    }),
  releaseHeld: (workspaceId, { appId }, { store }) =>
    store.write.releaseHeld({ workspaceId, vendor: `app ${appId}`, now: NOW }),
  recoverDeliveries: 'belongs to the server',
  expireDeliveries: 'belongs to the server',
  forgetSentEvents: 'belongs to the server',
  // By ids and fences that only claiming gives.
  beginCalls: 'belongs to the server',
  renewLeases: 'belongs to the server',
  releaseClaims: 'belongs to the server',
  settleDeliveries: 'belongs to the server',
  settleWithEcho: 'belongs to the server',
  ...ofContacts.contactWrites,
  openScheduledReplies: 'belongs to the server',
  cancelScheduledReply: (workspaceId, { messageId }, { store }) =>
    store.write.cancelScheduledReply({ workspaceId, messageId, now: NOW }),
  changeMessage: (workspaceId, { messageId: id }, { store }) =>
    store.write.changeMessage({ workspaceId, id, status: 'read', now: NOW }),
  addReply: async (workspaceId, { conversationId, messageId }, { store }) =>
    store.write.addReply({
      workspaceId,
      conversationId,
      text: 'Taken over',
      attachments: [],
      template: null,
      replyToId: messageId,
      channelId: null,
      idempotencyKey: 'key',
      requestHash: 'hash',
      authorUserId: null,
      vendor: null,
      sendAt: null,
      type: null,
      thread: null,
      attributes: {},
      now: NOW,
    }),
  deleteChannel: (workspaceId, ids, { store }) =>
    store.write.deleteChannel({
      workspaceId,
      appId: ids.appId,
      externalId: ids.channel,
      now: NOW,
    }),
  deleteConversation: (workspaceId, ids, { store }) =>
    store.write.deleteConversation({
      workspaceId,
      appId: ids.appId,
      channelExternalId: ids.channel,
      externalId: ids.conversation,
      now: NOW,
    }),
  updateParticipant: (workspaceId, ids, { store }) =>
    store.write.updateParticipant({
      workspaceId,
      id: ids.participantId,
      name: 'X',
      role: 'business',
      now: NOW,
    }),
  updateConversation: (workspaceId, ids, { store }) =>
    store.write.updateConversation({
      workspaceId,
      id: ids.conversationId,
      status: 'closed',
      assignedUserId: null,
      now: NOW,
    }),
  markRead: (workspaceId, ids, { store }) =>
    store.write.markRead({ workspaceId, id: ids.conversationId, now: NOW }),
  setTokenDisabled: (workspaceId, ids, { store }) =>
    store.write.setTokenDisabled({ workspaceId, id: ids.tokenId, isDisabled: true, now: NOW }),
  addTokenWorkspaces: 'belongs to the server',
  claimSigningKey: 'has no foreign ids',
  revokeToken: (workspaceId, ids, { store }) =>
    store.write.revokeToken({ workspaceId, id: ids.tokenId, now: NOW }),
  touchTokens: (workspaceId, ids, { store }) =>
    store.write.touchTokens([{ workspaceId, id: ids.tokenId, usedAt: NOW }]),
  rotateToken: (workspaceId, ids, { store }) =>
    store.write.rotateToken({
      ...{ workspaceId, id: ids.tokenId, now: NOW, oldEndsAt: NOW },
      ...{ hash: unique('hash'), lastFour: 'abcd' },
    }),
  revokeTokensOfApp: (workspaceId, ids, { store }) =>
    store.write.revokeTokensOfApp({ workspaceId, appId: ids.appId, now: NOW }),
  putFault: 'has no foreign ids',
  takeFault: 'has no foreign ids',
  addRejections: 'has no foreign ids',
  addAlias: 'has no foreign ids',
  addBusiness: 'makes something new',
  addChannel: 'makes something new',
  addProvider: 'makes something new',
  createApp: 'makes something new',
  createGrant: 'makes something new',
  installApp: 'makes something new',
  uninstallApp: (workspaceId, ids, { store }) =>
    store.write.uninstallApp({ workspaceId, appId: ids.appId, now: NOW }),
  revokeGrant: (workspaceId, ids, { store }) =>
    store.write.revokeGrant({ workspaceId, id: ids.grantId, now: NOW }),
  redeemCode: 'belongs to the server',
  redeemRefreshToken: 'belongs to the server',
  revokeTokenOfApp: 'belongs to the server',
  deleteApp: 'belongs to the server',
  replaceBoxes: 'belongs to the server',
  rotateAppSecret: 'belongs to the server',
  updateApp: 'belongs to the server',
  startImport: (workspaceId, { channelId }, { store }) =>
    store.write.startImport({ workspaceId, channelId, conversationId: null, now: NOW }),
  claimImport: 'belongs to the server',
  advanceImport: (workspaceId, ids, { store }) =>
    store.write.advanceImport({
      ...{ workspaceId, id: ids.importId, leaseUntil: NOW, state: 'failed', reason: 'X' },
      ...{ cursor: null, cursors: [], dueAt: null, pages: 0, conversations: 0, messages: 0 },
      now: NOW,
    }),
  callAttention: 'has no foreign ids',
  importConversation: (workspaceId, { channelId, conversation }, { store }) =>
    store.write.importConversation({
      ...{ workspaceId, channelId, now: NOW },
      conversation: {
        ...{ externalId: conversation, link: 'https://x.example', status: 'closed' },
        ...{ seats: [], messages: [], attributes: {} },
      },
    }),
  replaceAttachments: (workspaceId, { messageId }, { store }) =>
    store.write.replaceAttachments({
      ...{ workspaceId, messageId, attachments: [attachment('x')], now: NOW },
    }),
  replaceAvatar: (workspaceId, { participantId }, { store }) =>
    store.write.replaceAvatar({
      ...{ workspaceId, participantId, avatarUrl: 'https://x.example', now: NOW },
    }),
  addFile: 'makes something new',
  wantCopies: 'makes something new',
  claimLinks: 'belongs to the server',
  linkAttachments: 'belongs to the server',
  dropFile: (workspaceId, ids, { store }) => store.write.dropFile({ workspaceId, id: ids.fileId }),
  settleLink: (workspaceId, ids, { store }) =>
    store.write.settleLink({
      ...{ workspaceId, id: ids.linkId, attempts: 0, state: 'failed', reason: 'X' },
      ...{ fileId: null, dueAt: null, now: NOW },
    }),
  createToken: 'makes something new',
  addMembership: 'makes something new',
  addUser: 'makes something new',
  updateMember: (workspaceId, ids, { store }) =>
    store.write.updateMember({ workspaceId, userId: ids.userId, role: 'viewer', now: NOW }),
  resetPassword: (workspaceId, ids, { store }) =>
    store.write.resetPassword({ workspaceId, userId: ids.userId, passwordHash: 'x', now: NOW }),
  endSessionsOfMember: (workspaceId, ids, { store }) =>
    store.write.endSessionsOfMember({ workspaceId, userId: ids.userId, now: NOW }),
  appendAudit: 'makes something new',
  createUser: 'makes something new',
  createWorkspace: 'makes something new',
  claimFact: 'belongs to the server',
  chooseWorkspace: 'belongs to the server',
  clearLoginAttempts: 'belongs to the server',
  createSession: 'belongs to the server',
  renewPasswordHash: 'belongs to the server',
  revokeSession: 'belongs to the server',
  revokeSessions: 'belongs to the server',
  setPassword: 'belongs to the server',
  takeLoginAttempt: 'belongs to the server',
  touchSession: 'belongs to the server',
  purgeStep: 'belongs to the server',
  purgeSharedStep: 'belongs to the server',
  removeWorkspaceStep: 'belongs to the server',
  changeWorkspace: 'belongs to the server',
  updateWorkspace: 'belongs to the server',
};

async function addReply(w: Workspace, conversationId: number): Promise<number> {
  const [author] = await w.store.read.listUsers({ workspaceId: w.id });
  const outcome = await w.reply({ conversationId, authorUserId: author?.id ?? null });
  return outcome.kind === 'accepted' ? outcome.message.id : 0;
}

async function fill(it: StoreUnderTest): Promise<{ w: Workspace; ids: Ids }> {
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
  const made = {
    ...(await ofContacts.fillContact(it, w.id)),
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
    ...{ beforeId: null, limit: 1 },
  });
  return delivery?.id ?? 0;
}

/** Everything that stands under a workspace. */
async function snapshot(it: StoreUnderTest, workspaceId: number): Promise<unknown> {
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
import { describeEachEngine } from './each-engine.ts';
import { missing } from './isolation/entry.ts';
import { fill, snapshot } from './isolation/fill.ts';
import { reads } from './isolation/reads.ts';
import { writes } from './isolation/writes.ts';

describeEachEngine('the ids of another workspace', (it) => {
  for (const [name, ask] of Object.entries({ ...reads, ...writes })) {
    if (typeof ask === 'string') continue;
    test(`${name} answers as for ids that nobody has, and changes nothing`, async () => {
      const [own, foreign] = [await fill(it), await fill(it)];
      const before = await snapshot(it, foreign.w.id);
      expect(await ask(own.w.id, foreign.ids, it)).toEqual(await ask(own.w.id, missing, it));
      expect(await snapshot(it, foreign.w.id)).toEqual(before);
      // The same question does find something in its own workspace.
      if (name in reads && name !== 'listEvents') {
        expect(await ask(foreign.w.id, foreign.ids, it)).not.toEqual(
          await ask(foreign.w.id, missing, it),
        );
      }
    });
  }

  test('accept finds no channel, nor the conversations of the same name', async () => {
    const [own, foreign] = [await fill(it), await fill(it)];
    const before = await snapshot(it, foreign.w.id);
    const { channel, conversation, message } = foreign.ids;
    const command = own.w.command({ channel, conversation, id: message });
    const key = { appId: foreign.ids.appId, externalId: channel };
    expect(await it.store.accept([{ ...command, channel: key }, command])).toEqual([
      { kind: 'channel-missing' },
      { kind: 'channel-missing' },
    ]);
    // One group of both workspaces, with the same names in each.
    await own.w.addChannel(channel);
    const theirs = foreign.w.command({ channel, conversation, id: message, text: 'Other' });
    const both = [command, theirs];
    const outcomes = await it.store.accept(both);
    expect(outcomes).toMatchObject([
      { acceptance: { verdict: 'stored', workspaceId: own.w.id } },
      { acceptance: { verdict: 'updated', workspaceId: foreign.w.id } },
    ]);
    expect(await snapshot(it, foreign.w.id)).not.toEqual(before);
  });
});
