import type { readVerbs } from '../../../src/store/verbs.ts';
import { NOW } from '../workspace.ts';
import { contactReads } from './contacts.ts';
import type { Entry } from './entry.ts';

const typed = (workspaceId: number, conversationId: number) => ({
  workspaceId,
  vendor: 'pipedrive',
  types: ['SMS'],
  conversationId,
  from: null,
  to: null,
});

const position = { writtenAt: NOW + 9_999_999, id: Number.MAX_SAFE_INTEGER };
/** Every verb that reads. */
export const reads: Record<keyof typeof readVerbs, Entry> = {
  ...contactReads,
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
  findLogHead: 'has no foreign ids',
  listLogHeads: 'belongs to the server',
  listLogs: 'belongs to the server',
  findUnneeded: 'has no foreign ids',
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
  readLog: async (workspaceId, ids, { store }) => {
    const { events } = await store.read.readLog({
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
  conversationsHeldUp: (workspaceId, ids, { store }) =>
    store.read.conversationsHeldUp({ workspaceId, conversationIds: [ids.conversationId] }),
  replyAuthors: (workspaceId, ids, { store }) =>
    store.read.replyAuthors({ workspaceId, messageIds: [ids.replyId] }),
  findAnswered: (workspaceId, { conversationId, channelId }, { store }) =>
    store.read.findAnswered({ workspaceId, conversationId, channelId }),
  listReplyFacts: (workspaceId, ids, { store }) =>
    store.read.listReplyFacts({ workspaceId, messageIds: [ids.replyId], now: NOW }),
  listNewestReplies: (workspaceId, ids, { store }) =>
    store.read.listNewestReplies({ workspaceId, conversationIds: [ids.conversationId] }),
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
  listStuckReplies: 'has no foreign ids',
  // The outbox works for all workspaces at once.
  listDueReceivers: 'belongs to the server',
  findOverdue: 'belongs to the server',
  findReplyMaterial: (workspaceId, { messageId }, { store }) =>
    store.read.findReplyMaterial({ workspaceId, messageId }),
  findEventMaterial: (workspaceId, { eventId, webhookId }, { store }) =>
    store.read.findEventMaterial({ workspaceId, eventId, webhookId, now: NOW }),
  findTemplates: (workspaceId, { channelId }, { store }) =>
    store.read.findTemplates({ workspaceId, channelId }),
  listWebhooks: 'has no foreign ids',
  listDeliveries: async (workspaceId, ids, { store }) => {
    const all = { workspaceId, states: [], conversationId: null, messageId: null, webhookId: null };
    const page = { ...all, beforeId: null, limit: 9, now: NOW };
    return [
      await store.read.listDeliveries({ ...page, messageId: ids.replyId }),
      await store.read.listDeliveries({ ...page, conversationId: ids.conversationId }),
    ];
  },
  findDelivery: (workspaceId, { deliveryId: id }, { store }) =>
    store.read.findDelivery({ workspaceId, id, now: NOW }),
  findWebhook: (workspaceId, { webhookId: id }, { store }) =>
    store.read.findWebhook({ workspaceId, vendor: null, id }),
  listWebhookSecrets: (workspaceId, { webhookId }, { store }) =>
    store.read.listWebhookSecrets({ workspaceId, webhookId, now: NOW }),
  listHearingWorkspaces: 'belongs to the server',
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
  listInvitations: 'has no foreign ids',
  listAliases: 'has no foreign ids',
  findInstallation: 'has no foreign ids',
  listApps: 'has no foreign ids',
  findApp: 'belongs to the server',
  findAppsByClientId: 'belongs to the server',
  findCode: 'belongs to the server',
  // By a secret that only the link has.
  findOneTimeLink: 'belongs to the server',
  findToken: (workspaceId, ids, { store }) =>
    store.read.findToken({ workspaceId, id: ids.tokenId }),
  findRefreshToken: 'belongs to the server',
  findProvider: 'belongs to the server',
  findGrant: (workspaceId, ids, { store }) =>
    store.read.findGrant({ workspaceId, grantId: ids.grantId }),
  listGrants: (workspaceId, ids, { store }) =>
    store.read.listGrants({
      workspaceId,
      appId: ids.appId,
      userId: null,
      beforeId: null,
      limit: 9,
    }),
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
  hasSourceWork: 'belongs to the server',
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
