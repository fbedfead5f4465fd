import Type from 'typebox';
import { quote, oneLine } from '../quote.ts';
import type { Tool } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { READS } from './annotations.ts';

const User = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Type.Enum(['admin', 'agent', 'viewer']),
});

export function userTools({ store }: ToolPorts): Tool[] {
  const list = defineTool({
    name: 'users_list',
    title: 'List users',
    description: 'The people of the workspace, to whom conversations can be assigned.',
    toolset: 'conversations',
    annotations: READS,
    action: 'users.read',
    input: Type.Object({}),
    output: Type.Object({ users: Type.Array(User) }),
    async run({ principal: { workspaceId } }) {
      const rows = await store.read.listUsers({ workspaceId });
      const users = rows.map(({ id, name, role }) => ({
        id: String(id),
        name: oneLine(name),
        role,
      }));
      const lines = users.map(({ id, name, role }) => `[${id}] ${name} (${role})`);
      return { structured: { users }, text: `${users.length} users.\n${quote(lines)}` };
    },
  });
  return [list];
}
