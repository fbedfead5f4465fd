import Type from 'typebox';
import { attentionOfChannels } from '../../inbox/reply-states.ts';
import { pageOf, placeOf, readOn } from '../arguments.ts';
import { quote } from '../quote.ts';
import { presentChannel } from '../present.ts';
import { Channel, listOf, page } from '../shapes.ts';
import type { Tool } from '../tool.ts';
import { defineTool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { READS } from './annotations.ts';

export function channelTools(ports: ToolPorts): Tool[] {
  const { store } = ports;
  const list = defineTool({
    name: 'channels_list',
    title: 'List channels',
    description:
      'Lists the channels (lines of messages) of the workspace, oldest first, with their health. ' +
      "external_id is the id under which a channel's connector knows it.",
    toolset: 'channels',
    annotations: READS,
    action: 'channels.read',
    input: Type.Object(page(100, 50)),
    output: listOf('channels', Channel),
    async run({ input, principal }) {
      const { limit = 50, cursor } = input;
      const [afterId = 0] = placeOf(cursor, 1) ?? [];
      const { workspaceId } = principal;
      const rows = await store.read.listChannels({ workspaceId, afterId, limit: limit + 1 });
      const { shown, ...next } = pageOf(rows, limit, ({ id }) => [id]);
      const attention = await attentionOfChannels(ports, workspaceId);
      const channels = shown.map((channel) => presentChannel(channel, attention.get(channel.id)));
      const lines = shown.map(({ id, vendor, externalId, name }) => {
        const problem = attention.get(id);
        const state = problem === undefined ? 'ok' : `needs attention: ${problem.reason}`;
        return `[${id}] ${name} (${vendor}, external_id ${externalId}): ${state}`;
      });
      return {
        structured: { channels, ...next },
        text:
          channels.length === 0
            ? 'The workspace has no channel.'
            : `${channels.length} channels.\n${quote(lines)}${readOn(next.next_cursor)}`,
      };
    },
  });
  return [list];
}
