import { Command } from 'commander';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE } from '../../store/engines/sqlite/sqlite-store.ts';
import { lockDirectory } from '../../store/engines/sqlite/directory-lock.ts';
import { configOrExit } from '../config-or-exit.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { print } from '../print.ts';
import { readSandbox, removeSandbox, sandboxPath } from '../sandbox/sandbox-file.ts';
import { sandboxText } from '../sandbox/sandbox-text.ts';

export function sandboxCommand(): Command {
  const sandbox = new Command('sandbox')
    .description('Show the credentials of the sandbox.')
    .option('--json', 'as JSON')
    .action((options: { json?: true }) => {
      const { dataDirectory } = configOrExit();
      const credentials = readSandbox(dataDirectory);
      if (credentials === null) throw missing(dataDirectory);
      print(options.json === true, credentials, () => sandboxText(credentials));
    });
  sandbox
    .command('reset')
    .description('Delete the sandbox and all it holds; the next start makes a new one.')
    .action(() => {
      reset();
    });
  return sandbox;
}

function reset(): void {
  const config = configOrExit();
  const { dataDirectory, store } = config;
  if (readSandbox(dataDirectory) === null) throw missing(dataDirectory);
  if (store.kind !== 'sqlite') {
    throw new CommandFailed(
      'The sandbox is in a PostgreSQL database: give Inlet another, empty one in INLET_DATABASE_URL ' +
        `and remove ${sandboxPath(dataDirectory)}.`,
      EXIT.refused,
    );
  }
  const lock = lockDirectory(dataDirectory);
  for (const ending of ['', '-wal', '-shm']) {
    rmSync(join(store.directory, DATABASE_FILE + ending), { force: true });
  }
  removeSandbox(dataDirectory);
  lock.release();
  console.log('The sandbox is gone. `inlet start` makes a new one.');
}

function missing(dataDirectory: string): CommandFailed {
  return new CommandFailed(
    `There is no sandbox in ${dataDirectory}: start the server once, with INLET_SANDBOX=auto, on a ` +
      'database without workspaces.',
    EXIT.notFound,
  );
}
