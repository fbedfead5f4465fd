import { randomBytes } from 'node:crypto';
import type { Audit } from '../access/audit.ts';
import type { Formats } from '../http/validation.ts';
import type { Budget } from './budgets.ts';
import { Budgets } from './budgets.ts';
import { CallLog } from './call-log.ts';
import type { CallPorts } from './call-tool.ts';
import { Confirmations } from './confirmation.ts';
import type { Tool } from './tool.ts';
import { ToolTable } from './tool-table.ts';

export type AgentOptions = Pick<CallPorts, 'metrics' | 'logger' | 'store' | 'sequencer'> & {
  audit: Pick<Audit, 'record'>;
  tools: readonly Tool[];
  formats: Formats;
  budgets: Record<Budget, number>;
  now: () => number;
  /** A clock that nobody sets. */
  steady: () => number;
};

export function createCallPorts(options: AgentOptions): CallPorts {
  const { metrics, logger, store, sequencer, audit, tools, formats, budgets, now, steady } =
    options;
  return {
    table: new ToolTable(tools, formats),
    // An answer to a question that another server put, or this one before a restart, is refused.
    confirmations: new Confirmations(randomBytes(32)),
    budgets: new Budgets(budgets, steady),
    log: new CallLog(audit, logger, now),
    metrics,
    logger,
    store,
    sequencer,
    now,
  };
}
