import { Command } from 'commander';
import { configOrExit } from '../config-or-exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { resetAccepts, resetSandbox } from '../sandbox/reset-sandbox.ts';
import { sandboxOrExit } from '../sandbox/sandbox-file.ts';
import { endedCredentials } from '../sandbox/ended-credentials.ts';
import type { Ended } from '../sandbox/ended-credentials.ts';
import { credentialsText, firstStepsText } from '../sandbox/sandbox-text.ts';
import { withStore } from '../with-store.ts';

export function sandboxCommand(): Command {
  const sandbox = new Command('sandbox')
    .description('Show the credentials of the sandbox, secrets in clear.')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ inlet sandbox
  $ inlet sandbox --json
  $ inlet sandbox reset`,
    )
    .action(async (options: JsonOption) => {
      const credentials = sandboxOrExit(configOrExit().dataDirectory);
      const ended = await withStore((store) => endedCredentials(store, credentials, Date.now()));
      const shown = ended.length === 0 ? credentials : { ...credentials, ended };
      print(options, shown, () => `${textOf(credentials)}${endedText(ended)}`);
    });
  sandbox
    .command('reset')
    .description('Remove the sandbox with all that it holds, and make a new one in its place.')
    .addOption(jsonOption())
    .addHelpText('after', '\nOther workspaces stay as they are; the server may be running.')
    .action(async (_options: JsonOption, command: Command) => {
      const credentials = await withStore(resetSandbox, resetAccepts);
      // The parent has an option of the same name, and commander gives it the value.
      print(command.optsWithGlobals(), credentials, () => textOf(credentials));
    });
  return sandbox;
}

function endedText(ended: readonly Ended[]): string {
  if (ended.length === 0) return '';
  const lines = ended.map(
    ({ credential, reason, renew }) => `  ${credential} is ${reason}: ${renew}.`,
  );
  return `\nNo longer working:\n\n${lines.join('\n')}\n`;
}

function textOf(credentials: Parameters<typeof credentialsText>[0]): string {
  return `${credentialsText(credentials)}\n\n${firstStepsText(credentials)}`;
}
