import { Command } from 'commander';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database to the newest schema and end. A start does the same.')
    .addOption(jsonOption())
    .addHelpText('after', '\nSteps go forward only. Copy the database before a new version.')
    .action((options: JsonOption) =>
      // Opening the store is what migrates it.
      withStore(
        async (_store, config) => {
          const { kind } = config.store;
          const where = kind === 'sqlite' ? `in ${config.dataDirectory}` : 'in PostgreSQL';
          print(
            options,
            { migrated: true, store: kind },
            () => `The database ${where} is current.`,
          );
        },
        undefined,
        { makesDatabase: true },
      ),
    );
}
