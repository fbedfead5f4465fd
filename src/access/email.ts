/** One `@`, no spaces, a host behind it; whether mail arrives is not asked. */
const EMAIL = /^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]{1,189}$/u;

/** Before it is put into one form: a run of accents costs the square of its length. */
const LONGEST = 300;

/** An address in the one form in which it is kept and looked up; null where it is none. */
export function emailOf(text: string): string | null {
  if (text.length > LONGEST) return null;
  const email = text.trim().normalize('NFC').toLowerCase();
  return EMAIL.test(email) ? email : null;
}
