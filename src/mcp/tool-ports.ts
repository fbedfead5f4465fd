import type { DeadLetters } from '../inbox/dead-letters.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Store } from '../store/store.ts';

/** What reading works with. */
export type ReadPorts = { store: Pick<Store, 'read'>; now: () => number };

/** What the vendor-free tools work with. */
export type ToolPorts = ReadPorts & {
  inbox: Inbox;
  deadLetters: Pick<DeadLetters, 'resend' | 'retry' | 'confirm' | 'dismiss' | 'all'>;
};
