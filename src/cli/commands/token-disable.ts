import { Command } from 'commander';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { changeToken, idOf } from '../token/token-id.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

export function tokenDisableCommand(): Command {
  return command('disable', 'Refuse a token until it is enabled again.', true);
}

export function tokenEnableCommand(): Command {
  return command('enable', 'Take a token again that was disabled.', false);
}

function command(name: string, description: string, isDisabled: boolean): Command {
  return new Command(name)
    .description(`${description} A running server knows within a second.`)
    .argument('<id>', 'its id, as `inlet token list` shows it', idOf)
    .addOption(jsonOption())
    .addHelpText('after', `\nExample:\n  $ inlet token ${name} 17`)
    .action((id: number, options: JsonOption) =>
      withStore(async (store) => {
        await changeToken(store, id, name, (workspaceId) =>
          useCasesOf(store).credentials.setDisabled({ workspaceId, id, isDisabled }),
        );
        print(options, { id: String(id), disabled: isDisabled }, () => `Token ${id} is ${name}d.`);
      }),
    );
}
