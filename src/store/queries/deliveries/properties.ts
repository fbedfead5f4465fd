import type { Properties } from '../../properties-of.ts';
import type { deliveriesVerbs } from './verbs.ts';

export const deliveriesProperties = {
  confirmDelivery: { isNeutral: true },
  retryDelivery: { isNeutral: true },
  releaseHeld: { isNeutral: true },
} satisfies Properties<typeof deliveriesVerbs>;
