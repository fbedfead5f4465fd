import * as acceptances from './queries/acceptances.ts';
import * as appSecrets from './queries/app-secrets.ts';
import * as audit from './queries/audit.ts';
import * as apps from './queries/apps.ts';
import * as boxes from './queries/boxes.ts';
import * as businesses from './queries/businesses.ts';
import * as businessConversations from './queries/business-conversations.ts';
import * as channelAttention from './queries/channel-attention.ts';
import * as channelTemplates from './queries/channel-templates.ts';
import * as channels from './queries/channels.ts';
import * as confirmDelivery from './queries/confirm-delivery.ts';
import * as contacts from './queries/contacts.ts';
import * as conversationState from './queries/conversation-state.ts';
import * as contactConversations from './queries/contact-conversations.ts';
import * as contactSearch from './queries/contact-search.ts';
import * as conversationSearch from './queries/conversation-search.ts';
import * as conversations from './queries/conversations.ts';
import * as deadLetters from './queries/dead-letters.ts';
import * as deliveries from './queries/deliveries.ts';
import * as events from './queries/events.ts';
import * as facts from './queries/facts.ts';
import * as faults from './queries/faults.ts';
import * as grants from './queries/grants.ts';
import * as installations from './queries/installations.ts';
import * as loginAttempts from './queries/login-attempts.ts';
import * as heldDeliveries from './queries/held-deliveries.ts';
import * as files from './queries/files.ts';
import * as invitations from './queries/invitations.ts';
import * as links from './queries/links.ts';
import * as memberships from './queries/memberships.ts';
import * as messageChanges from './queries/message-changes.ts';
import * as messageLists from './queries/message-lists.ts';
import * as conversationImport from './queries/conversation-import.ts';
import * as imports from './queries/imports.ts';
import * as messages from './queries/messages.ts';
import * as openReplies from './queries/open-replies.ts';
import * as oneTimeLinks from './queries/one-time-links.ts';
import * as outboxClaims from './queries/outbox-claims.ts';
import * as outboxMaterial from './queries/outbox-material.ts';
import * as outboxSettle from './queries/outbox-settle.ts';
import * as outboxSweep from './queries/outbox-sweep.ts';
import * as ownContacts from './queries/own-contacts.ts';
import * as participants from './queries/participants.ts';
import * as providers from './queries/providers.ts';
import * as purge from './queries/purge.ts';
import * as redemption from './queries/redemption.ts';
import * as refreshed from './queries/refreshed.ts';
import * as rejections from './queries/rejections.ts';
import * as replies from './queries/replies.ts';
import * as replyFacts from './queries/reply-facts.ts';
import * as clock from './queries/clock.ts';
import * as retryDelivery from './queries/retry-delivery.ts';
import * as scheduledReplies from './queries/scheduled-replies.ts';
import * as sessions from './queries/sessions.ts';
import * as signingKeys from './queries/signing-keys.ts';
import * as threadSummaries from './queries/thread-summaries.ts';
import * as tokenReach from './queries/token-reach.ts';
import * as tokenRotation from './queries/token-rotation.ts';
import * as tokens from './queries/tokens.ts';
import * as unknownReplies from './queries/unknown-replies.ts';
import * as unusedFiles from './queries/unused-files.ts';
import * as users from './queries/users.ts';
import * as webhooks from './queries/webhooks.ts';
import * as workspaceRemoval from './queries/workspace-removal.ts';
import * as workspaces from './queries/workspaces.ts';

/*
 * Every query of the product by name. An engine runs a read verb with a reader and a write verb
 * with a transaction, wherever it keeps them (on SQLite: in other threads, so that a verb's input
 * and output must survive a structured clone).
 */

export const readVerbs = {
  ...acceptances.reads,
  ...appSecrets.reads,
  ...apps.reads,
  ...audit.reads,
  ...boxes.reads,
  ...businessConversations.reads,
  ...businesses.reads,
  ...channels.reads,
  ...channelTemplates.reads,
  ...contacts.reads,
  ...contactConversations.reads,
  ...contactSearch.reads,
  ...conversationSearch.reads,
  ...conversations.reads,
  ...events.reads,
  ...facts.reads,
  ...grants.reads,
  ...installations.reads,
  ...files.reads,
  ...invitations.reads,
  ...links.reads,
  ...messageLists.reads,
  ...imports.reads,
  ...refreshed.reads,
  ...messages.reads,
  ...oneTimeLinks.reads,
  ...outboxClaims.reads,
  ...outboxMaterial.reads,
  ...outboxSweep.reads,
  ...channelAttention.reads,
  ...ownContacts.reads,
  ...deliveries.reads,
  ...participants.reads,
  ...providers.reads,
  ...rejections.reads,
  ...replies.reads,
  ...replyFacts.reads,
  ...sessions.reads,
  ...signingKeys.reads,
  ...threadSummaries.reads,
  ...tokenReach.reads,
  ...tokens.reads,
  ...users.reads,
  ...unknownReplies.reads,
  ...webhooks.reads,
  ...workspaces.reads,
};

