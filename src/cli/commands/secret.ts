import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { rekey } from '../../access/rekey.ts';
import { finishRekey, openSecretKey, readKey, writeNextKey } from '../../access/secret-key.ts';
import type { Config } from '../../config/config-types.ts';
import { lockDirectory } from '../../store/engines/sqlite/directory-lock.ts';
import type { Store } from '../../store/store.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';

type RekeyOptions = JsonOption & { newKeyFile?: string };

export function secretCommand(): Command {
  return new Command('secret')
    .description('Look after the key with which secrets are kept in the database.')
    .addCommand(rekeyCommand());
}

function rekeyCommand(): Command {
  return new Command('rekey')
    .description(
      'Encrypt every kept secret with a new key. Stop every server of the database first.',
    )
    .option('--new-key-file <path>', 'a file that holds the new key; else a random one is made')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The new key goes into secret.key. Where INLET_SECRET is set, --new-key-file is needed, and
INLET_SECRET must be set to the text in that file before the next start, on every server.
Cut short, the command can be run again: the old key stays good until all is encrypted anew.

Example:
  $ inlet secret rekey`,
    )
    .action((options: RekeyOptions) =>
      withStore(async (store, config) => {
        const lock = lockDirectory(config.dataDirectory);
        if (lock === null) {
          throw new CommandFailed('A server is running on this data. Stop it, then rekey.');
        }
        try {
          const secrets = await rekeyStore(store, config, options);
          print(options, { secrets }, () => textOf(secrets, config));
        } finally {
          lock.release();
        }
      }),
    );
}

async function rekeyStore(store: Store, config: Config, options: RekeyOptions): Promise<number> {
  const { secret, dataDirectory } = config;
  const oldKey = await openSecretKey(secret, dataDirectory, store);
  const newKey = newKeyOf(options.newKeyFile, secret !== null);
  // On disk before the database depends on it: a rekey that is cut short is finished at the start.
  if (secret === null) await writeNextKey(dataDirectory, newKey);
  const change = { workspaceId: 0, action: 'secret.rekey', object: 'secret.key' };
  const secrets = await audited(change, () => rekey(store, oldKey, newKey));
  if (secrets === null) {
    throw new CommandFailed(
      'A secret was changed meanwhile. Stop every server, then run it again.',
    );
  }
  if (secret === null) await finishRekey(dataDirectory, store);
  return secrets;
}

function newKeyOf(file: string | undefined, isInEnvironment: boolean): string {
  if (file !== undefined) {
    const key = readKey(file);
    if (key !== null) return key;
    throw new CommandFailed(`--new-key-file ${file}: there is no such file.`, EXIT.usage);
  }
  if (!isInEnvironment) return randomBytes(32).toString('hex');
  throw new CommandFailed(
    'INLET_SECRET is set. Write the new key into a file, and name it: --new-key-file PATH',
    EXIT.usage,
  );
}

function textOf(secrets: number, config: Config): string {
  const done = `${secrets} secrets are kept with the new key.`;
  if (config.secret === null) return done;
  return `${done} Set INLET_SECRET to it before the next start.`;
}
