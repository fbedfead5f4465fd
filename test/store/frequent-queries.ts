/** What plans.test.ts looks at: the queries that run often, as lists in order and as look-ups. */
import type { Given } from '../../src/store/given.ts';
import type { Reader, WriteTransaction } from '../../src/store/transaction.ts';
import { readVerbs, writeVerbs } from '../../src/store/verbs.ts';
import { attachment, NOW, type Workspace } from './workspace.ts';

export type Run = (db: Reader, w: Workspace, given: Given) => Promise<unknown>;

const place = { activeAt: NOW, id: 5, writtenAt: NOW };
const conversations = (db: Reader, w: Workspace, filter: object) =>
  readVerbs.listConversations(db, {
    workspaceId: w.id,
    channelId: null,
    status: null,
    unreadOnly: false,
    before: null,
    limit: 50,
    ...filter,
  });
const messages = (db: Reader, w: Workspace, from: 'before' | 'after' | null) =>
  readVerbs.listMessages(db, {
    workspaceId: w.id,
    conversationId: 1,
    from: from && { side: from, position: place },
    limit: 50,
  });
const acceptances = (db: Reader, w: Workspace, filter: object) =>
  readVerbs.listAcceptances(db, {
    workspaceId: w.id,
    vendor: null,
    channelId: null,
    channelExternalId: null,
    messageExternalId: null,
    beforeId: null,
    limit: 50,
    ...filter,
  });

const ofBusinesses = (db: Reader, w: Workspace, filter: object) =>
  readVerbs.listBusinessConversations(db, {
    workspaceId: w.id,
    vendor: 'v',
    businessIds: null,
    status: null,
    before: null,
    limit: 50,
    ...filter,
  });

const searched = (db: Reader, { id: workspaceId }: Workspace, filter: object) =>
  readVerbs.searchConversations(db, {
    ...{ workspaceId, vendor: 'v', words: [], id: null, contactId: null, assignedTo: null },
    ...{ isUnread: null, attribute: null, lastMessageTypes: null, lastMessageDirection: null },
    ...{ createdFrom: null, createdTo: null, beyond: null, order: 'desc', limit: 20 },
    ...filter,
  });
const contacts = (db: Reader, { id: workspaceId }: Workspace, filter: object) =>
  readVerbs.searchContacts(db, {
    ...{ workspaceId, vendor: 'v', words: [], exact: [], id: null, before: null },
    ...{ offset: 0, limit: 20 },
    ...filter,
  });

const items = (db: Reader, w: Workspace, types: string[] | null) =>
  readVerbs.listItems(db, {
    workspaceId: w.id,
    conversationId: 1,
    types,
    before: place,
    limit: 50,
  });
const typed = (
  db: Reader,
  w: Workspace,
  sortBy: 'writtenAt' | 'updatedAt',
  order: 'asc' | 'desc',
) =>
  readVerbs.listTypedMessages(db, {
    ...{ workspaceId: w.id, vendor: 'pipedrive', types: ['SMS', 'CALL'], conversationId: null },
    ...{ from: null, to: NOW, sortBy, order, after: { at: NOW, id: 5 }, limit: 50 },
  });

/** Lists that are read in the order of an index, without sorting. */
export const ordered: Record<string, Run> = {
  'the list of conversations': (db, w) => conversations(db, w, {}),
  'a further page of conversations': (db, w) => conversations(db, w, { before: place }),
  'what is unread': (db, w) => conversations(db, w, { unreadOnly: true, status: 'open' }),
  'open conversations of one person': (db, w) =>
    conversations(db, w, { status: 'open', assignedUserId: 7, before: place }),
  'open conversations of nobody': (db, w) =>
    conversations(db, w, { status: 'open', assignedUserId: null, before: place }),
  'conversations of all businesses': (db, w) => ofBusinesses(db, w, { before: place }),
  'conversations of two businesses': (db, w) =>
    ofBusinesses(db, w, { businessIds: [1, 2], status: 'open', before: place }),
  'conversations across channels': (db, w) => searched(db, w, { isUnread: true, beyond: 5 }),
  'contacts of a vendor': (db, w) => contacts(db, w, { before: { createdAt: 5, id: 5 } }),
  'a thread': (db, w) => messages(db, w, null),
  'a thread backwards': (db, w) => messages(db, w, 'before'),
  'a thread forwards': (db, w) => messages(db, w, 'after'),
  'a thread of items': (db, w) => items(db, w, null),
  'items of some types': (db, w) => items(db, w, ['SMS', 'EMAIL']),
  'an export': (db, w) => typed(db, w, 'writtenAt', 'desc'),
  'an export forwards': (db, w) => typed(db, w, 'writtenAt', 'asc'),
  'an export of what changed': (db, w) => typed(db, w, 'updatedAt', 'desc'),
  'events after a cursor': (db, { id: workspaceId }) =>
    readVerbs.readLog(db, { workspaceId, afterId: 5, limit: 50 }),
  acceptances: (db, w) => acceptances(db, w, {}),
  'acceptances of a channel': (db, w) => acceptances(db, w, { channelId: 5, beforeId: 5 }),
};

