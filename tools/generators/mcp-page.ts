import { readFile } from 'node:fs/promises';
import { OWN_RIGHTS } from '../../src/access/rights.ts';
import type { Tool } from '../../src/mcp/tool.ts';
import { ownTools } from '../../src/mcp/tools/index.ts';
import { vendors } from '../../src/vendors/index.ts';
import type { Generator } from './generator.ts';

const template = new URL('mcp-page.md', import.meta.url);

export const mcpPage: Generator = {
  path: 'docs/mcp.md',
  async render() {
    const text = await readFile(template, 'utf8');
    return text.replace('{{tools}}', () => toolTable(allTools()));
  },
};

/** What a tool does its work with is asked for when it is called, and none is. */
function allTools(): Tool[] {
  const ports = { limits: { idLength: 255, messageLength: 100_000, attachments: 50 } } as never;
  return [...ownTools(ports), ...vendors.flatMap((vendor) => vendor.tools?.(ports) ?? [])];
}

function toolTable(tools: readonly Tool[]): string {
  const rows = tools.map((tool) => {
    const { name, title, toolset, action } = tool;
    const { roles = [], scopes = [] } = OWN_RIGHTS.table[action] ?? {};
    const least = ['viewer', 'agent', 'admin'].find((role) => roles.includes(role)) ?? '';
    return [`\`${name}\``, title, toolset, `${least}, \`${scopes.join(' ')}\``, hintsOf(tool)];
  });
  const head = ['tool', 'what it does', 'toolset', 'least role and scope', 'hints'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function hintsOf({ annotations, budget }: Tool): string {
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  const hints = [
    readOnlyHint ? 'reads' : 'writes',
    ...(destructiveHint ? ['destructive'] : []),
    ...(idempotentHint && !readOnlyHint ? ['idempotent'] : []),
    ...(openWorldHint ? ['reaches outside'] : []),
    ...(budget === undefined ? [] : [`budget of ${budget}`]),
  ];
  return hints.join(', ');
}
