/**
 * Every route that the server registers, every vendor's included, against every kind of credential
 * that must not get in: none, an unknown one, a revoked, expired or disabled one, one bound to
 * another address, one without the scope, one of a lesser role. The routes come from isolation/, and
 * what each is for from the server itself; isolation.test.ts has the foreign ids.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RIGHTS, SCOPES, type Action } from '../src/access/rights.ts';
import { hashToken, lastFour, makeToken } from '../src/access/token-format.ts';
import type { NewToken } from '../src/store/store.ts';
import { entries, missing } from './isolation/entries.ts';
import type { Face, Ids } from './isolation/entry.ts';
import { startApp, type RunningApp } from './support/app.ts';

let inlet: RunningApp;
let ids: Ids;

type Closed = Exclude<Face, 'public'>;
type Change = Partial<NewToken> & { isRevoked?: true };
const FACES: readonly Closed[] = ['inlet', 'pipedrive', 'highlevel', 'partoo'];
const routes = Object.entries(entries).filter(([, { face }]) => face !== 'public');

/** The credential that each face is asked with here, changed in one thing. */
const DEAD: Record<string, Change> = {
  revoked: { isRevoked: true },
  expired: { expiresAt: 1 },
  disabled: { disabledAt: 1 },
  'bound to another address': { allowedAddresses: '["192.0.2.0/24"]' },
};
const dead = new Map<string, string>();

