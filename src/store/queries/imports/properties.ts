import type { Properties } from '../../properties-of.ts';
import type { importsVerbs } from './verbs.ts';

export const importsProperties = {
  startImport: { isNeutral: true },
  startImportsOf: { isNeutral: true },
  claimImport: { isNeutral: true },
  renewImport: { isNeutral: true },
  advanceImport: { isNeutral: true },
  callAttention: { isNeutral: true },
} satisfies Properties<typeof importsVerbs>;
