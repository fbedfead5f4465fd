import { createRequire } from 'node:module';
import type * as Library from 'libphonenumber-js/min';

// With the first number: a server that is given none is spared the rules of every country. Not by
// import(), which would make whoever has a number to read wait.
const require = createRequire(import.meta.url);
const library = () => require('libphonenumber-js/min') as typeof Library;

export type Phone = {
  /** `+` and digits, as ITU-T E.164 has it. */
  e164: string;
  /** As people of the number's country write it, digits only. */
  national: string;
};

/**
 * A telephone number in any usual writing; one without a country code is of `country`. Null where
 * it has not the length of a number of its country. Whether it is given to anybody is not asked.
 * What has a plus and digits is kept though it is none: bridges put groups and short numbers there.
 */
export function parsePhone(text: string, country: string): Phone | null {
  const region = country.toUpperCase() as Library.CountryCode;
  const given = withoutMobilePrefix(text);
  const parsed =
    possible(given, region) ??
    (/^\s*00/.test(given) ? possible(internationally(given), region) : null);
  if (parsed === null) return keptAsItIs(given);
  const e164 = withoutMobilePrefix(parsed.number);
  const known = e164 === parsed.number ? parsed : (possible(e164, region) ?? parsed);
  return { e164, national: known.formatNational().replaceAll(/\D/g, '') };
}

/** Whether it is the two letters of a country, as ISO 3166-1 has them. */
export function isCountryCode(text: string): boolean {
  const code = text.toUpperCase();
  return WITHOUT_NUMBERS.has(code) || library().isSupportedCountry(code);
}

/** Those that have no telephone numbers of their own. */
const WITHOUT_NUMBERS = new Set(['AQ', 'BV', 'GS', 'HM', 'PN', 'TF', 'UM']);

function possible(text: string, region: Library.CountryCode): Library.PhoneNumber | null {
  const parsed = library().parsePhoneNumberFromString(text, region);
  return parsed?.isPossible() === true ? parsed : null;
}

/** 00 for the plus, where the country itself has another way out of it. */
function internationally(text: string): string {
  return text.replace(/^\s*00/, '+');
}

/**
 * WhatsApp still has the digits that Mexico and Argentina once wanted before a mobile number; the
 * same number is written without.
 */
function withoutMobilePrefix(text: string): string {
  const digits = text.replaceAll(/[\s().-]/g, '');
  const [, code, number] = /^(?:\+|00)(521|549)(\d{10})$/.exec(digits) ?? [];
  return code === undefined || number === undefined ? text : `+${code.slice(0, 2)}${number}`;
}

function keptAsItIs(text: string): Phone | null {
  const [, digits] = /^\+(\d{7,19})$/.exec(text.replaceAll(/[\s().-]/g, '')) ?? [];
  return digits === undefined ? null : { e164: `+${digits}`, national: digits };
}
