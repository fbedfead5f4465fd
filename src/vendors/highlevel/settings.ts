import type { Principal } from '../../access/principal.ts';
import { vendorSettings } from '../../access/vendor-settings.ts';
import type { SettingValues } from '../../access/vendor-settings.ts';

export const VENDOR = 'highlevel';
/** Under which a workspace has the id of its company. */
export const COMPANY = `${VENDOR}-company`;
/** The kind of token that stands for a company and not for one of its locations. */
export const COMPANY_KIND = 'company';

/** What a workspace may choose where the vendor's documents and its service disagree, or lack. */
export const settings = {
  moreTypes: {
    type: 'boolean',
    default: false,
    description:
      'Takes the seven message types of 2026 too: RCS, IVR_Call, Campaign_Call, ' +
      'Campaign_VoiceMail, TIKTOK, ALL_IN_ONE_CHAT, FORM_SUBMISSION.',
  },
  defaultDirection: {
    type: 'choice',
    choices: ['outbound', 'inbound'],
    default: 'outbound',
    description: 'The direction of a message posted to /inbound that names none.',
  },
  providerRules: {
    type: 'choice',
    choices: ['both', 'docs', 'live'],
    default: 'both',
    description:
      'Which message type goes with which conversation provider: as documented, as the live ' +
      'service takes it, or either.',
  },
  altIdIdentity: {
    type: 'boolean',
    default: false,
    description: 'The same altId from one conversation provider is the same message.',
  },
  allowDuplicateContacts: {
    type: 'boolean',
    default: false,
    description: 'Several contacts may have the same e-mail address or phone number.',
  },
  duplicateKey: {
    type: 'choice',
    choices: ['email', 'phone'],
    default: 'email',
    description: 'What a duplicate contact is looked for by first; the other comes second.',
  },
} as const;

export type HighLevelSettings = SettingValues<typeof settings>;

/** Every request of a credential brings the same object until it is read anew. */
const known = new WeakMap<Principal['settings'], HighLevelSettings>();

export function settingsOf({ settings: kept }: Pick<Principal, 'settings'>): HighLevelSettings {
  const found = known.get(kept);
  if (found !== undefined) return found;
  const values = vendorSettings(settings, kept[VENDOR]);
  known.set(kept, values);
  return values;
}