export const writeVerbs = {
  ...appSecrets.writes,
  ...apps.writes,
  ...audit.writes,
  ...boxes.writes,
  ...businesses.writes,
  ...channels.writes,
  ...channelTemplates.writes,
  ...conversationState.writes,
  ...contactConversations.writes,
  ...confirmDelivery.writes,
  ...conversations.writes,
  ...facts.writes,
  ...faults.writes,
  ...grants.writes,
  ...installations.writes,
  ...loginAttempts.writes,
  ...deadLetters.writes,
  ...heldDeliveries.writes,
  ...outboxClaims.writes,
  ...outboxSettle.writes,
  ...outboxSweep.writes,
  ...files.writes,
  ...invitations.writes,
  ...links.writes,
  ...memberships.writes,
  ...ownContacts.writes,
  ...messageChanges.writes,
  ...conversationImport.writes,
  ...imports.writes,
  ...oneTimeLinks.writes,
  ...refreshed.writes,
  ...participants.writes,
  ...providers.writes,
  ...purge.writes,
  ...redemption.writes,
  ...rejections.writes,
  ...openReplies.writes,
  ...replies.writes,
  ...retryDelivery.writes,
  ...clock.writes,
  ...scheduledReplies.writes,
  ...sessions.writes,
  ...signingKeys.writes,
  ...tokenReach.writes,
  ...tokenRotation.writes,
  ...tokens.writes,
  ...users.writes,
  ...unknownReplies.writes,
  ...unusedFiles.writes,
  ...webhooks.writes,
  ...workspaceRemoval.writes,
  ...workspaces.writes,
};

/** Write verbs after which nothing that the accept path has cached can have changed. */
export const neutralToAccept: ReadonlySet<string> = new Set<keyof typeof writeVerbs>([
  'noteProbe',
  // What was not there is not remembered as missing.
  'addContact',
  'addConversation',
  'addBusiness',
  'addFile',
  // Cached are no messages, and of a conversation nothing that this changes.
  'changeMessage',
  'addRejections',
  'addTokenWorkspaces',
  'claimSigningKey',
  'openScheduledReplies',
  'advanceImport',
  'callAttention',
  'claimImport',
  'keepTemplates',
  'startImport',
  'startImportsOf',
  'beginCalls',
  'claimDeliveries',
  'confirmDelivery',
  'addMembership',
  'addUser',
  'appendAudit',
  'createGrant',
  'chooseWorkspace',
  'clearLoginAttempts',
  'createSession',
  'claimLinks',
  'followClock',
  'renewImport',
  'renewLink',
  'dropFile',
  'linkAttachments',
  'settleLink',
  'sweepFiles',
  'sweepLinks',
  'touchFile',
  'wantCopies',
  'createToken',
  'createSoleWebhooks',
  'createWebhook',
  'deleteWebhookStep',
  'expireDeliveries',
  'fanOut',
  'forgetSent',
  'endSessionsOfMember',
  // Its rows were deleted before, which emptied the cache.
  'purgeStep',
  'putFault',
  'recoverDeliveries',
  'releaseHeld',
  'renewLeases',
  'redeemCode',
  'redeemRefreshToken',
  'revokeGrant',
  'revokeToken',
  'setTokenDisabled',
  'rotateWebhookSecret',
  'revokeTokensOfApp',
  'rotateToken',
  'settleDeliveries',
  'revokeTokenOfApp',
  'renewPasswordHash',
  'retryDelivery',
  'acceptWelcome',
  'inviteUser',
  'makeMemberLink',
  'withdrawInvitation',
  'redeemLoginLink',
  'revokeSession',
  'revokeSessions',
  'setPassword',
  'takeFault',
  'takeLoginAttempt',
  'touchSession',
  'touchTokens',
  'updateWebhook',
]);
