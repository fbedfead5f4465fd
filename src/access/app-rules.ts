import type { FieldError } from '../domain/refusal.ts';
import { redirectUriFault } from './oauth/redirect-uri.ts';

/** What can be said of an app when it is made or changed. */
export type AppFields = {
  name?: string;
  clientId?: string;
  clientSecret?: string;
  redirectUris?: readonly string[];
  scopes?: readonly string[];
  manifest?: Record<string, unknown> | null;
  deliveryUrl?: string | null;
};

const LONGEST_NAME = 200;
const MOST = 50;
const LONGEST_MANIFEST = 65_536;
/** Goes through HTTP Basic, forms and JSON unchanged. */
const CLIENT_ID = /^[\w.~-]{8,200}$/;
const CLIENT_SECRET = /^[\w.~-]{16,200}$/;
const SCOPE = /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,100}$/;

/** What the app's vendor finds wrong with a manifest. */
export type ManifestRule = (
  manifest: Record<string, unknown>,
  urlFault: (url: string) => string | null,
) => FieldError[];

/** Every fault of what is said of an app; `urlFault` says why an address can never be called. */
export function appFaults(
  fields: AppFields,
  urlFault: (url: string) => string | null,
  manifestRule: ManifestRule = () => [],
): FieldError[] {
  const { name, clientId, clientSecret, redirectUris = [], scopes = [], manifest } = fields;
  const faults: (FieldError | null)[] = [
    unless(isText(name), 'name', `must have 1 to ${LONGEST_NAME} characters`),
    unless(
      clientId === undefined || CLIENT_ID.test(clientId),
      'clientId',
      'must be 8 to 200 letters, digits and - . _ ~',
    ),
    unless(
      clientSecret === undefined || CLIENT_SECRET.test(clientSecret),
      'clientSecret',
      'must be 16 to 200 letters, digits and - . _ ~',
    ),
    unless(redirectUris.length <= MOST, 'redirectUris', `must be at most ${MOST}`),
    ...redirectUris.map((uri, at) => redirectUriError(uri, at)),
    unless(scopes.length <= MOST, 'scopes', `must be at most ${MOST}`),
    ...scopes.map((scope, at) =>
      unless(SCOPE.test(scope), `scopes[${at}]`, 'must be a word without spaces and commas'),
    ),
    unless(isSmall(manifest), 'manifest', `must be at most ${LONGEST_MANIFEST} bytes of JSON`),
    ...(manifest === undefined || manifest === null ? [] : manifestRule(manifest, urlFault)),
    addressError(fields.deliveryUrl, urlFault),
  ];
  return faults.filter((fault) => fault !== null);
}

function isText(name: string | undefined): boolean {
  return name === undefined || (name.trim() !== '' && name.length <= LONGEST_NAME);
}

function isSmall(manifest: AppFields['manifest']): boolean {
  return JSON.stringify(manifest ?? null).length <= LONGEST_MANIFEST;
}

function unless(isRight: boolean, path: string, message: string): FieldError | null {
  return isRight ? null : { path, message };
}

function redirectUriError(uri: string, at: number): FieldError | null {
  const fault = redirectUriFault(uri);
  return fault === null ? null : { path: `redirectUris[${at}]`, message: sentence(fault) };
}

function addressError(
  url: string | null | undefined,
  urlFault: (url: string) => string | null,
): FieldError | null {
  const fault = url === null || url === undefined ? null : urlFault(url);
  return fault === null ? null : { path: 'deliveryUrl', message: sentence(fault) };
}

/** As it stands behind a field's name. */
function sentence(fault: string): string {
  return `cannot be used: ${fault}`;
}