/** Look-ups, after which a few rows may be sorted. */
export const found: Record<string, Run> = {
  'the messages of threads': (db, { id: workspaceId }) =>
    readVerbs.listThreads(db, { workspaceId, threadIds: [1, 2] }),
  'channels by id': (db, { id: workspaceId }) =>
    readVerbs.findChannelsById(db, { workspaceId, vendor: 'v', ids: [1, 2] }),
  channels: (db, { id: workspaceId }) =>
    readVerbs.listChannels(db, { workspaceId, afterId: 0, limit: 50 }),
  'a credential': (db) => readVerbs.findCredential(db, { hash: 'hash' }),
  'a conversation': (db, { id: workspaceId }) =>
    readVerbs.findConversation(db, { workspaceId, id: 5 }),
  'a message': async (db, w) => readVerbs.findMessage(db, { workspaceId: w.id, id: await anId(w) }),
  'an acceptance': (db, { id: workspaceId }) =>
    readVerbs.findAcceptance(db, { workspaceId, vendor: null, id: 5 }),
  'acceptances of a message': (db, w) =>
    acceptances(db, w, { messageExternalId: 'm', channelExternalId: 'line' }),
  'conversations by words': (db, w) => searched(db, w, { words: ['jane', 'doe'] }),
  'the conversation of a contact': (db, w) => searched(db, w, { contactId: 5 }),
  'contacts by words': (db, w) => contacts(db, w, { words: ['jane', 'doe'] }),
  'contacts by address': (db, w) => contacts(db, w, { exact: [{ kind: 'email', term: 'x' }] }),
  participants: (db, { id: workspaceId }) =>
    readVerbs.listParticipants(db, { workspaceId, conversationIds: [1, 2] }),
  'refused requests': (db, { id }) =>
    readVerbs.listRejections(db, { workspaceIds: [id, 0], beforeId: 9, limit: 50 }),
  businesses: (db, { id: workspaceId }) =>
    readVerbs.listBusinesses(db, { workspaceId, vendor: 'v', afterId: 0, limit: 50 }),
  'businesses by external id': (db, { id: workspaceId }) =>
    readVerbs.findBusinesses(db, { workspaceId, vendor: 'v', externalIds: ['a', 'b'] }),
  'a channel': (db, w) =>
    readVerbs.findChannel(db, { workspaceId: w.id, appId: w.appId, externalId: 'line' }),
  'last messages': async (db, w) =>
    readVerbs.messagesById(db, { workspaceId: w.id, ids: [await anId(w)] }),
  'first messages': (db, { id: workspaceId }) =>
    readVerbs.firstWrittenAt(db, { workspaceId, conversationIds: [1, 2] }),
  'authors of replies': (db, { id: workspaceId }) =>
    readVerbs.replyAuthors(db, { workspaceId, messageIds: [1, 2] }),
  'replies stuck on channels': (db, { id: workspaceId }) =>
    readVerbs.listStuckReplies(db, { workspaceId }),
  'conversations held up': (db, { id: workspaceId }) =>
    readVerbs.conversationsHeldUp(db, { workspaceId, conversationIds: [1, 2] }),
  'the count of a thread': (db, { id: workspaceId }) =>
    readVerbs.countMessages(db, { workspaceId, conversationId: 1, most: 9 }),
  'the count of conversations of a business': (db, { id: workspaceId }) =>
    readVerbs.countBusinessConversations(db, {
      workspaceId,
      vendor: 'v',
      businessIds: [1],
      status: null,
      most: 9,
    }),
  'tokens in use': (db, { id: workspaceId }, given) =>
    writeVerbs.touchTokens(inTransaction(db, given), [{ workspaceId, id: 5, usedAt: NOW }]),
  'a fault': (db, { id: workspaceId }, given) =>
    writeVerbs.takeFault(inTransaction(db, given), { workspaceId, vendor: 'v' }),
  'deliveries that begin and end': async (db, w, given) => {
    await w.acceptOne();
    await w.reply();
    const tx = inTransaction(db, given);
    const wanted = [{ receiver: w.receiver, limit: 2 }];
    const claims = await writeVerbs.claimDeliveries(tx, {
      ...{ wanted, now: NOW, leaseUntil: NOW + 5 },
    });
    await writeVerbs.beginCalls(tx, claims);
    await writeVerbs.renewLeases(tx, { claims, leaseUntil: NOW + 9 });
    const settled = claims.map((claim) => ({
      ...{ ...claim, state: 'sent' as const, reason: null, dueAt: null },
      attempt: {
        ...{ number: claim.attemptCount, startedAt: NOW, durationMs: 1, outcome: 'sent' as const },
        ...{ reason: null, status: 200, excerpt: null },
      },
      identity: { externalId: `sent-${claim.id}`, scope: 'conversation' as const },
      ...{ needsAttention: false, stopsReceiver: false, notBefore: null },
      pauses: [{ cause: 'asked' as const, until: NOW + 1, reason: 'Busy' }],
      recovery: { triedBy: NOW, isAll: true },
    }));
    const { done } = await writeVerbs.settleDeliveries(tx, { settled, now: NOW });
    if (done.length === 0) throw new Error('the reply was not settled');
  },
  'a step of purging a channel': async (db, w, given) => {
    await w.deleteChannel();
    for (let step = 0; step < 9; step += 1) {
      await writeVerbs.purgeStep(inTransaction(db, given), { limit: 2 });
    }
  },
};

/** A message with attachments. */
async function anId(w: Workspace): Promise<number> {
  return (await w.acceptOne({ attachments: [attachment('a')] })).messageId;
}

function inTransaction(db: Reader, given: Given): WriteTransaction {
  const nothing = () => Promise.resolve();
  const locks = { lockChannels: nothing, lockConversations: nothing };
  const rest = {
    appendAll: nothing,
    keepChannels: nothing,
    lockContacts: nothing,
    hold: <Query>(query: Query) => query,
  };
  return { db, given, nextId: () => Promise.resolve(1), append: nothing, ...locks, ...rest };
}
