import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../domain/refusal.ts';
import type { Toolset } from '../domain/toolset.ts';
import { TOOLSETS } from '../domain/toolset.ts';
import type { Narrowing } from './permission.ts';

/**
 * A client narrows its own list with `X-MCP-Readonly: true` and `X-MCP-Toolsets: a,b`. What the
 * operator set is the upper bound.
 */
export function narrowedBy(operator: Narrowing, headers: IncomingHttpHeaders): Narrowing {
  const readOnly = headers['x-mcp-readonly'];
  const toolsets = headers['x-mcp-toolsets'];
  if (readOnly === undefined && toolsets === undefined) return operator;
  const asked = typeof toolsets === 'string' ? toolsetsOf(toolsets) : null;
  const isReadOnly = typeof readOnly === 'string' && !/^(false|0)$/i.test(readOnly.trim());
  return {
    isReadOnly: operator.isReadOnly || isReadOnly,
    toolsets:
      asked === null
        ? operator.toolsets
        : asked.filter((name) => operator.toolsets?.includes(name) ?? true),
  };
}

function toolsetsOf(text: string): Toolset[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !TOOLSETS.includes(name as Toolset));
  if (unknown === undefined) return names as Toolset[];
  throw new Refusal(
    'malformed',
    `X-MCP-Toolsets names an unknown toolset. Known are ${TOOLSETS.join(', ')}.`,
  );
}