beforeAll(async () => {
  inlet = await startApp();
  const { locationId } = inlet.sandbox.highlevel;
  const { businessId } = inlet.sandbox.partoo;
  // A location or business of another is refused before anything else is looked at.
  ids = {
    ...missing,
    highlevel: { ...missing.highlevel, locationId },
    partoo: { ...missing.partoo, businessId },
  };
  for (const face of FACES) {
    for (const [name, change] of Object.entries(DEAD)) {
      dead.set(`${face} ${name}`, await keepAlike(goodTokenOf(face), change));
    }
  }
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

function goodTokenOf(face: Closed): string {
  const { sandbox } = inlet;
  return {
    inlet: sandbox.inlet.token,
    pipedrive: sandbox.pipedrive.accessToken,
    highlevel: sandbox.highlevel.appAccessToken,
    partoo: sandbox.partoo.apiKeys.ORG_ADMIN,
  }[face];
}

/** A token that is a known one's equal but for the change. */
async function keepAlike(known: string, { isRevoked, ...change }: Change): Promise<string> {
  const { read, write } = inlet.app.store;
  const workspaceId = Number(inlet.sandbox.workspace.id);
  const found = await read.findCredential({ hash: hashToken(known) });
  if (found === null) throw new Error('the sandbox has this token');
  const { vendor, kind, label, userId, appId, scopes, createdAt } = found;
  const value =
    vendor === null ? makeToken('pat') : `${known.slice(0, 4)}${makeToken('x').slice(-36)}`;
  const row = { workspaceId, vendor, kind, label, userId, appId, scopes, createdAt };
  const made = await write.createToken({
    ...{ ...row, expiresAt: null, ...change },
    ...{ hash: hashToken(value), lastFour: lastFour(value) },
  });
  if (isRevoked === true) await write.revokeToken({ workspaceId, id: made?.id ?? 0, now: 1 });
  return value;
}

function headersOf(face: Closed, token: string): Record<string, string> {
  if (face === 'partoo') return { 'x-apikey': token };
  const version = face === 'highlevel' ? { version: '2021-04-15' } : {};
  return { authorization: `Bearer ${token}`, ...version };
}

type Outcome = { status: number; text: string };

async function ask(route: string, face: Closed, token: string | null): Promise<Outcome> {
  const [method = '', pattern = ''] = route.split(' ');
  const made = entries[route]?.request?.(ids) ?? {
    path: pattern.replaceAll(/:\w+/g, '987654321').replaceAll('*', 'x'),
  };
  const hasBody = !['GET', 'DELETE'].includes(method);
  const answer = await fetch(inlet.url + made.path, {
    method,
    headers: {
      ...(token === null ? {} : headersOf(face, token)),
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...made.headers,
    },
    ...(hasBody ? { body: JSON.stringify(made.body ?? {}) } : {}),
  });
  if (answer.ok) {
    // A stream would go on for ever.
    await answer.body?.cancel();
    return { status: answer.status, text: '' };
  }
  return { status: answer.status, text: (await answer.text()).replace(/"traceId":"[^"]*"/, '') };
}

test('every route that is not public says what it is for', () => {
  const closed = routes.map(([route]) => route);
  expect([...inlet.actions.keys()].sort()).toEqual(closed.sort());
  expect(closed.length).toBeGreaterThan(100);
});

describe('no credential and an unknown one are refused', () => {
  test.each(routes)('%s', async (route, { face }) => {
    const closed = face as Closed;
    expect((await ask(route, closed, null)).status).toBe(401);
    expect((await ask(route, closed, makeToken('pat'))).status).toBe(401);
  });
});

describe.each(Object.keys(DEAD))('a credential that is %s is refused', (kind) => {
  test.each(routes)('%s', async (route, { face }) => {
    const closed = face as Closed;
    const token = dead.get(`${closed} ${kind}`) ?? '';
    expect((await ask(route, closed, token)).status).toBe(401);
  });
});

/** What each vendor answers where the scope is missing, or where a role comes before everything. */
const NARROW: Record<Closed, { status: number; change: Change }> = {
  inlet: { status: 403, change: { scopes: '[]' } },
  pipedrive: { status: 403, change: { scopes: '["base"]' } },
  highlevel: { status: 401, change: { scopes: '[]' } },
  partoo: { status: 403, change: { kind: 'PUBLISHER' } },
};

/** Whoever holds a token may ask whose it is. */
const NEEDS_NO_SCOPE = new Set(['GET /v1/users/me', 'GET /api/v1/users/me']);

describe('a credential without any scope is refused before its request is read', () => {
  const narrow = new Map<Closed, string>();
  beforeAll(async () => {
    for (const face of FACES) {
      narrow.set(face, await keepAlike(goodTokenOf(face), NARROW[face].change));
    }
  });
  test.each(routes.filter(([route]) => !NEEDS_NO_SCOPE.has(route)))(
    '%s',
    async (route, { face }) => {
      const closed = face as Closed;
      const { status } = await ask(route, closed, narrow.get(closed) ?? '');
      expect(status).toBe(NARROW[closed].status);
    },
  );
});

describe("Inlet's own API", () => {
  const own = routes.filter(([route, { face }]) => face === 'inlet' && !route.endsWith(' /mcp'));
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    for (const role of ['viewer', 'agent'] as const) tokens.set(role, await inlet.tokenOf(role));
    for (const scope of Object.keys(SCOPES)) {
      const others = Object.keys(SCOPES).filter((one) => one !== scope);
      const scopes = JSON.stringify(others);
      tokens.set(`all but ${scope}`, await keepAlike(inlet.sandbox.inlet.token, { scopes }));
    }
  });
  const actionOf = (route: string): Action => {
    const action = inlet.actions.get(route);
    if (action === undefined) throw new Error(`${route} names no action`);
    return action;
  };

  test.each(own)('%s asks for its one scope', async (route) => {
    const [scope] = RIGHTS[actionOf(route)].scopes;
    const { status, text } = await ask(route, 'inlet', tokens.get(`all but ${scope}`) ?? '');
    expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([403, 'scope-missing']);
  });

  describe.each(['viewer', 'agent'])('to a %s', (role) => {
    test.each(own)('%s', async (route) => {
      const roles: readonly string[] = RIGHTS[actionOf(route)].roles;
      const { status, text } = await ask(route, 'inlet', tokens.get(role) ?? '');
      const isRefused = status === 403 && text.includes('This needs the role');
      // What is not a request at all is said before the role is looked at.
      if (roles.includes(role)) expect(isRefused).toBe(false);
      else expect([400, 403, 413, 415]).toContain(status);
      if (!roles.includes(role) && entries[route]?.request !== null) expect(isRefused).toBe(true);
    });
  });
});

describe('the full credential gets further than any of these', () => {
  // For a session (test/api/people.test.ts) and for an agency's token (test/oauth).
  const forOthers = / \/inlet\/v1\/sessions?(\/|$)| \/oauth\/(location|installed)/;
  test.each(routes.filter(([route]) => !forOthers.test(route)))('%s', async (route, { face }) => {
    const closed = face as Closed;
    const { status } = await ask(route, closed, goodTokenOf(closed));
    expect([401, 403]).not.toContain(status);
    expect(status).toBeLessThan(500);
  });
});
