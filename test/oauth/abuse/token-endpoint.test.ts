/** What an attacker sends to the token endpoint, in every world of apps. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../../support/app.ts';
import type { World, WorldName } from './worlds.ts';
import {
  FORM,
  challenge,
  codeOf,
  exchangeOf,
  expectRefused,
  makeWorlds,
  post,
  tokensOf,
  verifier,
} from './worlds.ts';

let inlet: RunningApp;
let worlds: Record<WorldName, World>;
let now = Date.now();

beforeAll(async () => {
  inlet = await startApp({ now: () => now });
  worlds = await makeWorlds(inlet);
});
afterAll(() => inlet[Symbol.asyncDispose]());

/** An honest exchange, changed: a text replaces the body, null takes a field away. */
type Change = (fields: Record<string, string>, world: World) => unknown;

const encoded = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

const bodies: Record<string, Change> = {
  'nothing at all': () => '',
  'no grant type': ({ grant_type: _, ...rest }) => rest,
  'an empty grant type': (fields) => ({ ...fields, grant_type: '' }),
  'the password grant': (fields) => ({
    ...fields,
    grant_type: 'password',
    username: 'a',
    password: 'b',
  }),
  'the implicit grant': (fields) => ({ ...fields, grant_type: 'implicit' }),
  'the client credentials grant': (fields) => ({ ...fields, grant_type: 'client_credentials' }),
  'a grant type in capitals': (fields) => ({ ...fields, grant_type: 'AUTHORIZATION_CODE' }),
  'a grant type with a space': (fields) => ({ ...fields, grant_type: 'authorization_code ' }),
  'a grant type of Object': (fields) => ({ ...fields, grant_type: '__proto__' }),
  'no code': ({ code: _, ...rest }) => rest,
  'an empty code': (fields) => ({ ...fields, code: '' }),
  'a guessed code': (fields) => ({ ...fields, code: '0'.repeat(40) }),
  'a code with something added': (fields) => ({ ...fields, code: `${fields['code']}0` }),
  'a code with something missing': (fields) => ({ ...fields, code: fields['code']?.slice(0, -1) }),
  'a code in other case': (fields) => ({ ...fields, code: flip(fields['code'] ?? '') }),
  'a code with a space before': (fields) => ({ ...fields, code: ` ${fields['code']}` }),
  'a code with NUL': (fields) => ({ ...fields, code: `${fields['code']}\0` }),
  'a code with a line end': (fields) => ({ ...fields, code: `${fields['code']}\r\nX: y` }),
  'a code of SQL': (fields) => ({ ...fields, code: "' OR '1'='1" }),
  'a code as a list': ({ code = '', ...rest }) => `${encoded(rest)}&code%5B%5D=${code}`,
  'a code as an object': ({ code: _, ...rest }) => `${encoded(rest)}&code%5B%24ne%5D=x`,
  'the code twice': (fields) => `${encoded(fields)}&code=${fields['code']}`,
  'two codes': (fields) => `${encoded(fields)}&code=other`,
  'the grant type twice': (fields) => `${encoded(fields)}&grant_type=authorization_code`,
  'two grant types': (fields) => `grant_type=refresh_token&${encoded(fields)}`,
  'two client ids': (fields) => `client_id=other&${encoded(fields)}`,
  'two secrets': (fields) => `${encoded(fields)}&client_secret=x`,
  'two redirect URIs': (fields) => `${encoded(fields)}&redirect_uri=https://evil.example/`,
  'two verifiers': (fields) => `${encoded(fields)}&code_verifier=${verifier}&code_verifier=x`,
  'a value that is far too long': (fields) => ({ ...fields, code: 'a'.repeat(10_000) }),
  'a body that is far too long': (fields) => ({ ...fields, padding: 'a'.repeat(40_000) }),
  'far too many fields': (fields) => `${encoded(fields)}&${'x=1&'.repeat(60)}`,
  'another redirect URI': (fields) => ({ ...fields, redirect_uri: 'https://app.example/cb/' }),
  'no client': ({ client_id: _id, client_secret: _secret, ...rest }) => rest,
  'no client id': ({ client_id: _, ...rest }) => rest,
  'no secret': ({ client_secret: _, ...rest }) => rest,
  'an empty secret': (fields) => ({ ...fields, client_secret: '' }),
  'a wrong secret': (fields) => ({ ...fields, client_secret: 'x'.repeat(40) }),
  'a secret with something added': (fields) => ({
    ...fields,
    client_secret: `${fields['client_secret']}0`,
  }),
  'the secret of another app': (fields, { other }) => ({
    ...fields,
    client_secret: other.clientSecret,
  }),
  'the id of another app': (fields, { other }) => ({ ...fields, client_id: other.clientId }),
  'another app with its own secret': (fields, { other }) => ({
    ...fields,
    client_id: other.clientId,
    client_secret: other.clientSecret,
  }),
  'a client id in other case': (fields) => ({
    ...fields,
    client_id: fields['client_id']?.toUpperCase(),
  }),
  'a client id with a wildcard': (fields) => ({ ...fields, client_id: '%' }),
  'an unproven verifier': (fields) => ({ ...fields, code_verifier: 'x'.repeat(43) }),
  'a verifier that is too short': (fields) => ({ ...fields, code_verifier: 'short' }),
  'the challenge as verifier': (fields) => ({ ...fields, code_verifier: challenge }),
  'the code as a refresh token': ({ code = '', ...rest }) => ({
    ...rest,
    grant_type: 'refresh_token',
    refresh_token: code,
  }),
};

