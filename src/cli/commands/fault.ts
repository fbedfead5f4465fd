import { Command, Option } from 'commander';
import { FAULT_ANSWERS } from '../../http/rehearsal.ts';
import { vendors } from '../../vendors/index.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { withStore } from '../with-store.ts';

type Options = { vendor: string; answer: string; times: string; workspace?: string };

const vendorOption = () =>
  new Option('--vendor <vendor>', 'whose API fails')
    .choices(vendors.map(({ name }) => name))
    .makeOptionMandatory();

export function faultCommand(): Command {
  const fault = new Command('fault').description(
    'Let a connector rehearse failures, in the sandbox: the next requests get this answer.',
  );
  fault
    .command('set')
    .description('Answer the next requests with a fault; in effect within a second.')
    .addOption(vendorOption())
    .addOption(
      new Option('--answer <answer>', 'lost-answer stores, then drops the connection')
        .choices([...FAULT_ANSWERS])
        .makeOptionMandatory(),
    )
    .option('--times <n>', 'how many requests', '1')
    .option('--workspace <id or name>', 'where there are several')
    .action(put);
  fault
    .command('clear')
    .description('End it.')
    .addOption(vendorOption())
    .option('--workspace <id or name>', 'where there are several')
    .action((options: Options) => put({ ...options, answer: '', times: '0' }));
  return fault;
}

async function put(options: Options): Promise<void> {
  const times = Number(options.times);
  if (!Number.isSafeInteger(times) || times < 0) {
    throw new CommandFailed('--times needs a whole number.', EXIT.usage);
  }
  await withStore(async (store) => {
    const { id: workspaceId, settings } = await findWorkspace(store, options.workspace);
    if (settings['sandbox'] !== true) {
      throw new CommandFailed(
        'Faults can be rehearsed in a sandbox only; this workspace is for real use.',
        EXIT.refused,
      );
    }
    const { vendor, answer } = options;
    await store.write.putFault({ workspaceId, vendor, answer, times });
  });
  console.log(
    times === 0
      ? `No fault for ${options.vendor} any more.`
      : `The next ${times} request(s) to ${options.vendor}: ${options.answer}.`,
  );
}
