import type { CallAnswer, CallRequest, Outcome } from '../../domain/delivery.ts';
import { saysNo, wordsOf } from '../../domain/envelope.ts';
import { previewOf } from '../../domain/conversation.ts';
import { answeredWords, locationOf } from '../../domain/judge-answer.ts';
import type { Explained } from '../../domain/judge-answer.ts';
import { plainText } from '../../lib/plain-text.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type {
  Ask,
  Asked,
  AskFailure,
  HistoryPage,
  ImportedConversation,
} from '../../domain/history.ts';
import type { Attachment } from '../../domain/message.ts';
import { NOTHING_SKIPPED } from '../../domain/history.ts';
import type { Template } from '../../domain/template.ts';
import { parseDate } from './date.ts';
import type { EndpointName, Manifest, Variables } from './manifest.ts';
import { expand } from './manifest.ts';
import {
  cursorOf,
  dataOf,
  idOf,
  isJson,
  parseJson,
  readAttachments,
  readConversation,
  textOrNull,
} from './read-answer.ts';
import { Skips, shown } from './skips.ts';

/** What the vendor asks for at a time (docs/pipedrive.md#manifest). */
const PAGE = { conversations_limit: '30', messages_limit: '30' };

/** An app's endpoints and how to sign in at them: id and secret (docs/pipedrive.md#manifest). */
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
  const skips = new Skips();
  const conversations = data.flatMap((one) => readConversation(one, skips) ?? []);
  const nextCursor = isJson(more) ? cursorOf(more['after']) : null;
  return given({ conversations, isEmpty: data.length === 0, nextCursor }, skips);
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
  const skips = new Skips();
  const conversation = readConversation(dataOf(body.value), skips);
  if (conversation?.externalId !== ids.sourceConversationId) {
    return unreadable('getConversationById', 'not the conversation that was asked for');
  }
  return given(conversation, skips);
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
  if (!isJson(data) || idOf(data['id']) !== ids.sourceMessageId) {
    return unreadable('getMessageById', 'not the message that was asked for');
  }
  const skips = new Skips();
  const what = `Message ${shown(ids.sourceMessageId)}`;
  return given(readAttachments(data['attachments'], skips, what), skips);
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
  const skips = new Skips();
  const read = templates.flatMap((one: unknown) => readTemplate(one, skips) ?? []);
  for (const { id } of read.slice(MOST_TEMPLATES)) {
    skips.add(`Template ${shown(id)}: more than ${MOST_TEMPLATES} are not kept.`);
  }
  return given(read.slice(0, MOST_TEMPLATES), skips);
}

/** A form without a name is called by its id, and one without a language fits any. */
function readTemplate(value: unknown, skips: Skips): Template | null {
  const said = isJson(value) ? value : {};
  const id = idOf(said['id']);
  const content = textOrNull(said['content']);
  if (id === null || content === null) {
    skips.add(`Template ${shown(said['id'])}: it has no id that can be kept, or no content.`);
    return null;
  }
  const name = textOrNull(said['name']) ?? id;
  return { id, name, content, language: textOrNull(said['language']) };
}

async function askFor(
  provider: Provider,
  endpoint: EndpointName,
  variables: Variables,
  query: Record<string, string>,
  ask: Ask,
): Promise<Asked<Record<string, unknown>>> {
  const request = requestTo(provider, endpoint, variables, query);
  if (request === null) {
    return failed(`The manifest of the app names no ${endpoint}.`, {});
  }
  const answer = await ask(request);
  if (answer.kind !== 'answered') {
    const code = answer.kind === 'not-sent' ? answer.code : undefined;
    return failed(`${endpoint}: ${answer.reason}`, { code, isPassing: true });
  }
  if (answer.status < 200 || answer.status > 299) return failureOf(endpoint, answer);
  if (answer.cutShort !== null) {
    const reason = `${endpoint}: The connector answered ${answer.status}, but ${answer.cutShort}.`;
    return failed(reason, { isPassing: true });
  }
  const body = parseJson(answer.body);
  if (body === null) return unreadable(endpoint, 'no JSON object', firstWords(answer.body));
  return saysNo(body) ? failureOf(endpoint, answer) : given(body);
}

type Answered = Extract<CallAnswer, { kind: 'answered' }>;

/**
 * The documented errors, and what connectors answer instead (docs/pipedrive.md#provider-answers).
 */
function failureOf(endpoint: EndpointName, answer: Answered): AskFailure {
  const { status } = answer;
  const {
    reason,
    retryAt,
    isBusy = false,
    needsAttention = false,
  } = explain(status, answer.body, locationOf(answer));
  const isPassing = isBusy || status === 408 || status === 429 || status >= 500;
  return failed(`${endpoint}: ${reason}`, { isPassing, retryAt, needsAttention });
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

const NO_ACCESS = ['UNAUTHORIZED', 'ACCOUNT_SUSPENDED'];

/** An error in words for people, with the connector's own where it has some. */
export function explain(status: number, body: string, location: string | null): Explained {
  const parsed = parseJson(body);
  const data = parsed === null ? null : dataOf(parsed);
  const { code, retry_by: retryBy } = isJson(data) ? data : {};
  const isNo = parsed !== null && saysNo(parsed);
  const meaning = typeof code === 'string' ? MEANINGS[code] : undefined;
  const fallback = status === 401 ? MEANINGS['UNAUTHORIZED'] : undefined;
  const answered =
    isNo && status < 300
      ? 'The connector refused it.'
      : `The connector ${answeredWords(status, location)}.`;
  const words = parsed === null ? firstWords(body) : wordsOf(parsed);
  const said = words === null ? '' : ` It says: ${wellFormed(words)}`;
  return {
    reason: (meaning ?? fallback ?? answered) + said,
    retryAt: typeof retryBy === 'string' ? parseDate(retryBy) : null,
    isNo,
    isBusy: isNo && code === 'RATE_LIMIT_EXCEEDED',
    needsAttention: status === 401 || (isNo && NO_ACCESS.includes(String(code))),
  };
}

const LONGEST_ANSWER = 2_000;
const MOST_WORDS = 100;

/** How an answer begins that is not in the vendor's form, such as a page of a proxy. */
function firstWords(body: string): string | null {
  const words = previewOf(plainText(body.slice(0, LONGEST_ANSWER))).slice(0, MOST_WORDS);
  return words === '' ? null : words;
}

function given<T>(value: T, skips?: Skips): Asked<T> {
  return { kind: 'given', value, skipped: skips?.skipped ?? NOTHING_SKIPPED };
}

function unreadable(endpoint: EndpointName, what: string, words: string | null = null): AskFailure {
  const said = words === null ? '' : ` It says: ${wellFormed(words)}`;
  return failed(`${endpoint}: The connector’s answer holds ${what}.${said}`, { isPassing: true });
}

function failed(reason: string, more: Partial<AskFailure>): AskFailure {
  const usual = { isPassing: false, retryAt: null, needsAttention: false };
  return { kind: 'failed', reason, ...usual, ...more };
}

/** The outcome of a call with the call's name before its reason: there are several in an attempt. */
export function named(endpoint: EndpointName, outcome: Outcome): Outcome {
  return 'reason' in outcome ? { ...outcome, reason: `${endpoint}: ${outcome.reason}` } : outcome;
}
