import { made, ifSo } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { channelsVerbs } from './verbs.ts';

export const channelsProperties = {
  findChannel: { isLookup: true },
  addChannel: { audit: made('channel') },
  deleteChannel: { audit: ifSo },
  removeChannel: { audit: ifSo },
  keepTemplates: { isNeutral: true },
  findBusinesses: { isLookup: true },
  // What was not there is not remembered as missing.
  addBusiness: { isNeutral: true, audit: made('business') },
} satisfies Properties<typeof channelsVerbs>;
