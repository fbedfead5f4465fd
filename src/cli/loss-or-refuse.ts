import type { Config } from '../config/config-types.ts';
import type { Mark } from '../store/mark.ts';
import type { Store } from '../store/store.ts';
import { CommandFailed } from './exit.ts';

/**
 * Ends the command, with the store closed, where the database has lost something since it was last
 * used with this folder; what it has lost, where that is accepted.
 */
export async function lossOrRefuse(
  mark: Mark,
  config: Config,
  store: Pick<Store, 'close'>,
  /** By what it is; null: it is not. */
  acceptedBy: string | null,
): Promise<string | null> {
  const loss = await mark.compare();
  if (loss === null) return null;
  if (acceptedBy !== null) {
    console.error(`inlet: ${loss}. It was accepted (${acceptedBy}), and goes on from here.`);
    return loss;
  }
  await store.close();
  const cause =
    config.store.kind === 'sqlite'
      ? `inlet.db or inlet.db-wal in ${config.dataDirectory} is missing, damaged or an older copy`
      : 'INLET_DATABASE_URL names another database, or an older copy';
  throw new CommandFailed(
    `${loss}: ${cause}. Put back what belongs there, or go on without it: inlet start --accept-loss`,
  );
}
