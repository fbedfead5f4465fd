import { Command, Option } from 'commander';
import { configOrExit } from '../config-or-exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { sandboxOrExit } from '../sandbox/sandbox-file.ts';
import { serverUrl } from '../server-url.ts';

export function seedCommand(): Command {
  return new Command('seed')
    .description('Fill the sandbox with a day to look at and to practise on.')
    .addOption(
      new Option(
        '--demo',
        'a day of a bicycle shop: channels of every vendor, pictures, mail, a call, replies',
      ).makeOptionMandatory(),
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
It comes in by the requests that connectors make, and its replies go out to connectors that listen
on loopback meanwhile; afterwards nobody listens, and what is answered is held. The server may be
running. A sandbox that has the day already, and a workspace that is none, are left as they are.

Examples:
  $ inlet seed --demo`,
    )
    .action(async (options: JsonOption) => {
      const config = configOrExit();
      // Every command is read at each start: a server only where one runs.
      const { withDemo } = await import('../demo/run-demo.ts');
      const { tellDay } = await import('../demo/tell-day.ts');
      const told = await withDemo(config, sandboxOrExit(config.dataDirectory), tellDay);
      print(options, told, () => `The day is told. Read and answer it: ${serverUrl(config)}/inbox`);
    });
}
