import type { CallAnswer, CallRequest } from '../../domain/delivery.ts';
import type {
  Ask,
  Asked,
  AskFailure,
  HistoryPage,
  ImportedConversation,
} from '../../domain/history.ts';
import type { Attachment } from '../../domain/message.ts';
import type { Template } from '../../domain/template.ts';
import { parseDate } from './date.ts';
import type { EndpointName, Manifest, Variables } from './manifest.ts';
import { expand } from './manifest.ts';
import {
  dataOf,
  isJson,
  parseJson,
  readAttachments,
  readConversation,
  readMessage,
  textOrNull,
} from './read-answer.ts';

/** What the vendor asks for at a time (facts 2.1). */
const PAGE = { conversations_limit: '30', messages_limit: '30' };

/** An app's own endpoints and how to sign in at them: client id and secret, as in OAuth (facts 2). */
export type Provider = { manifest: Manifest; authorization: string };

export function authorizationOf(clientId: string, clientSecret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}

/** A request to one of the endpoints; null where the manifest does not name it. */
export function requestTo(
  { manifest, authorization }: Provider,
  endpoint: EndpointName,
  variables: Variables,
  query: Record<string, string> = {},
): CallRequest | null {
  const template = manifest[endpoint];
  if (template === undefined) return null;
  const url = new URL(expand(template, variables));
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const method = endpoint === 'deleteChannelById' ? 'DELETE' : 'GET';
  return { method, url: url.href, headers: { authorization }, body: null };
}

export async function getConversations(
  provider: Provider,
  providerChannelId: string,
  after: string | null,
  ask: Ask,
): Promise<Asked<HistoryPage>> {
  const query = { ...PAGE, ...(after === null ? {} : { after }) };
  const body = await askFor(provider, 'getConversations', { providerChannelId }, query, ask);
  if (body.kind === 'failed') return body;
  const data = dataOf(body.value);
  if (!Array.isArray(data)) return unreadable('getConversations', 'no list of conversations');
  const { additional_data: more } = body.value;
  return given({
    conversations: data.flatMap((one) => readConversation(one) ?? []),
    nextCursor: isJson(more) ? textOrNull(more['after']) : null,
  });
}

export async function getConversationById(
  provider: Provider,
  ids: { providerChannelId: string; sourceConversationId: string },
  after: string | null,
  ask: Ask,
): Promise<Asked<ImportedConversation>> {
  const { messages_limit } = PAGE;
  const query = { messages_limit, ...(after === null ? {} : { after }) };
  const body = await askFor(provider, 'getConversationById', ids, query, ask);
  if (body.kind === 'failed') return body;
  const conversation = readConversation(dataOf(body.value));
  if (conversation?.externalId !== ids.sourceConversationId) {
    return unreadable('getConversationById', 'not the conversation that was asked for');
  }
  return given(conversation);
}

export async function getSenderAvatar(
  provider: Provider,
  ids: { providerChannelId: string; senderId: string },
  ask: Ask,
): Promise<Asked<string | null>> {
  const body = await askFor(provider, 'getSenderById', ids, {}, ask);
  if (body.kind === 'failed') return body;
  const data = dataOf(body.value);
  return given(isJson(data) ? textOrNull(data['avatar_url']) : null);
}

/** The message stands bare in the documentation, and in the envelope at some connectors. */
export async function getMessageAttachments(
  provider: Provider,
  ids: { providerChannelId: string; sourceConversationId: string; sourceMessageId: string },
  ask: Ask,
): Promise<Asked<Attachment[]>> {
  const body = await askFor(provider, 'getMessageById', ids, {}, ask);
  if (body.kind === 'failed') return body;
  const data = dataOf(body.value);
  if (readMessage(data)?.externalId !== ids.sourceMessageId) {
    return unreadable('getMessageById', 'not the message that was asked for');
  }
  return given(isJson(data) ? readAttachments(data['attachments']) : []);
}

const MOST_TEMPLATES = 1_000;

