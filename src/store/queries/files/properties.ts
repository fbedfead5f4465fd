import type { Properties } from '../../properties-of.ts';
import type { filesVerbs } from './verbs.ts';

export const filesProperties = {
  // What was not there is not remembered as missing.
  addFile: { isNeutral: true },
  touchFile: { isNeutral: true },
  dropFile: { isNeutral: true },
  sweepSources: { isNeutral: true },
  sweepFiles: { isNeutral: true },
  linkAttachments: { isNeutral: true },
  wantCopies: { isNeutral: true },
  claimSources: { isNeutral: true },
  renewSource: { isNeutral: true },
  settleSource: { isNeutral: true },
} satisfies Properties<typeof filesVerbs>;
