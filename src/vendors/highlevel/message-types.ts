import type { ProviderKind } from './capabilities.ts';

/** The values of `type` in the documented body of /inbound (docs/highlevel.md#posted-messages). */
export const DOCUMENTED_TYPES = [
  'SMS',
  'Email',
  'WhatsApp',
  'GMB',
  'IG',
  'FB',
  'Custom',
  'WebChat',
  'Live_Chat',
  'Call',
] as const;

/** Those of 2026, which a workspace's setting lets in (docs/highlevel.md#posted-messages). */
export const MORE_TYPES = [
  'RCS',
  'IVR_Call',
  'Campaign_Call',
  'Campaign_VoiceMail',
  'TIKTOK',
  'ALL_IN_ONE_CHAT',
  'FORM_SUBMISSION',
] as const;

export type RequestType = (typeof DOCUMENTED_TYPES)[number] | (typeof MORE_TYPES)[number];

/**
 * Types of stored messages with their numbers (docs/highlevel.md#type-numbers); outside each is
 * `TYPE_` and its name. No number is known for the last four: those from 1001 on are ours.
 */
const NUMBERS = {
  CALL: 1,
  SMS: 2,
  EMAIL: 3,
  WEBCHAT: 5,
  CAMPAIGN_CALL: 8,
  CAMPAIGN_VOICEMAIL: 10,
  FACEBOOK: 11,
  GMB: 15,
  INSTAGRAM: 18,
  WHATSAPP: 19,
  CUSTOM_SMS: 20,
  CUSTOM_EMAIL: 21,
  CUSTOM_PROVIDER_SMS: 22,
  CUSTOM_PROVIDER_EMAIL: 23,
  IVR_CALL: 24,
  LIVE_CHAT: 29,
  CUSTOM_CALL: 34,
  INTERNAL_COMMENT: 35,
  RCS: 1001,
  TIKTOK: 1002,
  ALL_IN_ONE_CHAT: 1003,
  FORM_SUBMISSION: 1004,
} as const;

export type MessageType = keyof typeof NUMBERS;

const STORED: Record<Exclude<RequestType, 'Custom'>, MessageType> = {
  SMS: 'SMS',
  Email: 'EMAIL',
  WhatsApp: 'WHATSAPP',
  GMB: 'GMB',
  IG: 'INSTAGRAM',
  FB: 'FACEBOOK',
  WebChat: 'WEBCHAT',
  Live_Chat: 'LIVE_CHAT',
  Call: 'CUSTOM_CALL',
  RCS: 'RCS',
  IVR_Call: 'IVR_CALL',
  Campaign_Call: 'CAMPAIGN_CALL',
  Campaign_VoiceMail: 'CAMPAIGN_VOICEMAIL',
  TIKTOK: 'TIKTOK',
  ALL_IN_ONE_CHAT: 'ALL_IN_ONE_CHAT',
  FORM_SUBMISSION: 'FORM_SUBMISSION',
};

/** What a message is stored as; a `Custom` one according to its provider, and to who sends it. */
export function storedType(
  type: RequestType,
  kind: ProviderKind | null,
  isSent: boolean,
): MessageType {
  if (type !== 'Custom') return STORED[type];
  const isEmail = kind === 'email' || kind === 'customEmail';
  if (isSent) return isEmail ? 'CUSTOM_EMAIL' : 'CUSTOM_SMS';
  return isEmail ? 'CUSTOM_PROVIDER_EMAIL' : 'CUSTOM_PROVIDER_SMS';
}

export function typeNumber(type: string | null): number {
  return type !== null && Object.hasOwn(NUMBERS, type) ? NUMBERS[type as MessageType] : 0;
}

export function typeName(type: string | null): string {
  return `TYPE_${type ?? ''}`;
}

/** The stored type that a filter's `TYPE_*` means; null where no message here can be of it. */
export function typeOfName(name: string): MessageType | null {
  const type = name.replace(/^TYPE_/, '');
  return Object.hasOwn(NUMBERS, type) && name.startsWith('TYPE_') ? (type as MessageType) : null;
}

const EMAIL_TYPES = ['EMAIL', 'CUSTOM_EMAIL', 'CUSTOM_PROVIDER_EMAIL'] as const;
const CALL_TYPES = [
  'CALL',
  'CUSTOM_CALL',
  'IVR_CALL',
  'CAMPAIGN_CALL',
  'CAMPAIGN_VOICEMAIL',
] as const;

export function isEmailType(type: string | null): boolean {
  return EMAIL_TYPES.some((one) => one === type);
}

export function isCallType(type: string | null): boolean {
  return CALL_TYPES.some((one) => one === type);
}

/** The channels of an export (docs/highlevel.md#export-pages) and what they hold. */
export const EXPORT_CHANNELS: Record<string, readonly MessageType[]> = {
  Call: CALL_TYPES,
  SMS: ['SMS', 'CUSTOM_SMS', 'CUSTOM_PROVIDER_SMS'],
  Email: EMAIL_TYPES,
  WhatsApp: ['WHATSAPP'],
  Instagram: ['INSTAGRAM'],
  Facebook: ['FACEBOOK'],
};

/** What an export holds that names no channel: everything but e-mail. */
export const EXPORT_REST: readonly MessageType[] = (Object.keys(NUMBERS) as MessageType[]).filter(
  (type) => !isEmailType(type),
);
