// What is asked of Inlet's own API in words that it does not know, or in values that are none.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let document: Json;

  beforeAll(async () => {
    inlet = await startApp({ engine });
    document = (await inlet.get('/inlet/v1/openapi.json')).body;
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  test('a parameter that a list does not know is named, with those that it knows', async () => {
    const { status, body } = await inlet.get('/inlet/v1/channels?limt=5&limit=5');
    expect(status).toBe(400);
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'The request is not valid.',
      code: 'invalid',
      errors: [{ path: 'limt', message: 'is not known here; known are limit, cursor' }],
    });
  });

  test('where nothing can be asked, that is said', async () => {
    const { body } = await inlet.get('/inlet/v1/workspace?deep=true');
    expect(body.errors).toEqual([
      { path: 'deep', message: 'is not known here: nothing can be asked here' },
    ]);
  });

  test('no route of ours takes one that it does not know', async () => {
    const taken: string[] = [];
    for (const route of inlet.routes) {
      const [method = '', path = ''] = route.split(' ');
      if (!path.startsWith('/inlet/v1/') || path === '/inlet/v1/openapi.json') continue;
      const known = inlet.actions.has(route);
      const url = `${path.replaceAll(/:\w+/g, '1')}?nonsense=1`;
      const body =
        method === 'GET' || method === 'DELETE' ? {} : { body: plainBodyOf(path, method) };
      const answer = await inlet.call(method, url, known ? body : {});
      const named = JSON.stringify(answer.body).includes('"path":"nonsense"');
      if (answer.status !== 400 || !named) taken.push(`${route}: ${String(answer.status)}`);
    }
    expect(taken).toEqual([]);
  });

  test('the workspace that a page names in its address is part of who asks', async () => {
    const { status } = await inlet.get('/inlet/v1/channels?workspace=1');
    expect(status).toBe(200);
  });

  test.each(['garbage', '', '5', '2099-12-31', '2099-02-31T00:00:00Z', '2099-12-31T25:00:00Z'])(
    'a time that is none is refused: %s',
    async (expiresAt) => {
      for (const [path, more] of [
        ['/inlet/v1/tokens', {}],
        ['/inlet/v1/vendor-tokens', { vendor: 'partoo', kind: 'ORG_ADMIN' }],
      ] as const) {
        const { status, body } = await inlet.call('POST', path, {
          body: { label: 'Timed', expiresAt, ...more },
        });
        expect([path, status, body.errors]).toEqual([
          path,
          400,
          [
            {
              path: 'expiresAt',
              message:
                expiresAt === '2099-12-31'
                  ? 'needs a time, such as 2099-12-31T00:00:00.000Z'
                  : 'must be a date and time that exist, such as 2099-12-31T00:00:00.000Z',
            },
          ],
        ]);
      }
    },
  );

  test.each(['2099-12-31T00:00:00Z', '2099-12-31T00:00:00.5+02:00', '2099-12-31t00:00:00z'])(
    'a time of RFC 3339 is taken: %s',
    async (expiresAt) => {
      const body = { label: 'Timed', expiresAt };
      const { status } = await inlet.call('POST', '/inlet/v1/tokens', { body });
      expect(status).toBe(201);
    },
  );

  test('a new secret of an app lies a week beside the one before, where nobody says how long', async () => {
    const { body: apps } = await inlet.get('/inlet/v1/apps');
    const path = `/inlet/v1/apps/${String(apps.data[0].id)}`;
    const { status } = await inlet.call('POST', `${path}/secrets`, { body: {} });
    expect(status).toBe(201);
    const { secrets } = (await inlet.get(path)).body;
    const [fresh, before] = secrets as { createdAt: string; expiresAt: string | null }[];
    expect(fresh?.expiresAt).toBeNull();
    const overlap = Date.parse(before?.expiresAt ?? '') - Date.parse(fresh?.createdAt ?? '');
    expect(overlap).toBe(604_800_000);
  });

  test('no value of any field is answered with a fault of the server', async () => {
    const faults: string[] = [];
    for (const [path, operations] of Object.entries(document.paths as Record<string, Json>)) {
      if (!path.startsWith('/inlet/v1/') || path === '/inlet/v1/tail') continue;
      for (const [method, operation] of Object.entries<Json>(operations)) {
        for (const { query, body } of wrongOnes(operation)) {
          const url = `${path.replaceAll(/\{\w+\}/g, '1')}${query}`;
          const answer = await inlet.call(
            method.toUpperCase(),
            url,
            body === undefined ? {} : { body },
          );
          if (answer.status < 500) continue;
          faults.push(`${method} ${url} ${JSON.stringify(body)}: ${String(answer.status)}`);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 400_000);

  /** A body that fits, so that what is asked is what is wrong. */
  function plainBodyOf(path: string, method: string): unknown {
    const described = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    return plainOf(described?.requestBody?.content['application/json'].schema ?? { type: 'null' });
  }
});

const TEXTS = ['garbage', '', '-1', '99999999999999999999', '\u0000'];
const NUMBERS = [-1, 1.5, 1e308];

/** Each parameter and each field of the body with each value that may be none, the others fitting. */
function* wrongOnes(operation: Json): Generator<{ query: string; body?: unknown }> {
  const parameters = (operation.parameters ?? []) as Json[];
  for (const { name, in: place } of parameters) {
    if (place !== 'query') continue;
    for (const text of TEXTS) {
      yield { query: `?${String(name)}=${encodeURIComponent(text)}` };
    }
  }
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined) return;
  const plain = plainOf(schema);
  yield { query: '', body: plain };
  if (typeof plain !== 'object' || plain === null) return;
  for (const name of Object.keys(objectOf(schema).properties as object)) {
    for (const value of [...TEXTS, ...NUMBERS, null, ['garbage'], {}]) {
      yield { query: '', body: { ...plain, [name]: value } };
    }
  }
}

const objectOf = (schema: Json): Json =>
  schema.anyOf === undefined ? schema : schema.anyOf.find((one: Json) => one.type === 'object');

/** The plainest value of a schema, with every field that it names. */
function plainOf(schema: Json): unknown {
  if (schema.anyOf !== undefined) return plainOf(schema.anyOf[0]);
  if (schema.enum !== undefined) return schema.enum[0];
  const type = [schema.type].flat()[0] as string;
  if (type === 'object') {
    const fields = Object.entries<Json>(schema.properties ?? {});
    return Object.fromEntries(fields.map(([name, one]) => [name, plainOf(one)]));
  }
  if (type === 'array') return [plainOf(schema.items)];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  return schema.format === 'date-time' ? '2099-12-31T00:00:00Z' : '1';
}
