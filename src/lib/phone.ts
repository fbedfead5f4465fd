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
 */
export function parsePhone(text: string, country: string): Phone | null {
  const region = country.toUpperCase() as Library.CountryCode;
  const parsed = library().parsePhoneNumberFromString(text, region);
  if (parsed?.isPossible() !== true) return null;
  return { e164: parsed.number, national: parsed.formatNational().replaceAll(/\D/g, '') };
}
