import type { Properties } from '../../properties-of.ts';
import type { filesVerbs } from './verbs.ts';

export const filesProperties = {
  // What was not there is not remembered as missing.
  addFile: { isNeutral: true },
  touchFile: { isNeutral: true },
  dropFile: { isNeutral: true },
  sweepLinks: { isNeutral: true },
  sweepFiles: { isNeutral: true },
  linkAttachments: { isNeutral: true },
  wantCopies: { isNeutral: true },
  claimLinks: { isNeutral: true },
  renewLink: { isNeutral: true },
  settleLink: { isNeutral: true },
} satisfies Properties<typeof filesVerbs>;
