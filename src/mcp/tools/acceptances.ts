import Type from 'typebox';
import { Accepted, acceptedAnswer } from '../accepted.ts';
import { idOf, missing } from '../arguments.ts';
import * as shapes from '../shapes.ts';
import type { Tool } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { READS } from './annotations.ts';

export function acceptanceTools({ store }: ToolPorts): Tool[] {
  const get = defineTool({
    name: 'acceptances_get',
    title: 'Look up a verdict',
    description:
      'What became of an accepted message, by its acceptance_id: stored, updated or duplicate. ' +
      'Kept as long as the message lives.',
    toolset: 'conversations',
    annotations: READS,
    action: 'acceptances.read',
    input: Type.Object({ acceptance_id: shapes.id('As the accepting call answered it.') }),
    output: Accepted,
    async run({ input, principal: { workspaceId, vendor } }) {
      const id = idOf(input.acceptance_id, 'acceptance');
      const acceptance = await store.read.findAcceptance({ workspaceId, vendor, id });
      if (acceptance === null) throw missing('acceptance');
      // Asking is no accepting: nothing is counted.
      const { structured, text } = acceptedAnswer(acceptance);
      return { structured, text };
    },
  });
  return [get];
}
