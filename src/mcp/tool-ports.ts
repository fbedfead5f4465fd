import type { DeadLetters } from '../inbox/dead-letters.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Store } from '../store/store.ts';

/** What the vendor-free tools work with. */
export type ToolPorts = {
  store: Pick<Store, 'read'>;
  inbox: Inbox;
  deadLetters: Pick<DeadLetters, 'resend'>;
};
