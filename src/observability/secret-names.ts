/** Names that hold one of these, however they are put together. */
const WITHIN =
  /token|secret|passw|passphrase|passcode|authoriz|authentic|api.?key|signature|bearer|jwt|credential|cookie|session|sessid|private.?key|secret.?key|access.?key/i;
/** Short words, which have to be a part of a name by themselves: `pin`, not `shipping`. */
const PARTS = new Set(
  'pwd pass otp totp otpcode pin pincode auth oauth authcode code key sig'.split(' '),
);
const LONGEST_NAME = 100;

/** Whether what stands under this name is never shown: `accessToken`, `X-Api-Key`, `otp_code`. */
export function isSecretName(name: string): boolean {
  const cut = name.slice(0, LONGEST_NAME);
  if (WITHIN.test(cut)) return true;
  const parts = cut.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return parts.split(/[^a-z]/).some((part) => PARTS.has(part) || PARTS.has(part.replace(/s$/, '')));
}

/** `NOT_FOUND` under `code` is what an error is called, and no secret. */
export function isConstant(value: string): boolean {
  return value.length <= 60 && /^[A-Z]+(?:_[A-Z]+)+$/.test(value);
}
