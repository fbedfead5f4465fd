import type { GetPromptResult } from '@modelcontextprotocol/server';
import { Refusal, wrongField } from '../domain/refusal.ts';
import { idOf } from './arguments.ts';
import type { Caller } from './caller.ts';
import { quote } from './quote.ts';
import type { Handlers } from './handlers.ts';
import { mayRead } from './permission.ts';
import { presentConversation } from './present.ts';
import { conversationLine, readThread, seatsOf, threadText } from './thread.ts';
import type { ReadPorts } from './tool-ports.ts';

type Arguments = Record<string, string>;

type Prompt = {
  title: string;
  description: string;
  arguments: { name: string; description: string; required: boolean }[];
  text: (ports: ReadPorts, workspaceId: number, args: Arguments) => Promise<string>;
};

const TRIAGED = 30;
const THREAD = 20;

const PROMPTS: Record<string, Prompt> = {
  triage_inbox: {
    title: 'Triage the inbox',
    description: 'Goes through what is open and unread, and proposes what to do first.',
    arguments: [],
    async text({ store }, workspaceId) {
      const rows = await store.read.listConversations({
        workspaceId,
        channelId: null,
        status: 'open',
        unreadOnly: true,
        before: null,
        limit: TRIAGED,
      });
      const seats = await seatsOf(store, workspaceId, rows);
      const lines = rows.map((row) => conversationLine(presentConversation(row, seats(row))));
      return (
        `These are the ${rows.length} open conversations with unread messages, the latest first.\n` +
        `${quote(lines)}\n` +
        'Read those that you need to (conversations_read). Then list them in the order in which ' +
        'they should be answered, each with one line: what is wanted, how urgent it is, and why. ' +
        'Change nothing and send nothing.'
      );
    },
  },
  draft_reply: {
    title: 'Draft a reply',
    description: 'Drafts an answer to a conversation, for a person to approve.',
    arguments: [
      { name: 'conversation_id', description: 'As conversations_list shows it.', required: true },
      { name: 'intent', description: 'What the answer should say.', required: false },
    ],
    async text(ports, workspaceId, { conversation_id: conversation = '', intent }) {
      const id = idOf(conversation, 'conversation');
      const thread = await readThread(ports, { workspaceId, id, limit: THREAD, before: null });
      const aim = intent === undefined ? '' : `\nThe answer should say: ${intent}`;
      return (
        `This is conversation ${id}, its latest messages last.\n${threadText(thread)}\n` +
        "Draft one reply in the contact's language, in a friendly and plain tone, that answers " +
        `what was asked last and promises nothing that the thread does not support.${aim}\n` +
        'Show the draft and wait. Send it with conversations_reply only once the person agreed.'
      );
    },
  },
};

export function promptHandlers(ports: ReadPorts, caller: () => Promise<Caller>): Handlers {
  return {
    'prompts/list': async () => {
      const { principal, narrowing } = await caller();
      if (!mayRead('conversations', principal, narrowing)) return { prompts: [] };
      const prompts = Object.entries(PROMPTS).map(([name, prompt]) => {
        const { title, description, arguments: args } = prompt;
        return { name, title, description, arguments: args };
      });
      return { prompts };
    },
    'prompts/get': async ({ params }) => get(ports, await caller(), params),
  };
}

async function get(
  ports: ReadPorts,
  { principal, narrowing }: Caller,
  { name, arguments: args = {} }: { name: string; arguments?: Arguments | undefined },
): Promise<GetPromptResult> {
  const prompt = Object.hasOwn(PROMPTS, name) ? PROMPTS[name] : undefined;
  if (prompt === undefined || !mayRead('conversations', principal, narrowing)) {
    throw new Refusal('not-found', `There is no prompt ${name.slice(0, 64)}.`);
  }
  const absent = prompt.arguments.find((one) => one.required && args[one.name] === undefined);
  if (absent !== undefined) throw wrongField(absent.name, 'is required');
  const text = await prompt.text(ports, principal.workspaceId, args);
  const { description } = prompt;
  return { description, messages: [{ role: 'user', content: { type: 'text', text } }] };
}
