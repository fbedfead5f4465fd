import { Command, InvalidArgumentError, Option } from 'commander';
import { isSandbox } from '../../access/workspace-settings.ts';
import { FAULT_ANSWERS } from '../../http/rehearsal.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';
import { vendorOption } from '../vendor-option.ts';
import { useCasesOf } from '../use-cases.ts';

type ClearOptions = JsonOption & { vendor: string; workspace?: string };
type SetOptions = ClearOptions & { answer: string; times: number };

export function faultCommand(): Command {
  return new Command('fault')
    .description('Let a connector rehearse failures against a sandbox.')
    .addCommand(setCommand())
    .addCommand(clearCommand());
}

function setCommand(): Command {
  const answer = new Option('--answer <answer>', 'what the requests get');
  return new Command('set')
    .description("Give a vendor's next requests a failure for an answer.")
    .addOption(vendorOption('whose requests').makeOptionMandatory())
    .addOption(answer.choices([...FAULT_ANSWERS]).makeOptionMandatory())
    .option('--times <n>', 'how many requests', timesOf, 1)
    .addOption(workspaceOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
timeout never answers. lost-answer stores the message and then drops the connection: the case that
matters most, because the connector has to send again and must not make a second message. A running
server knows within a second.

Example:
  $ inlet fault set --vendor pipedrive --answer lost-answer --times 3`,
    )
    .action((options: SetOptions) =>
      put(options, options, ({ vendor, answer, times }) => {
        return `The next ${times === 1 ? 'request' : `${times} requests`} to ${vendor}: ${answer}.`;
      }),
    );
}

function clearCommand(): Command {
  return new Command('clear')
    .description('End the failures that are left.')
    .addOption(vendorOption('whose requests').makeOptionMandatory())
    .addOption(workspaceOption())
    .addOption(jsonOption())
    .action((options: ClearOptions) =>
      put(options, { answer: '', times: 0 }, ({ vendor }) => `Nothing fails for ${vendor}.`),
    );
}

type Fault = { vendor: string; answer: string; times: number };

async function put(
  options: ClearOptions,
  { answer, times }: { answer: string; times: number },
  textOf: (fault: Fault) => string,
): Promise<void> {
  const fault = { vendor: options.vendor, answer, times };
  await withStore(async (store) => {
    const workspace = await findWorkspace(store, options.workspace);
    if (!isSandbox(workspace.settings)) {
      throw new CommandFailed(
        `Faults are for a sandbox, and ${workspace.name} is not one: its messages are real. ` +
          `If it is for trying things out, run: inlet workspace set ${workspace.id} sandbox=true`,
        EXIT.refused,
      );
    }
    const { id: workspaceId } = workspace;
    await audited({ workspaceId, action: 'faults.write' }, () =>
      useCasesOf(store).workspaces.putFault({ workspaceId, ...fault }),
    );
    print(options, { workspaceId: String(workspace.id), ...fault }, () => textOf(fault));
  });
}

function timesOf(text: string): number {
  const times = Number(text);
  if (/^\d+$/.test(text) && times >= 1 && times <= 1_000_000) return times;
  throw new InvalidArgumentError('Write a whole number from 1 to 1000000.');
}
