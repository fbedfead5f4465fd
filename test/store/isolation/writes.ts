import type { writeVerbs } from '../../../src/store/verbs.ts';
import { attachment, NOW, unique } from '../workspace.ts';
import { contactWrites } from './contacts.ts';
import type { Entry } from './entry.ts';
import { webhookSecret } from './fill.ts';

/** Every verb that writes. */
export const writes: Record<keyof typeof writeVerbs, Entry> = {
  claimDeliveries: 'belongs to the server',
  noteProbe: 'belongs to the server',
  followClock: 'belongs to the server',
  createSoleWebhooks: 'has no foreign ids',
  createWebhook: 'has no foreign ids',
  settleByEcho: (workspaceId, { conversationId }, { store }) =>
    store.write.settleByEcho({ workspaceId, conversationId, now: NOW }),
  resendDelivery: (workspaceId, { deliveryId: id }, { store }) =>
    store.write.resendDelivery({ workspaceId, id, text: 'Taken over', now: NOW }),
  dismissDelivery: (workspaceId, { deliveryId: id }, { store }) =>
    store.write.dismissDelivery({ workspaceId, id, now: NOW }),
  retryDelivery: (workspaceId, { deliveryId: id }, { store }) =>
    store.write.retryDelivery({ workspaceId, id, now: NOW }),
  confirmDelivery: (workspaceId, { deliveryId: id }, { store }) =>
    store.write.confirmDelivery({ workspaceId, id, now: NOW }),
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
  pruneEvents: 'has no foreign ids',
  noteAccess: 'belongs to the server',
  fanOut: (workspaceId, { webhookId, eventId }, { store }) =>
    store.write.fanOut({
      ...{ workspaceId, webhookId, vendor: null, after: 0, upTo: 9, now: NOW },
      eventIds: [eventId],
    }),
  releaseHeld: (workspaceId, { appId }, { store }) =>
    store.write.releaseHeld({ workspaceId, vendor: `app ${appId}`, now: NOW }),
  recoverDeliveries: 'belongs to the server',
  expireDeliveries: 'belongs to the server',
  forgetSent: 'belongs to the server',
  // By ids and fences that only claiming gives.
  beginCalls: 'belongs to the server',
  renewLeases: 'belongs to the server',
  settleDeliveries: 'belongs to the server',
  settleWithEcho: 'belongs to the server',
  ...contactWrites,
  openScheduledReplies: 'belongs to the server',
  callOffReply: (workspaceId, { messageId: id }, { store }) =>
    store.write.callOffReply({ workspaceId, id, onlyScheduled: false, now: NOW }),
  editReply: (workspaceId, { messageId: id }, { store }) =>
    store.write.editReply({ workspaceId, id, text: 'Taken over', now: NOW }),
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
  removeChannel: (workspaceId, ids, { store }) =>
    store.write.removeChannel({ workspaceId, id: ids.channelId, tellsConnector: true, now: NOW }),
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
      ...{
        workspaceId,
        id: ids.tokenId,
        now: NOW,
        oldEndsAt: NOW,
        sessionId: null,
        latestEnd: null,
      },
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
  updateProvider: 'belongs to the server',
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
  startImportsOf: 'belongs to the server',
  claimImport: 'belongs to the server',
  advanceImport: (workspaceId, ids, { store }) =>
    store.write.advanceImport({
      ...{ workspaceId, id: ids.importId, leaseUntil: NOW, state: 'failed', reason: 'X' },
      ...{ cursor: null, cursors: [], dueAt: null, pages: 0, conversations: 0, messages: 0 },
      skipped: { count: 1, reasons: ['X'] },
      now: NOW,
    }),
  renewImport: (workspaceId, { importId: id }, { store }) =>
    store.write.renewImport({ workspaceId, id, leaseUntil: NOW, until: NOW + 1 }),
  renewSource: (workspaceId, { linkId: id }, { store }) =>
    store.write.renewSource({ workspaceId, id, attempts: 0, until: NOW + 1 }),
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
  keepTemplates: (workspaceId, { channelId }, { store }) =>
    store.write.keepTemplates({ workspaceId, channelId, templates: [], now: NOW }),
  claimSources: 'belongs to the server',
  sweepSources: 'belongs to the server',
  sweepFiles: 'belongs to the server',
  touchFile: (workspaceId, { fileId: id }, { store }) =>
    store.write.touchFile({ workspaceId, id, now: NOW }),
  linkAttachments: 'belongs to the server',
  dropFile: (workspaceId, ids, { store }) => store.write.dropFile({ workspaceId, id: ids.fileId }),
  settleSource: (workspaceId, ids, { store }) =>
    store.write.settleSource({
      ...{ workspaceId, id: ids.linkId, attempts: 0, state: 'failed', reason: 'X' },
      ...{ fileId: null, dueAt: null, now: NOW },
    }),
  createToken: 'makes something new',
  addMembership: 'makes something new',
  addUser: 'makes something new',
  updateMember: (workspaceId, ids, { store }) =>
    store.write.updateMember({ workspaceId, userId: ids.userId, role: 'viewer', now: NOW }),
  makeMemberLink: (workspaceId, { userId }, { store }) =>
    store.write.makeMemberLink({
      ...{ workspaceId, userId, purpose: 'welcome', now: NOW },
      link: { hash: unique('link'), madeBy: 'operator', expiresAt: NOW + 1 },
    }),
  withdrawInvitation: (workspaceId, { userId }, { store }) =>
    store.write.withdrawInvitation({ workspaceId, userId }),
  inviteUser: 'makes something new',
  // By a secret that only the link has.
  acceptWelcome: 'belongs to the server',
  redeemLoginLink: 'belongs to the server',
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
};
