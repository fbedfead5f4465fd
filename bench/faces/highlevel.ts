import type { AcceptCommand } from '../../src/domain/accept-command.ts';
import type { Store } from '../../src/store/store.ts';
import { toAcceptCommand } from '../../src/vendors/highlevel/inbound.ts';
import type { Posted } from '../../src/vendors/highlevel/inbound.ts';
import type { InletProcess } from '../../test/support/inlet-process.ts';
import type { RequestTemplate } from '../load/request.ts';
import { scatter } from '../load/scatter.ts';
import { RAW_TEXT, prepareChannel } from './face.ts';
import type { MeasuredFace, Owner } from './face.ts';

type Sandbox = InletProcess['sandbox'];
type Key = Posted['conversation'];

/** Contacts come before messages here, and are made one transaction each. */
const CONTACTS = 2_000;
const AT_ONCE = 32;

/** HighLevel's "add an inbound message" to a contact. */
export const highlevelByContact: MeasuredFace = {
  name: 'HighLevel inbound by contactId',
  async requests(sandbox, run) {
    const contacts = await postContacts(sandbox, run);
    return contacts.map((contactId) => inboundRequest(sandbox, run, { contactId }));
  },
  async commands(store, owner) {
    const { appId } = await prepareChannel(store, owner, 'highlevel');
    return source({ ...owner, appId }, await makeContacts(store, owner));
  },
};

/** The same to conversations that are there. */
export const highlevelByConversation: MeasuredFace = {
  name: 'HighLevel inbound by conversationId',
  async requests(sandbox, run) {
    const posted = await inGroups(await postContacts(sandbox, run), (contactId) =>
      post(sandbox, '/conversations/messages/inbound', { type: 'SMS', contactId, message: 'x' }),
    );
    return posted.map(({ conversationId }) => inboundRequest(sandbox, run, { conversationId }));
  },
  async commands(store, owner) {
    const { appId } = await prepareChannel(store, owner, 'highlevel');
    const contacts = await makeContacts(store, owner);
    const from = { ...owner, appId };
    const outcomes = await store.accept(contacts.map((key, n) => commandOf(from, key, n)));
    const conversations = outcomes.map((outcome): Key => {
      if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
      return { of: 'workspace', id: outcome.acceptance.conversationId, contactId: null };
    });
    return source(from, conversations);
  },
};

function* source(
  owner: Owner & { appId: number },
  conversations: readonly Key[],
): Generator<AcceptCommand, never> {
  for (let sequence = 0; ; sequence += 1) {
    const conversation = conversations[scatter(sequence, conversations.length)];
    if (conversation === undefined) throw new Error('There are conversations to write to.');
    yield commandOf(owner, conversation, sequence);
  }
}

function commandOf(
  { workspaceId, appId }: Owner & { appId: number },
  conversation: Key,
  sequence: number,
): AcceptCommand {
  const altId = `raw-${String(sequence).padStart(12, '0')}`;
  const body = { type: 'SMS' as const, message: RAW_TEXT, altId };
  const by = { workspaceId, workspaceName: 'bench', userId: null, altIdIdentity: false };
  const channel = { key: { appId, externalId: 'bench' }, kind: null };
  const posted = { body, direction: 'inbound' as const, channel, conversation, answers: null };
  return toAcceptCommand(posted, by, Date.now());
}

function makeContacts(store: Store, { workspaceId }: Owner): Promise<Key[]> {
  return inGroups(numbers(CONTACTS), async (number): Promise<Key> => {
    const outcome = await store.write.addContact({
      ...{ workspaceId, vendor: 'highlevel', name: `Person ${number}`, email: null, phone: null },
      ...{ attributes: {}, terms: [], uniqueBy: [], now: Date.now() },
    });
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    return { of: 'contact', contactId: outcome.contact.id };
  });
}

/** Their ids. The n-th is called `Person n`, and has n in its address and, where asked, its number. */
export function postContacts(
  sandbox: Sandbox,
  run: string,
  { count = CONTACTS, withPhone = false } = {},
): Promise<string[]> {
  const { locationId } = sandbox.highlevel;
  return inGroups(numbers(count), async (number) => {
    const email = `person-${number}-${run}@example.com`;
    const phone = withPhone ? { phone: `+1503${2_000_000 + number}` } : {};
    const body = { locationId, name: `Person ${number}`, email, ...phone };
    const { contact } = await post(sandbox, '/contacts/', body);
    return (contact as unknown as { id: string }).id;
  });
}

function inboundRequest(
  sandbox: Sandbox,
  run: string,
  ids: { contactId: string | undefined } | { conversationId: string | undefined },
): RequestTemplate {
  const { sms: conversationProviderId } = sandbox.highlevel.providers;
  const altId = `${run}-<<sequence:12>>`;
  const usual = { type: 'SMS', message: RAW_TEXT, direction: 'inbound', conversationProviderId };
  return {
    method: 'POST',
    path: '/conversations/messages/inbound',
    headers: headersOf(sandbox),
    body: JSON.stringify({ ...usual, ...ids, altId }),
  };
}

export function headersOf({ highlevel }: Sandbox): Record<string, string> {
  return {
    authorization: `Bearer ${highlevel.appAccessToken}`,
    version: '2021-04-15',
    'content-type': 'application/json',
  };
}

async function post(sandbox: Sandbox, path: string, body: object): Promise<Record<string, string>> {
  const request = { method: 'POST', headers: headersOf(sandbox), body: JSON.stringify(body) };
  const answer = await fetch(sandbox.url + path, request);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Record<string, string>;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

async function inGroups<From, To>(
  from: readonly From[],
  one: (from: From) => Promise<To>,
): Promise<To[]> {
  const to: To[] = [];
  for (let at = 0; at < from.length; at += AT_ONCE) {
    to.push(...(await Promise.all(from.slice(at, at + AT_ONCE).map(one))));
  }
  return to;
}
