import { randomBytes } from 'node:crypto';
import type { Formats } from '../http/validation.ts';
import type { Budget } from './budgets.ts';
import { Budgets } from './budgets.ts';
import type { CallPorts } from './call-tool.ts';
import { Confirmations } from './confirmation.ts';
import type { Tool } from './tool.ts';
import { ToolTable } from './tool-table.ts';

export type AgentOptions = Pick<CallPorts, 'metrics' | 'logger' | 'store'> & {
  tools: readonly Tool[];
  formats: Formats;
  budgets: Record<Budget, number>;
  now: () => number;
};

export function createCallPorts(options: AgentOptions): CallPorts {
  const { metrics, logger, store, tools, formats, budgets, now } = options;
  return {
    table: new ToolTable(tools, formats),
    // An answer to a question that another server put, or this one before a restart, is refused.
    confirmations: new Confirmations(randomBytes(32)),
    budgets: new Budgets(budgets, now),
    metrics,
    logger,
    store,
  };
}
