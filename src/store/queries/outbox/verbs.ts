import { gather } from '../../gather.ts';
import * as outboxClaims from './outbox-claims.ts';
import * as outboxMaterial from './outbox-material.ts';
import * as outboxSettle from './outbox-settle.ts';
import * as outboxSweep from './outbox-sweep.ts';
import * as clock from './clock.ts';

export const outboxVerbs = gather(outboxClaims, outboxMaterial, outboxSettle, outboxSweep, clock);
