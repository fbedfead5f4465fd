import type { Said } from './audit-rules.ts';

type OfRead = {
  /**
   * Finds a few rows by key, and somebody who stores or delivers waits for it. Each engine has a
   * connection for these alone, so that they never stand behind lists and searches.
   */
  isLookup: true;
};

type OfWrite<Verb> = Verb extends (tx: never, input: infer Input) => Promise<infer Outcome>
  ? {
      /**
       * Takes entries for the audit log along, which are written in its own transaction: of all by
       * which somebody changes what the log is kept of. Null where the outcome is that nothing was
       * changed: then nothing is recorded.
       */
      audit?: (outcome: Outcome, input: Input) => Said | null;
      /** A credential may be good no longer after it: every node looks at those in use again. */
      endsAccess?: true;
      /** After it nothing that the accept path has cached can have changed. */
      isNeutral?: true;
    }
  : never;

/** What verbs say of themselves, by name. A file of these loads no query: threads have those. */
export type Properties<Verbs extends { reads: unknown; writes: unknown }> = {
  [Name in keyof Verbs['reads']]?: OfRead;
} & { [Name in keyof Verbs['writes']]?: OfWrite<Verbs['writes'][Name]> };
