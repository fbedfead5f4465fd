import type { Config } from '../config/config-types.ts';
import { createCallPorts } from '../mcp/call-ports.ts';
import type { CallPorts } from '../mcp/call-tool.ts';
import { ownTools } from '../mcp/tools/index.ts';
import type { Vendor } from '../vendors/vendor.ts';
import { formatsOf } from '../vendors/vendor.ts';
import type { Parts } from './parts.ts';

/** The tools of the core and of every vendor, as one table. */
export function agentPorts(config: Config, vendors: readonly Vendor[], parts: Parts): CallPorts {
  return createCallPorts({
    ...parts,
    tools: [...ownTools(parts), ...vendors.flatMap((vendor) => vendor.tools?.(parts) ?? [])],
    formats: formatsOf(vendors),
    budgets: config.mcp.budgets,
  });
}
