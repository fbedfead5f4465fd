import { gather } from '../../gather.ts';
import * as deliveries from './deliveries.ts';
import * as confirmDelivery from './confirm-delivery.ts';
import * as retryDelivery from './retry-delivery.ts';
import * as heldDeliveries from './held-deliveries.ts';
import * as deadLetters from './dead-letters.ts';

export const deliveriesVerbs = gather(
  deliveries,
  confirmDelivery,
  retryDelivery,
  heldDeliveries,
  deadLetters,
);
