/**
 * Clients send null for what they do not know, and forms an empty parameter: both are as if left out,
 * on every route of every face. Walked over the schemas of all routes, so that a new one is held too.
 */
import { beforeAll, expect, test } from 'vitest';
import { validatorCompiler } from '../../src/http/validation.ts';
import { formatsOf } from '../../src/vendors/vendor.ts';
import { vendors } from '../../src/vendors/index.ts';
import { openApp, startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';

type Schema = Record<string, unknown> & {
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
};
type Route = { route: string; body?: Schema; querystring?: Schema };

/** Where null is no mistake, with what it means there. A field that is new here is a decision. */
const NULL_HAS_A_MEANING: readonly (readonly [fields: RegExp, meaning: string])[] = [
  [/^PATCH \/inlet\/v1\/conversations\/:id assignedUserId$/, 'of nobody'],
  [/^PATCH \/inlet\/v1\/conversations\/:id snooze/, 'no longer'],
  [/^PATCH \/inlet\/v1\/workspace rateLimits\.\w+$/, 'no limit'],
  [/^PATCH \/inlet\/v1\/workspace highlevel\.\w+$/, 'what it is unless set'],
  [/^(POST|PATCH) \/inlet\/v1\/apps\S* (manifest|deliveryUrl|deliveryType)$/, 'none'],
  [/^PUT \/contacts\/:contactId \S+$/, 'takes a value away: docs/highlevel.md#contact-objects'],
  [/^POST \/contacts\S* \S+$/, 'no value; in an upsert as if left out'],
  [/^PUT \/conversations\/:conversationId feedback$/, 'takes it away'],
  [/^POST (\/api)?\/v1\/channels\/messages\/receive reply_by$/, 'as left out, and echoed'],
  [/^POST \S+\/messages(\/receive)? attachments\.\[\]\.\w+$/, 'unknown, and echoed'],
  [/^POST \/v2\/custom-channels\/:channelId\/messages consumer_\w+$/, 'not known'],
];

let routes: Route[];

beforeAll(async () => {
  await using database = await freshDatabase('sqlite');
  const app = await openApp(database);
  routes = [];
  app.http.app.addHook('onRoute', ({ method, url, schema }) => {
    routes.push({ ...(schema as object), route: `${String(method)} ${url}` });
  });
  await app.start();
  await app.stop();
});

const compile = validatorCompiler(formatsOf(vendors));

test('null in an optional field is as if left out, unless the schema gives it a meaning', () => {
  const ownMeaning = new Set<string>();
  let walked = 0;
  for (const { route, body } of routes) {
    if (body === undefined) continue;
    const check = compile({ schema: body, httpPart: 'body' });
    for (const { path, name, schema } of optionalFields(body)) {
      const field = `${route} ${[...path, name].join('.')}`;
      const [without, withNull] = [around(path, {}), around(path, { [name]: null })];
      const expected = JSON.stringify(told(check(without), without));
      walked += 1;
      if (acceptsNull(schema)) ownMeaning.add(field);
      else expect(JSON.stringify(told(check(withNull), withNull)), field).toBe(expected);
    }
  }
  expect(walked).toBeGreaterThan(150);
  const undecided = [...ownMeaning].filter(
    (field) => !NULL_HAS_A_MEANING.some(([fields]) => fields.test(field)),
  );
  expect(undecided).toEqual([]);
});

test('an empty optional query parameter is as if left out', () => {
  let walked = 0;
  for (const { route, querystring } of routes) {
    if (querystring === undefined) continue;
    const check = compile({ schema: querystring, httpPart: 'querystring' });
    for (const [name, schema] of Object.entries(querystring.properties ?? {})) {
      if (querystring.required?.includes(name) === true && !('default' in schema)) continue;
      const [without, empty] = [{}, { [name]: '' }];
      expect(told(check(empty), empty), `${route} ${name}`).toEqual(told(check(without), without));
      walked += 1;
    }
  }
  expect(walked).toBeGreaterThan(100);
});

/** What became of the value: it is changed where it stands. */
function told(outcome: object, value: unknown): unknown {
  return 'error' in outcome ? [(outcome as { error: { fields?: unknown } }).error, value] : value;
}

type Field = { path: string[]; name: string; schema: Schema };

/** Every optional field, however deep; `[]` in a path is an item of a list. */
function optionalFields(schema: Schema, path: string[] = []): Field[] {
  const forms = ['anyOf', 'oneOf', 'allOf'].flatMap((word) => (schema[word] ?? []) as Schema[]);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    ...(schema.required?.includes(name) === true ? [] : [{ path, name, schema: inner }]),
    ...optionalFields(inner, [...path, name]),
  ]);
  const items = schema.items === undefined ? [] : optionalFields(schema.items, [...path, '[]']);
  return [...own, ...items, ...forms.flatMap((form) => optionalFields(form, path))];
}

function around(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, step) => (step === '[]' ? [inner] : { [step]: inner }), value);
}

function acceptsNull(schema: Schema): boolean {
  return 'value' in compile({ schema, httpPart: 'body' })(null);
}

test('connectors that send null for what they do not know are answered as without it', async () => {
  await using inlet = await startApp();
  const { sandbox } = inlet;
  const received = await inlet.receive({
    ...{ conversation_link: null, attachments: null, reply_by: null },
  });
  expect(received.status).toBe(200);
  expect(received.body.data).not.toHaveProperty('attachments');

  const added = await inlet.call('POST', '/v1/channels', {
    token: null,
    headers: { 'x-api-token': sandbox.pipedrive.apiToken },
    body: {
      ...{ name: 'Nulls', provider_channel_id: 'nulls' },
      ...{ avatar_url: null, template_support: null, provider_type: null },
    },
  });
  expect(added.body.data).toMatchObject({ provider_type: 'other', template_support: false });

  const highlevel = { token: sandbox.highlevel.appAccessToken, headers: { version: '2021-04-15' } };
  const { contactId, conversationId, locationId } = sandbox.highlevel;
  const inbound = await inlet.call('POST', '/conversations/messages/inbound', {
    ...highlevel,
    body: {
      ...{ type: 'SMS', conversationId, message: 'Nulls', direction: 'inbound' },
      ...{ attachments: null, altId: null, date: null, call: null, subject: null, html: null },
    },
  });
  expect(inbound.status).toBe(200);

  const known = await inlet.get(`/contacts/${contactId}`, highlevel);
  const upserted = await inlet.call('POST', '/contacts/upsert', {
    ...highlevel,
    body: { locationId, email: known.body.contact.email, firstName: null, phone: null, tags: null },
  });
  const { firstName, phone, tags } = known.body.contact;
  expect(firstName).toBeTruthy();
  expect(upserted.body).toMatchObject({ new: false, contact: { firstName, phone, tags } });

  const limited = await inlet.get('/inlet/v1/conversations?limit=&cursor=&channelId=&status=');
  const plain = await inlet.get('/inlet/v1/conversations');
  expect(limited.body).toEqual(plain.body);
});
