import { ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { ServerContext } from '@modelcontextprotocol/server';
import { Refusal } from '../domain/refusal.ts';
import { attentionOfChannels } from '../inbox/reply-states.ts';
import { pageOf, placeOf } from './arguments.ts';
import type { Caller } from './caller.ts';
import { DATA_NOTICE, oneLine } from './quote.ts';
import type { Handlers } from './handlers.ts';
import { mayRead } from './permission.ts';
import { presentChannel, presentConversation } from './present.ts';
import { RESOURCES, parseUri, uriOf } from './resource-uri.ts';
import type { ResourceKind } from './resource-uri.ts';
import { readMessage, readThread, seatsOf } from './thread.ts';
import type { ReadPorts } from './tool-ports.ts';

const JSON_TYPE = 'application/json';
const LISTED = 100;
/** Messages of a conversation, conversations of a channel. */
const SHOWN = 20;

const TEMPLATES: Record<ResourceKind, { title: string; description: string }> = {
  channel: {
    title: 'Channel',
    description: 'A channel with its latest conversations; updated when a message arrives on it.',
  },
  conversation: {
    title: 'Conversation',
    description: 'A conversation with its latest messages; updated when one arrives.',
  },
  message: { title: 'Message', description: 'One message, whole; updated with its status.' },
};

/** What a caller reads by address; each is what the tool of the same toolset shows. */
export function resourceHandlers(ports: ReadPorts, caller: () => Promise<Caller>): Handlers {
  const { store } = ports;
  return {
    'resources/list': async ({ params }) => {
      const { principal, narrowing } = await caller();
      if (!mayRead('channels', principal, narrowing)) return { resources: [] };
      const { workspaceId } = principal;
      const [afterId = 0] = placeOf(params?.cursor, 1) ?? [];
      const rows = await store.read.listChannels({ workspaceId, afterId, limit: LISTED + 1 });
      const { shown, next_cursor: nextCursor } = pageOf(rows, LISTED, ({ id }) => [id]);
      const resources = shown.map(({ id, name }) => ({
        uri: uriOf('channel', id),
        name: `channel-${id}`,
        title: oneLine(name),
        mimeType: JSON_TYPE,
      }));
      return { resources, ...(nextCursor === undefined ? {} : { nextCursor }) };
    },
    'resources/templates/list': async () => {
      const { principal, narrowing } = await caller();
      const kinds = (Object.keys(TEMPLATES) as ResourceKind[]).filter((kind) =>
        mayRead(RESOURCES[kind].toolset, principal, narrowing),
      );
      const resourceTemplates = kinds.map((kind) => ({
        name: kind,
        uriTemplate: uriOf(kind, '{id}'),
        mimeType: JSON_TYPE,
        ...TEMPLATES[kind],
      }));
      return { resourceTemplates };
    },
    'resources/read': async ({ params: { uri } }, _context: ServerContext) => {
      const content = await read(ports, await caller(), uri);
      const text = JSON.stringify({ notice: DATA_NOTICE, ...content });
      return { contents: [{ uri, mimeType: JSON_TYPE, text }] };
    },
  };
}

async function read(
  ports: ReadPorts,
  { principal, narrowing }: Caller,
  uri: string,
): Promise<object> {
  const found = parseUri(uri);
  if (found === null || !mayRead(RESOURCES[found.kind].toolset, principal, narrowing)) {
    throw new ResourceNotFoundError(uri);
  }
  const content = await READERS[found.kind](ports, principal.workspaceId, found.id);
  if (content === null) throw new ResourceNotFoundError(uri);
  return content;
}

type Reader = (ports: ReadPorts, workspaceId: number, id: number) => Promise<object | null>;

const READERS: Record<ResourceKind, Reader> = {
  async channel(ports, workspaceId, id) {
    const { store } = ports;
    const [channel] = await store.read.channelsById({ workspaceId, ids: [id] });
    if (channel === undefined) return null;
    const rows = await store.read.listConversations({
      workspaceId,
      channelId: id,
      status: null,
      unreadOnly: false,
      before: null,
      limit: SHOWN,
    });
    const seats = await seatsOf(store, workspaceId, rows);
    const conversations = rows.map((row) => presentConversation(row, seats(row)));
    const attention = await attentionOfChannels(ports, workspaceId);
    return { ...presentChannel(channel, attention.get(id)), conversations };
  },
  async conversation(ports, workspaceId, id) {
    const page = { workspaceId, id, limit: SHOWN, before: null };
    const thread = await readThread(ports, page).catch(nullIfMissing);
    return thread && { ...thread.conversation, messages: thread.messages };
  },
  message: (ports, workspaceId, id) => readMessage(ports, { workspaceId, id }),
};

function nullIfMissing(error: unknown): null {
  if (error instanceof Refusal && error.code === 'not-found') return null;
  throw error;
}
