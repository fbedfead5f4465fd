import { ifSo } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { serverVerbs } from './verbs.ts';

export const serverProperties = {
  findFact: { isLookup: true },
  noteProbe: { isNeutral: true },
  putFault: {
    isNeutral: true,
    audit: (_, { vendor, answer, times }) => ({
      object: `faults of ${vendor}`,
      details: { answer, times },
    }),
  },
  takeFault: { isNeutral: true },
  replaceBoxes: { audit: ifSo },
  findSigningKey: { isLookup: true },
  claimSigningKey: { isNeutral: true },
} satisfies Properties<typeof serverVerbs>;
