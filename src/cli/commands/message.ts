import { Command } from 'commander';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { idOf } from '../token/token-id.ts';
import { withStore } from '../with-store.ts';
import type { CallOffOutcome, EditOutcome, Store } from '../../store/store.ts';

type Act = (
  store: Store,
  which: { workspaceId: number; id: number; now: number },
) => Promise<CallOffOutcome | EditOutcome>;

export function messageCommand(): Command {
  return new Command('message')
    .description(
      'Change a reply that has not gone out, or call it off, as /inlet/v1/messages does.',
    )
    .addCommand(editCommand())
    .addCommand(callOffCommand());
}

function editCommand(): Command {
  return new Command('edit')
    .description('Give a reply that has not gone out another text.')
    .argument('<id>', 'its id, as the API shows it', idOf)
    .argument('<text>', 'its new text')
    .addOption(jsonOption())
    .action((id: number, text: string, options: JsonOption) =>
      change(id, options, (store, which) =>
        store.write.editReply({ ...which, text: text.toWellFormed() }),
      ),
    );
}

function callOffCommand(): Command {
  return new Command('call-off')
    .description('Take a reply back that has not gone out.')
    .argument('<id>', 'its id, as the API shows it', idOf)
    .addOption(jsonOption())
    .action((id: number, options: JsonOption) =>
      change(id, options, (store, which) =>
        store.write.callOffReply({ ...which, onlyScheduled: false }),
      ),
    );
}

function change(id: number, options: JsonOption, act: Act): Promise<void> {
  return withStore(async (store) => {
    for (const { id: workspaceId } of await store.read.listWorkspaces({})) {
      const outcome = await act(store, { workspaceId, id, now: Date.now() });
      if (outcome.kind === 'missing') continue;
      if (!('message' in outcome)) {
        const why = outcome.kind === 'stopped' ? outcome.by : outcome.kind;
        throw new CommandFailed(`Message ${id}: ${why}.`, EXIT.refused);
      }
      const { text, status } = outcome.message;
      const { kind } = outcome;
      print(options, { id: String(id), outcome: kind, status, text }, () => `${kind}: ${id}`);
      return;
    }
    throw new CommandFailed(`There is no message ${id}.`, EXIT.notFound);
  });
}
