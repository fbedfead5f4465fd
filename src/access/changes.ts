import type { Store } from '../store/store.ts';
import type { Authenticator } from './authenticator.ts';

/** What changes who may do what work with. */
export type ChangePorts = {
  store: Pick<Store, 'read' | 'write'>;
  /** Null where no server runs that could have credentials in its cache. */
  authenticator: Pick<Authenticator, 'forget'> | null;
  now: () => number;
};

type Write = Store['write'];

/** What a verb is given, without the time, which the use case knows. */
export type Given<Verb extends keyof Write> = Omit<Parameters<Write[Verb]>[0], 'now'>;

/** Forgets the credentials that are cached once the change is made: it counts from its answer on. */
export async function forgetting<T>(
  { authenticator }: Pick<ChangePorts, 'authenticator'>,
  changing: Promise<T>,
): Promise<T> {
  const outcome = await changing;
  authenticator?.forget();
  return outcome;
}
