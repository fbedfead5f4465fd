/** What a server says it has stored, read through Inlet's own API as any client would. */
export interface StoredMessage {
  externalId: string;
  text: string;
}

export interface StoredConversation {
  externalId: string;
  unreadCount: number;
  messages: StoredMessage[];
}

export interface InletApi {
  baseUrl: string;
  token: string;
}

interface Page<Row> {
  data: Row[];
  nextCursor: string | null;
}

interface ConversationRow {
  id: string;
  externalId: string;
  unreadCount: number;
}

/** All conversations of the sandbox's workspace that `wanted` names, with all their messages. */
export async function readStored(
  api: InletApi,
  wanted: (externalId: string) => boolean,
): Promise<StoredConversation[]> {
  const stored: StoredConversation[] = [];
  for await (const row of pages<ConversationRow>(api, '/conversations', 'cursor')) {
    if (!wanted(row.externalId)) continue;
    const messages: StoredMessage[] = [];
    const path = `/conversations/${row.id}/messages`;
    for await (const { externalId, text } of pages<StoredMessage>(api, path, 'before')) {
      messages.push({ externalId, text });
    }
    stored.push({ externalId: row.externalId, unreadCount: row.unreadCount, messages });
  }
  return stored;
}

/** The verdict that a sender can look up later; undefined when the acceptance is not there. */
export async function readVerdict(api: InletApi, id: string): Promise<string | undefined> {
  const answer = await get(api, `/acceptances/${id}`);
  if (answer.status === 404) return undefined;
  return ((await answer.json()) as { verdict: string }).verdict;
}

async function* pages<Row>(api: InletApi, path: string, parameter: string): AsyncGenerator<Row> {
  let cursor: string | null = null;
  do {
    const from = cursor === null ? '' : `&${parameter}=${encodeURIComponent(cursor)}`;
    const answer = await get(api, `${path}?limit=100${from}`);
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    const page = (await answer.json()) as Page<Row>;
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function get(api: InletApi, path: string): Promise<Response> {
  return fetch(api.baseUrl + path, { headers: { authorization: `Bearer ${api.token}` } });
}
