import { Command } from 'commander';
import { once } from 'node:events';
import type { App } from '../../app.ts';
import type { Principal } from '../../access/principal.ts';
import { readEnvironment } from '../../config/env.ts';
import { readSettings } from '../../config/read-settings.ts';
import type { CommandPorts } from '../command-ports.ts';
import { databaseOrRefuse } from '../database-or-refuse.ts';
import { configOrExit } from '../config-or-exit.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { Mark } from '../../store/mark.ts';
import { openStore } from '../../store/open-store.ts';
import { lossOrRefuse } from '../loss-or-refuse.ts';
import { readSandbox } from '../sandbox/sandbox-file.ts';

export function mcpCommand({ untilStopped }: CommandPorts): Command {
  return new Command('mcp')
    .description('Serve an agent on standard input and output (Model Context Protocol).')
    .addHelpText(
      'after',
      `
For clients that start their servers themselves. The token comes from INLET_TOKEN, else it is the
sandbox's; what it may do, INLET_MCP_READ_ONLY, INLET_MCP_TOOLSETS and the budgets decide. It opens
the database itself, beside a running server or without one, and ends with its standard input.

Example:
  $ INLET_TOKEN=inlet_pat_... inlet mcp`,
    )
    .action(async () => {
      const config = configOrExit();
      await databaseOrRefuse(config);
      const token = tokenOf(config.dataDirectory);
      const stopped = untilStopped();
      const store = await openStore(config.store, 'command');
      await lossOrRefuse(new Mark(config.dataDirectory, store), config, store, null);
      // Every command is read at each start: the app and the library only where they are used.
      const { createApp } = await import('../../app.ts');
      const app = await createApp(config, { store });
      try {
        const principal = await principalOf(app, token);
        const { agents, authenticator } = app;
        const narrowing = config.mcp;
        const { serveOnStdio } = await import('../../mcp/stdio.ts');
        const options = { ports: agents, authenticator, token, principal, narrowing };
        const serving = await serveOnStdio(options);
        await Promise.race([once(process.stdin, 'close'), app.failed, stopped]);
        await serving.close();
      } finally {
        await app.stop();
      }
    });
}

function tokenOf(dataDirectory: string): string {
  const { values } = readSettings(readEnvironment());
  const sandbox = readSandbox(dataDirectory)?.['mcp'] as { token: string } | undefined;
  const token = values.INLET_TOKEN ?? sandbox?.token;
  if (token !== undefined) return token;
  throw new CommandFailed(
    'There is no sandbox whose token could be used: give one in INLET_TOKEN. `inlet token create` makes one.',
    EXIT.usage,
  );
}

async function principalOf(app: App, token: string): Promise<Principal> {
  const found = await app.authenticator.authenticate(token);
  if (found.kind === 'valid') return found.principal;
  const why = found.kind === 'dead' ? found.reason : 'not known here';
  throw new CommandFailed(`The token in INLET_TOKEN is ${why}.`, EXIT.refused);
}
