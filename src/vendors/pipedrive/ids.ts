import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** The `id` of a channel in answers, never taken in a request (docs/pipedrive.md#channels). */
export function makeChannelId(): string {
  return randomUUID();
}

/** `marketplace_client_id`: 16 hex characters, as in the documented example. */
export function makeClientId(): string {
  return randomBytes(8).toString('hex');
}

/** 40 hex characters. */
export function makeClientSecret(): string {
  return randomBytes(20).toString('hex');
}

/** `pd_company_id`: an integer that says nothing of how many there are. */
export function makeCompanyId(): string {
  return String(randomInt(1_000_000, 100_000_000));
}

/** An API token: 40 hex characters (docs/pipedrive.md#tokens). */
export function makeApiToken(): string {
  return randomBytes(20).toString('hex');
}

/** An OAuth access token as the vendor's look. */
export function makeAccessToken(): string {
  return `v1u:${randomBytes(48).toString('base64url')}`;
}

/** A refresh token; apps are told to keep room for 768 characters. */
export function makeRefreshToken(): string {
  return `v1r:${randomBytes(48).toString('base64url')}`;
}
