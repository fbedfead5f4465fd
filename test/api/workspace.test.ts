// Settings of the workspace, and what each role may change.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

/** What vendors let a workspace choose, as it is before anybody chose. */
const usual = {
  signingPublicKey: expect.stringMatching(/^MCowBQYDK2VwAyEA[0-9A-Za-z+/]{43}=$/),
  highlevel: {
    moreTypes: false,
    defaultDirection: 'outbound',
    providerRules: 'both',
    altIdIdentity: false,
    allowDuplicateContacts: false,
    duplicateKey: 'email',
  },
};

/** It stands: a daily budget would begin anew at midnight. */
const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const PATH = '/inlet/v1/workspace';
let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp({ now: () => NOW });
});
afterAll(() => inlet[Symbol.asyncDispose]());

const patch = (body: unknown, token?: string) =>
  inlet.call('PATCH', PATH, { body, ...(token === undefined ? {} : { token }) });

test('answers the workspace of the token', async () => {
  const { status, body } = await inlet.get(PATH);
  const { id } = inlet.sandbox.workspace;
  expect([status, body]).toEqual([
    200,
    { id, name: 'Sandbox', sandbox: true, rateLimits: {}, localNetworks: ['loopback'], ...usual },
  ]);
  const other = await inlet.get(PATH, { token: inlet.other.inlet.token });
  expect(other.body).toEqual({
    id: inlet.other.workspace.id,
    name: 'Other',
    sandbox: false,
    rateLimits: {},
    localNetworks: [],
    ...usual,
  });
});

test('a rate limit holds at once, and null ends it', async () => {
  expect((await inlet.receive()).status).toBe(200);
  const limited = await patch({ rateLimits: { pipedrive: { dailyBudget: 15, burst: 100 } } });
  expect([limited.status, limited.body]).toEqual([
    200,
    {
      id: inlet.sandbox.workspace.id,
      name: 'Sandbox',
      sandbox: true,
      rateLimits: { pipedrive: { dailyBudget: 15, burst: 100 } },
      localNetworks: ['loopback'],
      ...usual,
    },
  ]);
  const within = await inlet.receive();
  expect([within.status, within.headers.get('x-daily-ratelimit-token-remaining')]).toEqual([
    200,
    '5',
  ]);
  expect((await inlet.receive()).status).toBe(429);
  await patch({ rateLimits: { pipedrive: null } });
  expect((await inlet.receive()).status).toBe(200);
});

test('what may be called locally is the operator’s to say', async () => {
  const { status, body } = await patch({ localNetworks: ['private'] });
  expect([status, body.errors]).toEqual([
    400,
    [{ path: 'localNetworks', message: 'is not known here' }],
  ]);
});

test("a vendor's setting is changed alone, and null puts it back", async () => {
  const changed = await patch({ highlevel: { defaultDirection: 'inbound', moreTypes: true } });
  expect([changed.status, changed.body.highlevel]).toEqual([
    200,
    { ...usual.highlevel, defaultDirection: 'inbound', moreTypes: true },
  ]);
  const back = await patch({ highlevel: { moreTypes: null } });
  expect(back.body.highlevel).toEqual({ ...usual.highlevel, defaultDirection: 'inbound' });
  expect((await inlet.get(PATH)).body.highlevel.defaultDirection).toBe('inbound');
  await patch({ highlevel: { defaultDirection: null } });
});

test.each([
  [{ highlevel: {} }, 'highlevel', 'must not be empty'],
  [{ highlevel: { moreTypes: 1 } }, 'highlevel.moreTypes', 'must be one of true, false, null'],
  [
    { highlevel: { defaultDirection: 'up' } },
    'highlevel.defaultDirection',
    'must be one of outbound, inbound, null',
  ],
  [{ highlevel: { strict: true } }, 'highlevel.strict', 'is not known here'],
])('%j is refused with what is wrong', async (body, path, message) => {
  const refused = await patch(body);
  expect([refused.status, refused.body.errors]).toEqual([400, [{ path, message }]]);
});

