import type { OAuthFault } from '../access/oauth/fault.ts';
import { fault } from '../access/oauth/fault.ts';
import { OWN } from '../access/oauth/oauth.ts';
import { OWN_SCOPES } from '../access/oauth/own-scopes.ts';
import { redirectUriFault } from '../access/oauth/redirect-uri.ts';
import { shownName } from '../lib/shown-name.ts';
import { lastUsed } from '../lib/last-used.ts';
import type { NoAnswer, NotSent } from '../lib/safe-fetch/answer.ts';
import { UNREACHABLE } from '../lib/safe-fetch/answer.ts';
import { answerText } from '../lib/safe-fetch/text-answer.ts';
import type { App } from '../store/store.ts';
import type { OAuthFacePorts } from './ports.ts';

const LIMITS = { headersMs: 5_000, totalMs: 8_000, mostBytes: 65_536 };
const BELIEVED_MS = 5 * 60_000;
const MOST_REDIRECT_URIS = 20;
const LONGEST_NAME = 80;

/** Whether a client id is the address of a description of its client (OAuth CIMD). */
export function isDescriptionUrl(clientId: string): boolean {
  if (!/^https:\/\/[!#-[\]_a-z~]+$/i.test(clientId) || clientId.length > 1_000) return false;
  const url = URL.parse(clientId);
  // One client has one id: only an address that is written as a browser would write it.
  return url !== null && url.href === clientId && isPlain(url);
}

function isPlain({ username, password, hash, search, pathname }: URL): boolean {
  return username + password + hash + search === '' && pathname !== '/';
}

/**
 * Clients that nobody registered: the client id is an https address, and what stands there says who
 * the client is and where it may be answered. Fetched through the one guarded way out; kept as an
 * app only when a person lets it in.
 */
export class ClientDescriptions {
  readonly #ports: Pick<OAuthFacePorts, 'store' | 'apps' | 'outbound' | 'now' | 'steady'>;
  readonly #read = lastUsed<string, { app: App; at: number }>(500);

  constructor(ports: Pick<OAuthFacePorts, 'store' | 'apps' | 'outbound' | 'now' | 'steady'>) {
    this.#ports = ports;
  }

  /** The apps with this client id, one of each owner; a described one is the server's own. */
  async find(clientId: string): Promise<App[] | OAuthFault> {
    if (!isDescriptionUrl(clientId)) {
      return this.#ports.store.read.findAppsByClientId({ clientId });
    }
    const app = await this.#describe(clientId);
    return 'kind' in app ? app : [app];
  }

  async #describe(clientId: string): Promise<App | OAuthFault> {
    const { now, steady } = this.#ports;
    const cached = this.#read.get(clientId);
    if (cached !== undefined && steady() - cached.at < BELIEVED_MS) return cached.app;
    const description = await this.#fetch(clientId);
    if ('kind' in description) return description;
    const known = await this.#kept(clientId);
    const app = { ...UNKNOWN, clientId, createdAt: now(), ...known, ...description };
    this.#read.set(clientId, { app, at: steady() });
    return app;
  }

  /** The app as it is stored: a described one as it described itself last. */
  async keep(app: App): Promise<App> {
    const { clientId } = app;
    if (!isDescriptionUrl(clientId)) return app;
    const { apps } = this.#ports;
    const { name, redirectUris, scopes } = app;
    const made = await apps.create({ ...app, clientSecret: null });
    const kept = await this.#kept(clientId);
    if (kept === null) throw new Error('an app that was just kept is not there');
    if (made === null) {
      await apps.change(kept, { name, redirectUris, scopes });
    }
    this.#read.delete(clientId);
    return kept;
  }

  async #kept(clientId: string): Promise<App | null> {
    const all = await this.#ports.store.read.findAppsByClientId({ clientId });
    return all.find(({ workspaceId }) => workspaceId === null) ?? null;
  }

  async #fetch(url: string): Promise<Described | OAuthFault> {
    const headers = { accept: 'application/json' };
    const request = { method: 'GET', url, headers, localNetworks: [], limits: LIMITS } as const;
    const fetched = await this.#ports.outbound.fetch(request);
    if (fetched.kind !== 'answered') return wrong(forStrangers(fetched));
    if (fetched.status !== 200) return wrong(`The address answered ${fetched.status}.`);
    if (fetched.cutShort !== null) return wrong('The answer was too long or broke off.');
    if (!isJson(fetched.headers['content-type'])) {
      return wrong('It is not served as application/json.');
    }
    const { body, cutShort } = answerText(fetched);
    if (cutShort !== null) return wrong(`It cannot be read: ${cutShort}.`);
    return readDescription(url, body);
  }
}

/** Nothing of the network that this server stands in. */
function forStrangers(fetched: NotSent | NoAnswer): string {
  return fetched.reason === 'unreachable' ? UNREACHABLE.message : fetched.message;
}

type Described = Pick<App, 'name' | 'redirectUris' | 'scopes'>;

const UNKNOWN = {
  ...{ id: 0, vendor: OWN, name: '', attributes: {}, workspaceId: null, ownerUserId: null },
  ...{ redirectUris: [], scopes: [], manifest: null, deliveryUrl: null, isPublic: true },
};

export function readDescription(clientId: string, text: string): Described | OAuthFault {
  const given = parse(text);
  if (given === null) return wrong('What stands there is not a JSON object.');
  if (given['client_id'] !== clientId) return wrong('It describes another client_id.');
  const method = given['token_endpoint_auth_method'] ?? 'none';
  if (method !== 'none') return wrong('Its token_endpoint_auth_method must be none.');
  if ('client_secret' in given) return wrong('A description that anyone can read holds a secret.');
  const redirectUris = given['redirect_uris'];
  if (!isListOfText(redirectUris) || redirectUris.length === 0) {
    return wrong('It lists no redirect_uris.');
  }
  if (redirectUris.length > MOST_REDIRECT_URIS) return wrong('It lists too many redirect_uris.');
  const bad = redirectUris.map(redirectUriFault).find((problem) => problem !== null);
  if (bad !== undefined) return wrong(`One of its redirect_uris cannot be used. ${bad}`);
  return { name: nameOf(given['client_name'], clientId), redirectUris, scopes: [...OWN_SCOPES] };
}

/** Also of a kind of its own: application/…+json. */
function isJson(type: string | string[] | undefined): boolean {
  return typeof type === 'string' && /^application\/([\w.-]+\+)?json *(;|$)/i.test(type);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** A name is only a claim; the page shows the address beside it. */
function nameOf(name: unknown, clientId: string): string {
  const text = typeof name === 'string' ? shownName(name) : '';
  return text === '' ? new URL(clientId).host : text.slice(0, LONGEST_NAME).toWellFormed();
}

function wrong(why: string) {
  const text = `The description at the client_id cannot be used. ${why}`;
  return fault('invalid_client', 'client-wrong', text, 'client_id');
}
