// Channels and businesses of a vendor whose own API adds none, over Inlet's API and commands.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { engines, freshDatabase, type FreshDatabase } from '../support/database.ts';
import { runInlet, settingsOf } from '../cli/run-inlet.ts';
import { Partoo } from '../vendors/partoo/partoo.ts';

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const HEX = expect.stringMatching(/^[0-9a-f]{24}$/);

describe.each(engines)('on %s', (engine) => {
  let database: FreshDatabase;
  let inlet: RunningApp;
  let partoo: Partoo;

  beforeAll(async () => {
    database = await freshDatabase(engine);
    inlet = await startApp({ engine, database });
    partoo = new Partoo(inlet);
  });
  afterAll(async () => {
    await inlet[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const add = (path: string, body: object, token?: string) =>
    inlet.call('POST', `/inlet/v1${path}`, { body, ...(token !== undefined && { token }) });
  const verdictOf = async (channelId: string, businessId: string, id: string) => {
    const body = partoo.message({ business_id: businessId, external_message_id: id });
    const answer = await partoo.call('POST', partoo.messagesOf(channelId), body);
    return [answer.status, answer.headers.get('inlet-verdict')];
  };

  test('a business is added and listed, and can be ingested for at once', async () => {
    const { status, body } = await add('/businesses', {
      vendor: 'partoo',
      name: 'Lyon',
      city: 'Lyon',
      country: 'FR',
    });
    expect([status, body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^\d+$/),
        vendor: 'partoo',
        externalId: HEX,
        name: 'Lyon',
        city: 'Lyon',
        zipcode: null,
        country: 'FR',
        formattedAddress: null,
        createdAt: TIME,
      },
    ]);
    const list = (await inlet.get('/inlet/v1/businesses')).body;
    expect(list.data.map((one: Json) => one.name)).toEqual(['Sandbox shop', 'Lyon']);
    expect(list.data[1]).toEqual(body);
    const { channelId } = partoo.part;
    expect(await verdictOf(channelId, body.externalId, 'lyon')).toEqual([200, 'stored']);
    const taken = { vendor: 'partoo', name: 'Again', externalId: body.externalId };
    expect((await add('/businesses', taken)).status).toBe(409);
  });

  test('a channel carries all businesses, or those that it names', async () => {
    const shop = (await add('/businesses', { vendor: 'partoo', name: 'Nice' })).body;
    const wide = await add('/channels', { vendor: 'partoo', name: 'Wide' });
    expect([wide.status, wide.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^\d+$/),
        vendor: 'partoo',
        externalId: HEX,
        name: 'Wide',
        avatarUrl: null,
        isReadonly: false,
        businessIds: null,
        attention: null,
        createdAt: TIME,
      },
    ]);
    const narrow = await add('/channels', {
      vendor: 'partoo',
      name: 'Narrow',
      externalId: 'narrow channel/1',
      avatarUrl: 'https://img.example/narrow.png',
      isReadonly: true,
      businessIds: [shop.id],
    });
    expect(narrow.body).toMatchObject({
      externalId: 'narrow channel/1',
      avatarUrl: 'https://img.example/narrow.png',
      isReadonly: true,
      businessIds: [shop.id],
    });
    const { businessId } = partoo.part;
    expect(await verdictOf(wide.body.externalId, businessId, 'w1')).toEqual([200, 'stored']);
    expect(await verdictOf('narrow channel/1', shop.externalId, 'n1')).toEqual([200, 'stored']);
    expect(await verdictOf('narrow channel/1', businessId, 'n2')).toEqual([403, null]);
    const list = (await inlet.get('/inlet/v1/channels?limit=100')).body.data;
    expect(list).toContainEqual(narrow.body);
  });

  test('what is wrong is refused, and only admins add', async () => {
    const foreign = await inlet.get('/inlet/v1/businesses', { token: inlet.other.inlet.token });
    const cases: [path: string, body: object, field: string, message: string][] = [
      ['/channels', { vendor: 'pipedrive', name: 'X' }, 'vendor', 'must be one of partoo'],
      ['/channels', { vendor: 'partoo', name: '' }, 'name', 'must not be empty'],
      [
        '/channels',
        { vendor: 'partoo', name: 'X', avatarUrl: 'javascript:1' },
        'avatarUrl',
        'must be a URL of http or https',
      ],
      [
        '/channels',
        { vendor: 'partoo', name: 'X', businessIds: [foreign.body.data[0].id] },
        'businessIds[0]',
        'must be the id of a business of partoo here',
      ],
      ['/businesses', { vendor: 'partoo' }, 'name', 'is required'],
      ['/businesses', { vendor: 'partoo', name: 'X', town: 'Y' }, 'town', 'is not known here'],
    ];
    for (const [path, body, field, message] of cases) {
      const answer = await add(path, body);
      expect([answer.status, answer.body.errors]).toEqual([400, [{ path: field, message }]]);
    }
    const agent = await inlet.tokenOf('agent');
    expect((await add('/channels', { vendor: 'partoo', name: 'X' }, agent)).status).toBe(403);
    expect((await add('/businesses', { vendor: 'partoo', name: 'X' }, agent)).status).toBe(403);
  });

  test('commands add and list them beside the running server', async () => {
    const run = (...args: string[]) =>
      runInlet(settingsOf(database), ...args, '--workspace', inlet.sandbox.workspace.id);
    const business = (await run('business', 'create', 'Metz', '--city', 'Metz')).stdout.trim();
    expect(business).toMatch(/^[0-9a-f]{24}$/);
    const made = await run(
      'channel',
      'create',
      'Log',
      '--readonly',
      '--business',
      business,
      '--json',
    );
    expect(made.json()).toMatchObject({ name: 'Log', isReadonly: true, externalId: HEX });
    const { externalId } = made.json();
    expect(await verdictOf(externalId, business, 'cli')).toEqual([200, 'stored']);
    const listed = (await run('channel', 'list', '--json')).json();
    expect(listed).toContainEqual(expect.objectContaining({ externalId, vendor: 'partoo' }));
    expect((await run('business', 'list')).stdout).toContain(`${business}  partoo  Metz`);
    const unknown = await run('channel', 'create', 'X', '--business', 'nothing');
    expect([unknown.code, unknown.stderr]).toEqual([
      3,
      'inlet: There is no business nothing in the workspace; see `inlet business list`.\n',
    ]);
    expect((await run('channel', 'create', 'X', '--icon', 'ftp://x')).code).toBe(2);
  });
});