test('what another workspace sets is its own', async () => {
  const before = (await inlet.get(PATH)).body;
  const theirs = { name: 'Theirs', rateLimits: { pipedrive: { burst: 1 } } };
  const changed = await patch(theirs, inlet.other.inlet.token);
  expect([changed.status, changed.body]).toEqual([
    200,
    { id: inlet.other.workspace.id, sandbox: false, localNetworks: [], ...theirs, ...usual },
  ]);
  expect((await inlet.get(PATH)).body).toEqual(before);
});

test('what is not named stays as it is', async () => {
  const rateLimits = { pipedrive: { burst: 1_000 } };
  await patch({ rateLimits });
  const renamed = await patch({ name: 'Support' });
  expect(renamed.body).toMatchObject({ name: 'Support', sandbox: true, rateLimits });
  expect((await inlet.get(PATH)).body).toEqual(renamed.body);
});

test.each([
  [{}, [{ path: 'body', message: 'must not be empty' }]],
  [{ sandbox: true }, [{ path: 'sandbox', message: 'is not known here' }]],
  [{ rateLimits: { nobody: null } }, [{ path: 'rateLimits.nobody', message: 'is not known here' }]],
  [
    { rateLimits: { pipedrive: { burst: 0, dailyBudget: 1.5, window: 2 } } },
    [
      { path: 'rateLimits.pipedrive.window', message: 'is not known here' },
      { path: 'rateLimits.pipedrive.dailyBudget', message: 'must be an integer' },
      { path: 'rateLimits.pipedrive.burst', message: 'must be >= 1' },
    ],
  ],
  [
    { rateLimits: { pipedrive: 5 } },
    [{ path: 'rateLimits.pipedrive', message: 'must be an object or null' }],
  ],
  [[], [{ path: 'body', message: 'must be an object' }]],
])('refuses %j and changes nothing', async (body, errors) => {
  const before = (await inlet.get(PATH)).body;
  const answer = await patch(body);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({ code: 'invalid', status: 400 });
  expect(answer.body.errors).toEqual(expect.arrayContaining(errors));
  expect(answer.body.errors.length).toBe(errors.length);
  expect((await inlet.get(PATH)).body).toEqual(before);
});

test('a viewer writes nothing; an agent corrects seats; only an admin sets up', async () => {
  await inlet.receive({ id: 'seat', conversation_id: 'roles' });
  const { body } = await inlet.get('/inlet/v1/conversations');
  const roles = body.data.find((one: { externalId: string }) => one.externalId === 'roles');
  const seat = `/inlet/v1/participants/${String(roles.participants[0].id)}`;
  const fault = { vendor: 'pipedrive', answer: '500', times: 1 };
  const calls = [
    ['PATCH', seat, { name: 'Jane' }],
    ['PATCH', PATH, { name: 'Mine' }],
    ['POST', '/inlet/v1/tokens', { label: 'mine' }],
    ['GET', '/inlet/v1/tokens', undefined],
    ['DELETE', '/inlet/v1/tokens/1', undefined],
    ['PUT', '/inlet/v1/faults', fault],
  ] as const;
  const statuses = async (token: string) => {
    const answers = calls.map(([method, path, sent]) =>
      inlet.call(method, path, { token, body: sent }),
    );
    return (await Promise.all(answers)).map((answer) => answer.status);
  };
  const viewer = await inlet.tokenOf('viewer');
  expect(await statuses(viewer)).toEqual([403, 403, 403, 403, 403, 403]);
  expect((await inlet.get('/inlet/v1/conversations', { token: viewer })).status).toBe(200);
  expect(await statuses(await inlet.tokenOf('agent'))).toEqual([200, 403, 403, 403, 403, 403]);
  const refused = await inlet.call('PATCH', seat, { token: viewer, body: { name: 'Jane' } });
  expect(refused.body).toEqual({
    type: 'about:blank',
    title: 'Forbidden',
    status: 403,
    detail: 'This needs the role admin or agent.',
    code: 'forbidden',
    errors: [],
  });
});
