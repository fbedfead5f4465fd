import type {
  CallToolRequest,
  CallToolResult,
  InputRequiredResult,
  ServerContext,
} from '@modelcontextprotocol/server';
import {
  ProtocolError,
  ProtocolErrorCode,
  isInputRequiredResult,
} from '@modelcontextprotocol/server';
import type { FastifyBaseLogger } from 'fastify';
import type { Refusal } from '../domain/refusal.ts';
import { refusalOf } from '../http/refusal-of.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { EventSource } from '../realtime/event-watch.ts';
import type { Store } from '../store/store.ts';
import type { Budgets } from './budgets.ts';
import type { CallLog } from './call-log.ts';
import type { Caller } from './caller.ts';
import type { Confirmations } from './confirmation.ts';
import { noteRefused } from './note-refused.ts';
import type { Tool } from './tool.ts';
import { OF_THE_TOOL } from './tool.ts';
import type { TableEntry, ToolTable } from './tool-table.ts';

export type CallPorts = {
  table: ToolTable;
  confirmations: Confirmations;
  budgets: Budgets;
  metrics: Pick<Metrics, 'toolCalled' | 'accepted'>;
  /** For resources and prompts. */
  store: Pick<Store, 'read'>;
  /** For updates. */
  sequencer: EventSource;
  now: () => number;
  log: CallLog;
  logger: FastifyBaseLogger;
};

type Called = CallToolResult | InputRequiredResult;
/** One call with who makes it. */
export type Calling = {
  caller: Caller;
  context: ServerContext;
  canAsk: boolean;
  /** What the client calls itself. */
  client: string | null;
};

/**
 * One call of a tool: found among those of the caller, arguments read, a person asked where it
 * cannot be undone, the budget charged, run, and put into words. What the model can set right comes
 * back as an error of the tool; what it cannot know of is an error of the protocol.
 */
export async function callTool(
  ports: CallPorts,
  { params }: CallToolRequest,
  calling: Calling,
): Promise<Called> {
  const { name, arguments: args = {} } = params;
  const entry = await findEntry(ports, name, calling);
  const { tool } = entry;
  const { principal, address } = calling.caller;
  const logged = { tool, args, principal, address, client: calling.client };
  const recording = ports.log.recordingOf(logged);
  const note = async (outcome: 'done' | 'refused', acceptanceId: number | null) => {
    recording.end();
    if (!recording.hasRecorded) await ports.log.note({ ...logged, outcome, acceptanceId });
  };
  try {
    const { result, acceptanceId } = await recording.run(() => run(ports, entry, args, calling));
    ports.metrics.toolCalled(name, 'ok');
    // A question is no call yet.
    if (!isInputRequiredResult(result)) await note('done', acceptanceId);
    return result;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') ports.logger.error({ err: error }, `the tool ${name} failed`);
    ports.metrics.toolCalled(name, refusal.code === 'internal' ? 'failed' : 'refused');
    await note('refused', null);
    return refused(tool, refusal);
  }
}

async function findEntry(
  ports: CallPorts,
  name: string,
  { caller, client }: Calling,
): Promise<TableEntry> {
  const { table, metrics } = ports;
  const found = table.find(name, caller.principal, caller.narrowing);
  if (found?.permission.kind === 'granted') return found.entry;
  metrics.toolCalled('unknown', 'refused');
  const hidden = table.entries.find(({ tool }) => tool.name === name);
  if (hidden !== undefined) await noteRefused(ports, hidden.tool, caller, client);
  const why =
    found?.permission.kind === 'scope-missing'
      ? `The tool ${name} needs the scope ${found.permission.scope}.`
      : `There is no tool ${name.slice(0, 64)} for this token; tools/list shows those there are.`;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, why);
}

type Run = { result: Called; acceptanceId: number | null };

async function run(
  { confirmations, budgets }: CallPorts,
  { tool, check }: TableEntry,
  args: Record<string, unknown>,
  { caller, context, canAsk }: Calling,
): Promise<Run> {
  const { principal, bytes } = caller;
  const checked = check(args);
  if ('error' in checked) throw checked.error;
  const { confirm, ...input } = checked.value;
  if (tool.question !== undefined && confirm !== true) {
    const { tokenId } = principal;
    const asking = {
      question: tool.question(input),
      tokenId,
      tool: tool.name,
      args: input,
      canAsk,
    };
    const question = await confirmations.ask(asking, context);
    if (question !== null) return { result: question, acceptanceId: null };
  }
  const wanted = tool.most?.(input) ?? 1;
  const spent = tool.budget && budgets.take(tool.budget, principal.tokenId, wanted);
  const most = spent?.taken ?? wanted;
  const answer = await tool.run({ input, principal, bytes, most }).catch((error: unknown) => {
    spent?.giveBack();
    throw error;
  });
  const { structured, text, acceptance } = answer;
  if (answer.changedNothing === true) spent?.giveBack();
  else if (answer.count !== undefined) spent?.giveBack(most - answer.count);
  if (acceptance !== undefined) caller.accepted(acceptance);
  const result = { content: [{ type: 'text' as const, text }], structuredContent: structured };
  return { result, acceptanceId: acceptance?.id ?? null };
}

function refused(tool: Tool, refusal: Refusal): CallToolResult {
  const isOwn = refusal.detail === OF_THE_TOOL.detail;
  const own = `${refusal.code}: ${refusal.explanation}`;
  const words = isOwn ? own : (tool.explain?.(refusal) ?? own);
  const { retryAfterSeconds } = refusal;
  const wait = retryAfterSeconds === null ? '' : ` Try again in ${retryAfterSeconds} s.`;
  return { content: [{ type: 'text', text: words + wait }], isError: true };
}