function flip(code: string): string {
  return code === code.toUpperCase() ? code.toLowerCase() : code.toUpperCase();
}

const headers: Record<string, (world: World) => Record<string, string>> = {
  'a body called text': () => ({ 'content-type': 'text/plain' }),
  'a body called multipart': () => ({ 'content-type': 'multipart/form-data; boundary=x' }),
  'a body called XML': () => ({ 'content-type': 'application/xml' }),
  'another secret in the header': ({ app, other }) => ({
    authorization: basic(app.clientId, other.clientSecret),
  }),
  'another app in the header': ({ other }) => ({
    authorization: basic(other.clientId, other.clientSecret),
  }),
  'a Bearer in the header': ({ app }) => ({ authorization: `Bearer ${app.clientSecret}` }),
  'a header that is no base64': () => ({ authorization: 'Basic !!!!' }),
  'a header without a colon': () => ({ authorization: `Basic ${btoa('nocolon')}` }),
  'a header with an empty id': ({ app }) => ({ authorization: basic('', app.clientSecret) }),
  'a header of another scheme': () => ({ authorization: 'Digest username="a"' }),
};

/** Who is nobody's client is answered as Pipedrive does; a body that is not read, as RFC 6749 has it. */
const nobodys = [
  'nothing at all',
  'no client',
  'no client id',
  'two client ids',
  'a client id with a wildcard',
  'a client id in other case',
];

function answeredAs(what: string, world: World): World {
  if (what === 'a body that is far too long') return worlds.inlet;
  return nobodys.includes(what) ? worlds.pipedrive : world;
}

describe.each(['pipedrive', 'highlevel', 'inlet'] as const)(
  '%s: a code is not given for',
  (name) => {
    /** One code for all of them: none of these may use it up. */
    let code: string;
    beforeAll(async () => {
      code = await codeOf(inlet, worlds[name]);
    });

    for (const [what, change] of Object.entries(bodies)) {
      test(what, async () => {
        const world = worlds[name];
        const fields = exchangeOf(world, code);
        const body = change(fields, world);
        const answer = await post(inlet, '/oauth/token', body as Record<string, string>);
        expectRefused(answeredAs(what, world), answer, [
          world.app.clientSecret,
          world.other.clientSecret,
          code,
        ]);
      });
    }

    for (const [what, change] of Object.entries(headers)) {
      test(what, async () => {
        const world = worlds[name];
        const answer = await post(inlet, '/oauth/token', exchangeOf(world, code), change(world));
        expectRefused(world, answer, [world.app.clientSecret, code]);
      });
    }

    const odd = [{ $ne: null }, ['x'], 1, true, null];
    test.for(['code', 'client_secret', 'client_id', 'grant_type'])(
      'JSON with no text as %s',
      async (field) => {
        const world = worlds[name];
        for (const value of odd) {
          const body = JSON.stringify({ ...exchangeOf(world, code), [field]: value });
          const answer = await post(inlet, '/oauth/token', body, {
            'content-type': 'application/json',
          });
          expectRefused(field === 'client_id' ? worlds.pipedrive : world, answer, [code]);
        }
      },
    );

    test('and is still good afterwards, once', async () => {
      const world = worlds[name];
      // Clients send the same credentials in both places.
      const same = { authorization: basic(world.app.clientId, world.app.clientSecret) };
      const answer = await post(inlet, '/oauth/token', exchangeOf(world, code), same);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      expectRefused(world, await post(inlet, '/oauth/token', exchangeOf(world, code)));
    });

    test('after its time', async () => {
      const world = worlds[name];
      const late = await codeOf(inlet, world);
      now += 5 * 60_000;
      expectRefused(world, await post(inlet, '/oauth/token', exchangeOf(world, late)));
    });

    test('without a proof where it was asked for with a challenge, and with one where not', async () => {
      const world = worlds[name];
      const proven = await codeOf(inlet, world, {
        code_challenge: challenge,
        code_challenge_method: 'S256',
      });
      const { code_verifier: _, ...unproven } = exchangeOf(world, proven);
      expectRefused(world, await post(inlet, '/oauth/token', unproven));
      const given = { ...unproven, code_verifier: verifier };
      expect((await post(inlet, '/oauth/token', given)).status).toBe(200);
      if (name === 'inlet') return;
      const plain = exchangeOf(world, await codeOf(inlet, world));
      const extra = { ...plain, code_verifier: verifier };
      expectRefused(world, await post(inlet, '/oauth/token', extra));
    });
  },
);

