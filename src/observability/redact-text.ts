import { isConstant, isSecretName } from './secret-names.ts';

/** Of what is looked at: more than is ever shown, so that nothing long is searched. */
const LONGEST = 1_000;
/** Without spaces and long: a token, a signature, a key, where it has letters and digits. */
const RUN = /[\w+/=~-]{20,}/g;
/** A name, `=` or `:`, and a value: of bounded length each, so that no text is costly. */
const NAMED =
  /([\w.-]{1,64})(\\?["']?\s{0,3}[=:]\s{0,3}\\?["']?(?:(?:bearer|basic) {1,3})?)([^\s"'<>&,;]{1,1000})/gi;
const ELEMENT = /<([\w.:-]{1,64})>([^<]{1,1000})</g;
/** What follows these is one, whatever it is called. */
const SCHEME = /\b(bearer|basic) {1,3}[^\s"'<>&,;]{1,1000}/gi;

/** The beginning of a text, without what is named as a secret. */
export function withoutNamed(text: string): string {
  return beginningOf(text)
    .replaceAll(NAMED, (whole, name: string, between: string, value: string) =>
      isHidden(name, value) ? `${name}${between}[redacted]` : whole,
    )
    .replaceAll(ELEMENT, (whole, name: string, value: string) =>
      isHidden(name, value) ? `<${name}>[redacted]<` : whole,
    )
    .replaceAll(SCHEME, '$1 [redacted]');
}

/** And without what looks like one, which ids of the longer kind do, too. */
export function withoutSecrets(text: string): string {
  return withoutNamed(text).replaceAll(RUN, (run) =>
    /\d/.test(run) && /[A-Za-z]/.test(run) ? '[redacted]' : run,
  );
}

function isHidden(name: string, value: string): boolean {
  return isSecretName(name) && !isConstant(value);
}

/** Without the word that the cut went through: half a secret is not known as one. */
function beginningOf(text: string): string {
  if (text.length <= LONGEST) return text;
  let end = LONGEST;
  while (end > 0 && !/[\s"'<>&,;]/.test(text.charAt(end - 1))) end -= 1;
  return end === 0 ? '[redacted]' : text.slice(0, end).toWellFormed();
}
