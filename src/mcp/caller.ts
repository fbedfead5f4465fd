import type { Principal } from '../access/principal.ts';
import type { Acceptance } from '../domain/acceptance.ts';
import type { Narrowing } from './permission.ts';

/** Whom one request, or on stdio one connection, comes from. */
export type Caller = {
  principal: Principal;
  narrowing: Narrowing;
  /** What the request weighs in the queue before the store. */
  bytes: number;
  /** Where it comes from; `local` on stdio. */
  address: string;
  /** What the client calls itself where the protocol does not say. */
  clientName: string | null;
  /** For the metrics and the log of the request. */
  accepted: (acceptance: Acceptance) => void;
};
