/** Credentials presented where they do not belong: each kind at every door but its own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../../support/app.ts';
import type { World, WorldName } from './worlds.ts';
import { codeOf, makeWorlds, tokensOf } from './worlds.ts';

let inlet: RunningApp;
let worlds: Record<WorldName, World>;
/** By kind. */
const credentials: Record<string, string> = {};

beforeAll(async () => {
  inlet = await startApp();
  worlds = await makeWorlds(inlet);
  for (const name of ['pipedrive', 'highlevel', 'inlet'] as const) {
    const { access_token, refresh_token } = await tokensOf(inlet, worlds[name]);
    credentials[`${name} access`] = access_token as string;
    credentials[`${name} refresh`] = refresh_token as string;
    credentials[`${name} code`] = await codeOf(inlet, worlds[name]);
    credentials[`${name} secret`] = worlds[name].app.clientSecret;
    credentials[`${name} client id`] = worlds[name].app.clientId;
  }
  credentials['pipedrive api'] = inlet.sandbox.pipedrive.apiToken;
  credentials['highlevel pit'] = inlet.sandbox.highlevel.privateIntegrationToken;
});
afterAll(() => inlet[Symbol.asyncDispose]());

interface Door {
  open: (token: string) => Promise<number>;
  /** The kinds that it is for. */
  for: string[];
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const status = async (path: string, headers: Record<string, string>) =>
  (await inlet.get(path, { token: null, headers })).status;

const doors: Record<string, Door> = {
  'GET /v1/users/me as Bearer': {
    for: ['pipedrive access'],
    open: (token) => status('/v1/users/me', bearer(token)),
  },
  'GET /v1/users/me as x-api-token': {
    for: ['pipedrive api'],
    open: (token) => status('/v1/users/me', { 'x-api-token': token }),
  },
  'GET /api/v1/users/me in the query': {
    for: ['pipedrive api'],
    open: (token) => status(`/api/v1/users/me?api_token=${encodeURIComponent(token)}`, {}),
  },
  'GET /locations/{id} as Bearer': {
    for: ['highlevel access', 'highlevel pit'],
    open: (token) =>
      status(`/locations/${inlet.sandbox.highlevel.locationId}`, {
        ...bearer(token),
        version: '2021-07-28',
      }),
  },
  'GET /inlet/v1/channels as Bearer': {
    for: ['inlet access'],
    open: (token) => status('/inlet/v1/channels', bearer(token)),
  },
  'GET /inlet/v1/channels as a session': {
    for: [],
    open: (token) => status('/inlet/v1/channels', { cookie: `inlet=${encodeURIComponent(token)}` }),
  },
  'POST /mcp as Bearer': {
    // A connector's credential has its vendor's tools there.
    for: ['pipedrive access', 'pipedrive api'],
    open: async (token) => {
      const body = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
      const accept = 'application/json, text/event-stream';
      const headers = { ...bearer(token), accept };
      return (await inlet.call('POST', '/mcp', { token: null, headers, body })).status;
    },
  },
};

const kinds = [
  ...['pipedrive', 'highlevel', 'inlet'].flatMap((name) =>
    ['access', 'refresh', 'code', 'secret', 'client id'].map((kind) => `${name} ${kind}`),
  ),
  'pipedrive api',
  'highlevel pit',
];

describe.each(Object.keys(doors))('%s', (name) => {
  const door = doors[name] as Door;
  test.for(kinds)('%s', async (kind) => {
    const answered = await door.open(credentials[kind] ?? '');
    if (door.for.includes(kind)) expect(answered).toBe(200);
    else expect([401, 403]).toContain(answered);
  });
});

describe('a token that was tampered with is nobody’s', () => {
  const changes: Record<string, (token: string) => string> = {
    'cut short': (token) => token.slice(0, -1),
    'made longer': (token) => `${token}0`,
    'with its last character changed': (token) =>
      token.slice(0, -1) + (token.endsWith('a') ? 'b' : 'a'),
    'in capitals': (token) => token.toUpperCase(),
    'in quotes': (token) => `"${token}"`,
    encoded: (token) => encodeURIComponent(`${token}=`),
    'as base64': (token) => btoa(token),
    doubled: (token) => token + token,
    empty: () => '',
    'far too long': (token) => token + 'x'.repeat(5_000),
  };
  for (const [what, change] of Object.entries(changes)) {
    test(what, async () => {
      for (const [kind, path, version] of [
        ['pipedrive access', '/v1/users/me', undefined],
        ['highlevel access', `/locations/${inlet.sandbox.highlevel.locationId}`, '2021-07-28'],
        ['inlet access', '/inlet/v1/channels', undefined],
      ] as const) {
        const token = change(credentials[kind] ?? '');
        const headers = { ...bearer(token), ...(version === undefined ? {} : { version }) };
        // A header without a token is malformed for Pipedrive's gateway.
        expect([400, 401]).toContain(await status(path, headers));
      }
    });
  }
});

describe('a header that says two things is not taken', () => {
  test.for([
    (token: string) => `Bearer ${token}, Bearer ${token}`,
    (token: string) => `Bearer ${token} ${token}`,
    (token: string) => `Bearer\t${token}`,
    (token: string) => `Basic ${btoa(`${token}:`)}`,
    (token: string) => `Token ${token}`,
    (token: string) => token,
    () => 'Bearer',
    () => 'Bearer undefined',
    () => 'Bearer null',
  ])('%#', async (header) => {
    const token = credentials['inlet access'] ?? '';
    expect(await status('/inlet/v1/channels', { authorization: header(token) })).toBe(401);
  });
});
