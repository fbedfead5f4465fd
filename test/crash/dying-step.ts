/**
 * Where a process can die on the way of a reply: after the claim and before the call, after noting
 * that the call is about to leave, while the receiver has it and has not answered, after the answer
 * and before it is settled, while the outcome is kept because the store is full, and after it is
 * settled.
 */
export const STEPS = ['claimed', 'noted', 'received', 'answered', 'kept', 'settled'] as const;

export type Step = (typeof STEPS)[number];