describe.each(['pipedrive', 'highlevel', 'inlet'] as const)('%s: a refresh token', (name) => {
  const refresh = (world: World, change: Record<string, string>) =>
    post(inlet, '/oauth/token', {
      grant_type: 'refresh_token',
      client_id: world.app.clientId,
      client_secret: world.app.clientSecret,
      ...change,
    });

  test('is not taken from another app, nor in place of an access token or a code', async () => {
    const world = worlds[name];
    const { access_token, refresh_token } = await tokensOf(inlet, world);
    const { clientId, clientSecret } = world.other;
    const stolen = { refresh_token, client_id: clientId, client_secret: clientSecret };
    expectRefused(world, await refresh(world, stolen), [refresh_token]);
    expectRefused(world, await refresh(world, { refresh_token: access_token }), [access_token]);
    const asCode = { ...exchangeOf(world, refresh_token) };
    expectRefused(world, await post(inlet, '/oauth/token', asCode), [refresh_token]);
    expectRefused(world, await refresh(world, { refresh_token: `${refresh_token}x` }));
    expectRefused(world, await refresh(world, { refresh_token: '' }));
    const twice = `grant_type=refresh_token&client_id=${world.app.clientId}&client_secret=${world.app.clientSecret}&refresh_token=${refresh_token}&refresh_token=${refresh_token}`;
    expectRefused(world, await post(inlet, '/oauth/token', twice));
    // Nothing of it has harmed the family.
    expect((await refresh(world, { refresh_token })).status).toBe(200);
  });

  test('does not outlive its time', async () => {
    const world = worlds[name];
    const { refresh_token } = await tokensOf(inlet, world);
    now += 366 * 86_400_000;
    expectRefused(world, await refresh(world, { refresh_token }), [refresh_token]);
  });

  test('is given back by its own app alone', async () => {
    const world = worlds[name];
    const { refresh_token } = await tokensOf(inlet, world);
    const revoke = ({ clientId, clientSecret }: World['app'], token: string) =>
      post(inlet, '/oauth/revoke', { client_id: clientId, client_secret: clientSecret, token });
    expect((await revoke(world.other, refresh_token)).status).toBe(200);
    const next = await refresh(world, { refresh_token });
    expect(next.status).toBe(200);
    const { body } = next;
    expect((await revoke(world.app, body.refresh_token)).status).toBe(200);
    expectRefused(world, await refresh(world, { refresh_token: body.refresh_token }));
    const nobody = { clientId: world.app.clientId, clientSecret: 'x'.repeat(40) };
    expectRefused(world, await revoke(nobody, refresh_token));
  });
});

test('an unknown client is answered in the shape that its id looks like', async () => {
  const fields = { grant_type: 'authorization_code', code: 'x', client_secret: 'x' };
  const ask = (client_id: string) => post(inlet, '/oauth/token', { ...fields, client_id });
  expectRefused(worlds.highlevel, await ask('0123456789abcdef01234567-abcdefgh'));
  expectRefused(worlds.pipedrive, await ask('0123456789abcdef'));
  expectRefused(worlds.pipedrive, await ask('0123456789ABCDEF01234567-abcdefgh'));
  expectRefused(worlds.inlet, await ask('https://client.example/id'));
  const headers = { 'content-type': FORM };
  const none = await inlet.call('POST', '/oauth/token', { token: null, headers });
  expectRefused(worlds.pipedrive, none);
});