export async function getTemplates(
  provider: Provider,
  providerChannelId: string,
  ask: Ask,
): Promise<Asked<Template[]>> {
  const body = await askFor(provider, 'getTemplates', { providerChannelId }, {}, ask);
  if (body.kind === 'failed') return body;
  const data = dataOf(body.value);
  const templates = isJson(data) && Array.isArray(data['templates']) ? data['templates'] : [];
  const read = templates.flatMap((one: unknown) => readTemplate(one) ?? []);
  return given(read.slice(0, MOST_TEMPLATES));
}

function readTemplate(value: unknown): Template | null {
  if (!isJson(value)) return null;
  const { id, name, content, language } = value;
  const all = [id, name, content, language].map(textOrNull);
  const [a, b, c, d] = all;
  return a && b && c && d ? { id: a, name: b, content: c, language: d } : null;
}

async function askFor(
  provider: Provider,
  endpoint: EndpointName,
  variables: Variables,
  query: Record<string, string>,
  ask: Ask,
): Promise<Asked<Record<string, unknown>>> {
  const request = requestTo(provider, endpoint, variables, query);
  if (request === null) return failed(`The manifest of the app names no ${endpoint}.`, {});
  const answer = await ask(request);
  if (answer.kind === 'not-sent' || answer.kind === 'incomplete') {
    return failed(answer.reason, { isPassing: true });
  }
  if (answer.status < 200 || answer.status > 299) return failureOf(answer);
  if (answer.cutShort !== null) {
    const reason = `The connector answered ${endpoint} with ${answer.status}, but ${answer.cutShort}.`;
    return failed(reason, { isPassing: true });
  }
  const body = parseJson(answer.body);
  return body === null ? unreadable(endpoint, 'no JSON object') : given(body);
}

type Answered = Extract<CallAnswer, { kind: 'answered' }>;

/** The documented errors, and what real connectors answer instead: HTML, nothing (facts 2.5). */
function failureOf(answer: Answered): AskFailure {
  const { status } = answer;
  const { reason, retryAt } = explain(status, answer.body);
  const isPassing = status === 408 || status === 429 || status >= 500;
  return failed(reason, { isPassing, retryAt, needsAttention: status === 401 });
}

const MEANINGS: Record<string, string> = {
  UNAUTHORIZED: 'The connector has no access any more: connect the channel again.',
  ACCOUNT_SUSPENDED: 'The account at the provider is suspended.',
  FORBIDDEN: 'The connector says that this does not belong to the channel.',
  NOT_FOUND: 'The connector does not know this.',
  RATE_LIMIT_EXCEEDED: 'The connector takes no more requests for now.',
  INVALID_BODY: 'The connector did not understand the request.',
  BAD_REQUEST: 'The connector did not understand the request.',
};

/** An error in words for people, with the connector's own where it has some. */
export function explain(status: number, body: string): { reason: string; retryAt: number | null } {
  const parsed = parseJson(body);
  const data = parsed === null ? null : dataOf(parsed);
  const { code, message, retry_by: retryBy } = isJson(data) ? data : {};
  const meaning = typeof code === 'string' ? MEANINGS[code] : undefined;
  const fallback = status === 401 ? MEANINGS['UNAUTHORIZED'] : undefined;
  const words = textOrNull(message);
  const said = words === null ? '' : ` It says: ${words.slice(0, 300)}`;
  const base = meaning ?? fallback ?? `The connector answered ${status}.`;
  return {
    reason: base + said,
    retryAt: typeof retryBy === 'string' ? parseDate(retryBy) : null,
  };
}

function given<T>(value: T): Asked<T> {
  return { kind: 'given', value };
}

function unreadable(endpoint: EndpointName, what: string): AskFailure {
  return failed(`The connector’s answer to ${endpoint} holds ${what}.`, { isPassing: true });
}

function failed(reason: string, more: Partial<AskFailure>): AskFailure {
  const usual = { isPassing: false, retryAt: null, needsAttention: false };
  return { kind: 'failed', reason, ...usual, ...more };
}
