import { createPublicKey, verify } from 'node:crypto';

/** The header of an Ed25519 SubjectPublicKeyInfo (RFC 8410), which the 32 bytes of the key follow. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Whether a signature in base64 is of this text, by a public key in base64: SubjectPublicKeyInfo, or
 * its 32 bytes alone. What is no key or no signature has signed nothing.
 */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(publicKey, 'base64');
  const der = bytes.length === 32 ? Buffer.concat([SPKI, bytes]) : bytes;
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** Whether a text is signed, as a header says: null without a key to tell by; and in words. */
export function judgeSignature(
  publicKey: unknown,
  text: string,
  { name, value }: { name: string; value: string | undefined },
): { isGenuine: boolean | null; remarks: string[] } {
  if (typeof publicKey !== 'string') return { isGenuine: null, remarks: [] };
  const isGenuine = value !== undefined && isSignedBy(publicKey, text, value);
  const what = value === undefined ? 'is missing' : isGenuine ? 'is genuine' : 'is wrong';
  return { isGenuine, remarks: [`${name} ${what}`] };
}
