import type { Properties } from '../../properties-of.ts';
import type { outboxVerbs } from './verbs.ts';

export const outboxProperties = {
  listDueReceivers: { isLookup: true },
  claimDeliveries: { isNeutral: true },
  beginCalls: { isNeutral: true },
  renewLeases: { isNeutral: true },
  findReplyMaterial: { isLookup: true },
  findEventMaterial: { isLookup: true },
  settleDeliveries: { isNeutral: true },
  findOverdue: { isLookup: true },
  recoverDeliveries: { isNeutral: true },
  expireDeliveries: { isNeutral: true },
  forgetSent: { isNeutral: true },
  followClock: { isNeutral: true },
} satisfies Properties<typeof outboxVerbs>;
