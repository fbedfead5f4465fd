import type {
  CallToolRequest,
  CallToolResult,
  InputRequiredResult,
  ServerContext,
} from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { FastifyBaseLogger } from 'fastify';
import type { Refusal } from '../domain/refusal.ts';
import { refusalOf } from '../http/refusal-of.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Store } from '../store/store.ts';
import type { Budgets } from './budgets.ts';
import type { Caller } from './caller.ts';
import type { Confirmations } from './confirmation.ts';
import type { Tool } from './tool.ts';
import { OF_THE_TOOL } from './tool.ts';
import type { TableEntry, ToolTable } from './tool-table.ts';

export type CallPorts = {
  table: ToolTable;
  confirmations: Confirmations;
  budgets: Budgets;
  metrics: Pick<Metrics, 'toolCalled' | 'accepted'>;
  /** For resources, prompts and updates. */
  store: Pick<Store, 'read'>;
  logger: FastifyBaseLogger;
};

type Called = CallToolResult | InputRequiredResult;
/** One call with who makes it. */
export type Calling = { caller: Caller; context: ServerContext; canAsk: boolean };

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
  const { name } = params;
  const entry = findEntry(ports, name, calling.caller);
  try {
    const result = await run(ports, entry, params.arguments, calling);
    ports.metrics.toolCalled(name, 'ok');
    return result;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') ports.logger.error({ err: error }, `the tool ${name} failed`);
    ports.metrics.toolCalled(name, refusal.code === 'internal' ? 'failed' : 'refused');
    return refused(entry.tool, refusal);
  }
}

function findEntry({ table, metrics }: CallPorts, name: string, caller: Caller): TableEntry {
  const found = table.find(name, caller.principal, caller.narrowing);
  if (found?.permission.kind === 'granted') return found.entry;
  metrics.toolCalled('unknown', 'refused');
  const why =
    found?.permission.kind === 'scope-missing'
      ? `The tool ${name} needs the scope ${found.permission.scope}.`
      : `There is no tool ${name.slice(0, 64)} for this token; tools/list shows those there are.`;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, why);
}

async function run(
  { confirmations, budgets }: CallPorts,
  { tool, check }: TableEntry,
  args: Record<string, unknown> | undefined,
  { caller, context, canAsk }: Calling,
): Promise<Called> {
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
    if (question !== null) return question;
  }
  const spent = tool.budget && budgets.take(tool.budget, principal.tokenId);
  const answer = await tool.run({ input, principal, bytes }).catch((error: unknown) => {
    spent?.giveBack();
    throw error;
  });
  const { structured, text, acceptance } = answer;
  if (answer.changedNothing === true) spent?.giveBack();
  if (acceptance !== undefined) caller.accepted(acceptance);
  return { content: [{ type: 'text', text }], structuredContent: structured };
}

function refused(tool: Tool, refusal: Refusal): CallToolResult {
  const isOwn = refusal.detail === OF_THE_TOOL.detail;
  const own = `${refusal.code}: ${refusal.explanation}`;
  const words = isOwn ? own : (tool.explain?.(refusal) ?? own);
  const { retryAfterSeconds } = refusal;
  const wait = retryAfterSeconds === null ? '' : ` Try again in ${retryAfterSeconds} s.`;
  return { content: [{ type: 'text', text: words + wait }], isError: true };
}
