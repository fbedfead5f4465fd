import { Command } from 'commander';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { inBulk, selectionOf, withSelection, type SelectionOptions } from '../selection.ts';
import { idOf } from '../token/token-id.ts';
import { withStore } from '../with-store.ts';
import type { CallOffOutcome, EditOutcome, Store } from '../../store/store.ts';
import { useCasesOf } from '../use-cases.ts';

type EditOptions = JsonOption & { attachments?: string };

type Act = (
  store: Store,
  which: { workspaceId: number; id: number },
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
    .description('Give a reply that has not gone out another text, or other files.')
    .argument('<id>', 'its id, as the API shows it', idOf)
    .argument('[text]', 'its new text; left out, it stays')
    .option('--attachments <json>', 'its files instead of those it has, as the API takes them')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (id: number, text: string | undefined, options: EditOptions) => {
      // Its rules are read only where they are used.
      const { filesOf } = await import('../files-of.ts');
      const attachments = filesOf(options.attachments);
      if (text === undefined && attachments === undefined) {
        throw new CommandFailed('Give a text, --attachments, or both.', EXIT.usage);
      }
      return change(id, options, (store, which) =>
        useCasesOf(store).inbox.editReply({ ...which, text: text?.toWellFormed(), attachments }),
      );
    });
}

const EXAMPLES = `
Examples:
  $ inlet message edit 17 "It leaves tomorrow."
  $ inlet message edit 17 --attachments '[{"url":"https://files.example/a.pdf","mimeType":"application/pdf"}]'
  $ inlet message edit 17 "Without the file" --attachments '[]'`;

function callOffCommand(): Command {
  const command = new Command('call-off')
    .description('Take replies back that have not gone out.')
    .argument('[id]', 'its id, as the API shows it', idOf);
  return withSelection(command)
    .addOption(jsonOption())
    .action((id: number | undefined, options: SelectionOptions) => {
      if (id !== undefined && options.state === undefined) {
        return change(id, options, (store, which) => useCasesOf(store).inbox.callOffReply(which));
      }
      return withStore(async (store) => {
        const selection = await selectionOf(store, id, options);
        if (selection === null) return;
        const { all } = useCasesOf(store).deadLetters;
        await inBulk(options, (most) => all.callOff(selection, most), 'called-off');
      });
    });
}

function change(id: number, options: JsonOption, act: Act): Promise<void> {
  return withStore(async (store) => {
    for (const { id: workspaceId } of await store.read.listWorkspaces({})) {
      const outcome = await act(store, { workspaceId, id });
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
