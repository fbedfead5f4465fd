import { Option, type Command } from 'commander';
import { BULK_STATES, statesNamed } from '../domain/delivery-state.ts';
import type { Bulk, Selection } from '../inbox/dead-letters.ts';
import type { Store } from '../store/store.ts';
import { CommandFailed, EXIT } from './exit.ts';
import { findWorkspace } from './find-workspace.ts';
import { workspaceOption } from './options.ts';
import { print, type JsonOption } from './print.ts';
import { idOf } from './token/token-id.ts';

/** Of one command, as of one request in bulk. */
const MOST = 500;

/** Deliveries by what they have in common, in place of one that is named. */
export type SelectionOptions = JsonOption & {
  state?: string;
  conversation?: number;
  message?: number;
  webhook?: number;
  workspace?: string;
};

export function withSelection(command: Command): Command {
  return command
    .addOption(
      new Option('--state <state>', 'all that are so instead; dead: failed or unknown').choices(
        BULK_STATES,
      ),
    )
    .option('--conversation <id>', 'beside --state: only of this conversation', idOf)
    .option('--message <id>', 'beside --state: only of this message', idOf)
    .option('--webhook <id>', 'beside --state: only to this webhook', idOf)
    .addOption(workspaceOption());
}

/** Null where one is named instead. */
export async function selectionOf(
  store: Store,
  id: number | undefined,
  { state, conversation, message, webhook, workspace }: SelectionOptions,
): Promise<Selection | null> {
  if ((id === undefined) === (state === undefined)) {
    throw new CommandFailed(
      'Name either one by its id or, with --state, all that are so.',
      EXIT.usage,
    );
  }
  if (state === undefined) return null;
  const { id: workspaceId } = await findWorkspace(store, workspace);
  const of = {
    ...{ conversationId: conversation ?? null, messageId: message ?? null },
    webhookId: webhook ?? null,
  };
  return { workspaceId, states: statesNamed(state), ...of };
}

/** Does it to all, and says to how many. */
export async function inBulk(
  options: JsonOption,
  act: (most: number) => Promise<Bulk>,
  done: string,
): Promise<void> {
  const bulk = await act(MOST);
  print(options, bulk, () => {
    const more = bulk.hasMore ? ' There are more: run it again.' : '';
    return `${done}: ${bulk.count}, not possible: ${bulk.skipped}.${more}`;
  });
}
