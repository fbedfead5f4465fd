import { hash, timingSafeEqual } from 'node:crypto';

/** Proof Key for Code Exchange with S256 (RFC 7636); `plain` is not taken. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

export function isChallenge(text: string): boolean {
  return CHALLENGE.test(text);
}

export function isVerifier(text: string): boolean {
  return VERIFIER.test(text);
}

export function provesChallenge(challenge: string, verifier: string): boolean {
  const made = hash('sha256', verifier, 'base64url');
  return (
    made.length === challenge.length && timingSafeEqual(Buffer.from(made), Buffer.from(challenge))
  );
}
