/** The three worlds of apps, each with one app and another, as an attacker finds them. */
import { hash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Answer, Json, RunningApp } from '../../support/app.ts';
import { letIn } from '../person.ts';

export type WorldName = 'pipedrive' | 'highlevel' | 'inlet';
export interface Client {
  clientId: string;
  clientSecret: string;
}

export interface World {
  name: WorldName;
  app: Client;
  /** Of the same world, somebody else's. */
  other: Client;
  redirectUri: string;
  /** Where people are asked, without a query. */
  path: string;
  /** What is asked for there, besides client and redirect URI. */
  asking: Record<string, string>;
  /** What goes with a code to the token endpoint. */
  proof: Record<string, string>;
  /** The answer to a client that is none. */
  wrongClient: { status: number };
}

export const redirectUri = 'https://app.example/cb';
export const verifier = randomBytes(32).toString('base64url');
export const challenge = hash('sha256', verifier, 'base64url');

export async function makeWorlds(inlet: RunningApp): Promise<Record<WorldName, World>> {
  const make = async (vendor: WorldName, scopes: string[]): Promise<Client> => {
    const body = { name: `App of ${vendor}`, vendor, scopes, redirectUris: [redirectUri] };
    for (;;) {
      const made = await inlet.call('POST', '/inlet/v1/apps', { body });
      expect(made.status).toBe(201);
      const client = made.body as Client;
      // One id of hex digits in 1,800 has no letter, and so no other case to be tried in.
      if (/[a-z]/.test(client.clientId)) return client;
    }
  };
  const world = async (name: WorldName, scopes: string[], rest: Partial<World>) =>
    ({
      name,
      redirectUri,
      app: await make(name, scopes),
      other: await make(name, scopes),
      path: '/oauth/authorize',
      asking: {},
      proof: {},
      wrongClient: { status: 401 },
      ...rest,
    }) satisfies World;
  return {
    pipedrive: await world('pipedrive', ['messengers-integration'], {
      wrongClient: { status: 400 },
    }),
    highlevel: await world('highlevel', ['locations.readonly'], {
      path: '/oauth/chooselocation',
    }),
    inlet: await world('inlet', ['inbox:read'], {
      asking: {
        code_challenge: challenge,
        code_challenge_method: 'S256',
        resource: `${inlet.url}/inlet/v1`,
      },
      proof: { code_verifier: verifier },
    }),
  };
}

export function linkOf(world: World, change: Record<string, string> = {}): string {
  const query = {
    client_id: world.app.clientId,
    redirect_uri: world.redirectUri,
    ...world.asking,
    ...change,
  };
  return `${world.path}?${new URLSearchParams(query).toString()}`;
}

/** A code that a person has just let the app have. */
export async function codeOf(
  inlet: RunningApp,
  world: World,
  change: Record<string, string> = {},
): Promise<string> {
  return (await letIn(inlet, linkOf(world, change))).code;
}

/** The fields of an honest exchange of a code. */
export function exchangeOf(world: World, code: string): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    client_id: world.app.clientId,
    client_secret: world.app.clientSecret,
    redirect_uri: world.redirectUri,
    code,
    ...world.proof,
  };
}

export const FORM = 'application/x-www-form-urlencoded';

export function post(
  inlet: RunningApp,
  path: string,
  body: string | Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return inlet.call('POST', path, {
    token: null,
    headers: { 'content-type': FORM, ...headers },
    body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
  });
}

export async function tokensOf(inlet: RunningApp, world: World): Promise<Json> {
  const fields = exchangeOf(world, await codeOf(inlet, world));
  const answer = await post(inlet, '/oauth/token', fields);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

/** Whatever is wrong with a request: it is the sender's fault, in the world's shape, and says why. */
export function expectRefused(world: World, answer: Answer, secrets: string[] = []): void {
  const shown = JSON.stringify(answer.body);
  expect(answer.status, shown).toBeGreaterThanOrEqual(400);
  expect(answer.status, shown).toBeLessThan(500);
  expect(shown).not.toMatch(/access_token|refresh_token"\s*:/);
  for (const secret of secrets) expect(shown).not.toContain(secret);
  const shapes: Record<WorldName, unknown> = {
    pipedrive: { success: false, error: expect.any(String), message: expect.any(String) },
    highlevel: { statusCode: answer.status, traceId: expect.any(String) },
    inlet: { error: expect.stringMatching(/^[a-z_]+$/), error_description: expect.any(String) },
  };
  expect(answer.body).toMatchObject(shapes[world.name] as object);
}
