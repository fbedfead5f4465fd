/**
 * Contacts through the vendor's own client (docs/highlevel.md#contact-objects): every method, each
 * answer as it is read.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { clientOf } from './client.ts';

let inlet: RunningApp;
let locationId: string;
let client: ReturnType<typeof clientOf>;
let made = 0;

beforeAll(async () => {
  inlet = await startApp();
  ({ locationId } = inlet.sandbox.highlevel);
  client = clientOf(inlet.url, inlet.sandbox.highlevel.privateIntegrationToken);
});
afterAll(() => inlet[Symbol.asyncDispose]());

const contacts = () => client.contacts;
const ID = /^[0-9A-Za-z]{20}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID = /^[0-9a-f-]{36}$/;

/** Addresses that no other test uses. */
function person() {
  made += 1;
  const number = String(2_015_550_000 + made);
  return {
    locationId,
    firstName: 'Rosan',
    lastName: `Deo${made}`,
    email: `Rosan${made}@Deos.com`,
    phone: `+1${number}`,
  };
}

const create = async (body: object): Promise<Json> =>
  (await contacts().createContact(body as never)).contact;

const set = (highlevel: object) =>
  inlet.call('PATCH', '/inlet/v1/workspace', { body: { highlevel } });

test('a contact is created, read, changed and deleted', async () => {
  const body = {
    ...person(),
    gender: 'male',
    address1: '3535 1st St N',
    city: 'Dolomite',
    country: 'US',
    timezone: 'America/Chihuahua',
    dnd: true,
    dndSettings: { SMS: { status: 'active', message: 'no', code: '1' } },
    tags: ['nisi sint commodo amet', 'consequat', 'consequat'],
    customFields: [{ id: '6dvNaf7VhkQ9snc5vnjJ', key: 'my_field', field_value: '9039160788' }],
    source: 'public api',
    companyName: 'DGS VolMAX',
    dateOfBirth: null,
  };
  const answer = await contacts().createContact(body);
  const shown = {
    id: expect.stringMatching(ID),
    locationId,
    name: `Rosan ${body.lastName}`,
    contactName: `Rosan ${body.lastName}`,
    firstName: 'Rosan',
    lastName: body.lastName,
    email: body.email,
    phone: body.phone,
    firstNameLowerCase: 'rosan',
    lastNameLowerCase: body.lastName.toLowerCase(),
    fullNameLowerCase: `rosan ${body.lastName.toLowerCase()}`,
    emailLowerCase: body.email.toLowerCase(),
    type: 'lead',
    deleted: false,
    gender: 'male',
    address1: '3535 1st St N',
    city: 'Dolomite',
    country: 'US',
    timezone: 'America/Chihuahua',
    dnd: true,
    dndSettings: { SMS: { status: 'active', message: 'no', code: '1' } },
    tags: ['nisi sint commodo amet', 'consequat'],
    customFields: [{ id: '6dvNaf7VhkQ9snc5vnjJ', key: 'my_field', value: '9039160788' }],
    source: 'public api',
    companyName: 'DGS VolMAX',
    dateAdded: expect.stringMatching(TIME),
    dateUpdated: expect.stringMatching(TIME),
  };
  expect(answer).toEqual({ contact: shown, traceId: expect.stringMatching(UUID) });
  const contactId = answer.contact?.id ?? '';
  expect((await contacts().getContact({ contactId })).contact).toEqual(answer.contact);

  const changed = await contacts().updateContact(
    { contactId },
    {
      name: 'Jane van Dyk',
      phone: '',
      tags: ['one'],
      customFields: [{ id: 'other', field_value: ['a', 'b'] }],
    },
  );
  const { phone: _, ...withoutPhone } = shown;
  expect(changed).toEqual({
    succeded: true,
    contact: {
      ...withoutPhone,
      id: contactId,
      name: 'Jane van Dyk',
      contactName: 'Jane van Dyk',
      firstName: 'Jane',
      lastName: 'van Dyk',
      firstNameLowerCase: 'jane',
      lastNameLowerCase: 'van dyk',
      fullNameLowerCase: 'jane van dyk',
      tags: ['one'],
      customFields: [
        { id: '6dvNaf7VhkQ9snc5vnjJ', key: 'my_field', value: '9039160788' },
        { id: 'other', value: ['a', 'b'] },
      ],
    },
    traceId: expect.stringMatching(UUID),
  });

  expect(await contacts().deleteContact({ contactId })).toEqual({
    succeded: true,
    traceId: expect.stringMatching(UUID),
  });
  const missing = {
    statusCode: 400,
    message: 'Contact not found: the location has no contact of this id.',
    response: expect.objectContaining({ error: 'Bad Request' }),
  };
  await expect(contacts().getContact({ contactId })).rejects.toMatchObject(missing);
  await expect(contacts().deleteContact({ contactId })).rejects.toMatchObject(missing);
  await expect(contacts().updateContact({ contactId }, { name: 'x' })).rejects.toMatchObject(
    missing,
  );
  // The address is free again.
  expect((await create({ ...body, phone: undefined })).email).toBe(body.email);
});

test('a custom field that is named without a value keeps the one it has', async () => {
  const field = { id: '6dvNaf7VhkQ9snc5vnjJ', key: 'size', field_value: 'L' };
  const { contact } = await contacts().createContact({ ...person(), customFields: [field] });
  const contactId = contact?.id ?? '';
  const change = async (...customFields: object[]) => {
    const { contact: now } = await contacts().updateContact({ contactId }, { customFields });
    return (now as Json).customFields;
  };
  const kept = [{ id: '6dvNaf7VhkQ9snc5vnjJ', key: 'size', value: 'L' }];
  for (const nothing of [{}, { field_value: null }, { value: null }, { fieldValue: 'XL' }]) {
    expect(await change({ id: '6dvNaf7VhkQ9snc5vnjJ', ...nothing })).toEqual(kept);
  }
  expect(await change({ id: 'other' })).toEqual(kept);
  expect(await change({ id: '6dvNaf7VhkQ9snc5vnjJ', field_value: '' })).toEqual([
    { id: '6dvNaf7VhkQ9snc5vnjJ', value: '' },
  ]);
});

test('a number is kept as E.164, whatever it is written like', async () => {
  const plain = await create({ locationId, phone: '(201) 555-0999' });
  expect(plain.phone).toBe('+12015550999');
  const german = await create({ locationId, phone: '01512 3456789', country: 'DE' });
  expect(german.phone).toBe('+4915123456789');
  await expect(create({ locationId, phone: '12' })).rejects.toMatchObject({
    statusCode: 422,
    response: {
      message: [
        'phone must be a valid phone number: send it as +<country code> and the number, 7 to 19 digits',
      ],
    },
  });
  await expect(create({ ...person(), country: 'USA' })).rejects.toMatchObject({
    statusCode: 422,
    response: { message: ['country must be valid'] },
  });
});

test('a group that a bridge gives as a number is kept, and found again', async () => {
  const { id } = await create({ locationId, phone: '+120363041234567890' });
  const number = '+120363041234567890';
  const found = await contacts().getDuplicateContact({ locationId, number });
  expect(found.contact).toMatchObject({ id, phone: number });
});

describe('a duplicate', () => {
  test('is refused with the id of the contact and what is the same: address first', async () => {
    const one = person();
    const { id } = await create(one);
    const refused = (matchingField: string) => ({
      statusCode: 400,
      message: 'This location does not allow duplicated contacts.',
      response: {
        statusCode: 400,
        message: 'This location does not allow duplicated contacts.',
        error: 'Bad Request',
        traceId: expect.stringMatching(UUID),
        meta: { contactId: id, matchingField },
      },
    });
    await expect(create(one)).rejects.toMatchObject(refused('email'));
    await expect(create({ ...one, email: one.email.toUpperCase() })).rejects.toMatchObject(
      refused('email'),
    );
    await expect(create({ ...one, email: undefined })).rejects.toMatchObject(refused('phone'));
    const { id: other } = await create(person());
    await expect(
      contacts().updateContact({ contactId: other }, { email: one.email }),
    ).rejects.toMatchObject(refused('email'));
  });

  test('is allowed where the workspace says so', async () => {
    await set({ allowDuplicateContacts: true });
    const one = person();
    const [first, second] = [await create(one), await create(one)];
    expect(first.id).not.toBe(second.id);
    await set({ allowDuplicateContacts: null });
  });

  test('of many at once is made once', async () => {
    const one = person();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => create(one)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('upsert', () => {
  const upsert = (body: object) => contacts().upsertContact(body as never);

  test('creates, then changes the same one', async () => {
    const one = person();
    const created = await upsert(one);
    expect(created).toMatchObject({ new: true, contact: { email: one.email } });
    const again = await upsert({ ...one, city: 'Paris' });
    expect(again).toMatchObject({
      new: false,
      contact: { id: created.contact?.id, city: 'Paris', phone: one.phone },
      traceId: expect.stringMatching(UUID),
    });
  });

  test('goes by the first key of the workspace and leaves the other out', async () => {
    const [a, b] = [person(), person()];
    const [{ id: byEmail }, { id: byPhone }] = [await create(a), await create(b)];
    const both = { locationId, email: a.email, phone: b.phone, city: 'Rome' };
    expect(await upsert(both)).toMatchObject({
      new: false,
      contact: { id: byEmail, phone: a.phone, city: 'Rome' },
    });
    await set({ duplicateKey: 'phone' });
    expect(await upsert(both)).toMatchObject({
      new: false,
      contact: { id: byPhone, email: b.email, city: 'Rome' },
    });
    await set({ duplicateKey: null });
  });

  test('makes a new one where duplicates are allowed and it is asked to', async () => {
    const one = person();
    await create(one);
    const asked = { ...one, createNewIfDuplicateAllowed: true };
    expect(await upsert(asked)).toMatchObject({ new: false });
    await set({ allowDuplicateContacts: true });
    expect(await upsert(asked)).toMatchObject({ new: true });
    expect(await upsert(one)).toMatchObject({ new: false });
    await set({ allowDuplicateContacts: null });
  });
});

test('a duplicate is found by address or number', async () => {
  const one = person();
  const { id } = await create(one);
  const duplicate = (query: object) => contacts().getDuplicateContact({ locationId, ...query });
  expect((await duplicate({ email: one.email.toLowerCase() })).contact.id).toBe(id);
  expect((await duplicate({ number: one.phone })).contact.id).toBe(id);
  expect((await duplicate({ number: one.phone.slice(2) })).contact.id).toBe(id);
  expect((await duplicate({ email: 'nobody@example.com' })).contact).toBeNull();
  await expect(duplicate({})).rejects.toMatchObject({
    response: { message: ['number or email should not be empty'] },
  });
});

describe('of many contacts', () => {
  const names: string[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 5; n += 1) {
      const parts = { firstName: '', lastName: null, name: `Zacharias Öztürk ${n}` };
      names.push((await create({ ...person(), ...parts })).id);
    }
  });

  test('a list shows the newest first, page by page', async () => {
    const first: Json = await contacts().getContacts({ locationId, limit: 3 });
    expect(first.contacts.map(({ id }: Json) => id)).toEqual(names.toReversed().slice(0, 3));
    expect(first.count).toBe(first.meta.total);
    const { startAfter, startAfterId } = first.meta;
    const query = { locationId, limit: 2, startAfter, startAfterId };
    const second: Json = await contacts().getContacts(query);
    expect(second.contacts.map(({ id }: Json) => id)).toEqual(names.toReversed().slice(3));
    const next = await inlet.get(first.meta.nextPageUrl.replace(inlet.url, ''), {
      token: inlet.sandbox.highlevel.privateIntegrationToken,
      headers: { version: '2021-07-28' },
    });
    expect(next.body.contacts[0].id).toBe(names[1]);
  });

  test('a search finds by the beginnings of words of name, address and number', async () => {
    const find = async (query: string): Promise<Json> =>
      contacts().searchContactsAdvanced({ locationId, pageLimit: 10, query });
    expect((await find('zach ozt')).total).toBe(5);
    expect((await find('öztürk 3')).contacts.map(({ id }: Json) => id)).toEqual([names[3]]);
    const { contacts: found } = await find('zacharias 0');
    expect((await find(found[0].email)).contacts[0].id).toBe(names[0]);
    expect((await find(found[0].phone)).contacts[0].id).toBe(names[0]);
    expect((await find(found[0].phone.slice(2, 9))).total).toBeGreaterThan(0);
    expect(await find('nobody of this name')).toMatchObject({ contacts: [], total: 0 });
    expect((await find('%')).total).toBe(0);
  });

  test('a search is paged by number and by place, and filtered', async () => {
    const search = (body: object): Promise<Json> =>
      contacts().searchContactsAdvanced({ locationId, pageLimit: 2, ...body });
    const page = await search({ query: 'zacharias', page: 2 });
    expect(page.contacts.map(({ id }: Json) => id)).toEqual([names[2], names[1]]);
    const after = await search({
      query: 'zacharias',
      searchAfter: page.contacts[1].searchAfter,
    });
    expect(after.contacts.map(({ id }: Json) => id)).toEqual([names[0]]);
    const { email } = page.contacts[0];
    const filters = [{ field: 'email', operator: 'eq', value: email.toUpperCase() }];
    expect((await search({ filters })).contacts.map(({ id }: Json) => id)).toEqual([names[2]]);
    await expect(
      search({ filters: [{ field: 'tags', operator: 'eq', value: 'x' }] }),
    ).rejects.toMatchObject({
      statusCode: 422,
      response: {
        message: [
          'filters.0 cannot be answered here: eq is for id, email and phone, contains for name, email and phone',
        ],
      },
    });
  });
});

test.each<[object, string[]]>([
  [{}, ['locationId must be a string', 'locationId should not be empty']],
  [{ locationId: 1 }, ['locationId must be a string']],
  [{ email: 'x', dnd: 'no' }, ['email must be an email', 'dnd must be a boolean value']],
  [{ tags: 'a', customFields: {} }, ['tags must be an array', 'customFields must be an array']],
  [{ tags: [1] }, ['each value in tags must be a string']],
  [
    { dndSettings: { SMS: { status: 'on' } } },
    ['dndSettings.SMS.status must be a valid enum value'],
  ],
])('%j is refused with every fault', async (body, message) => {
  const isAboutLocation = message[0]?.startsWith('locationId') === true;
  const answer = await inlet.call('POST', '/contacts/', {
    token: inlet.sandbox.highlevel.privateIntegrationToken,
    headers: { version: '2021-07-28' },
    body: isAboutLocation ? body : { locationId, ...body },
  });
  expect([answer.status, answer.body]).toEqual([
    422,
    {
      statusCode: 422,
      message,
      error: 'Unprocessable Entity',
      traceId: expect.stringMatching(UUID),
    },
  ]);
});

test("another location's contact is none, and its location is not ours to name", async () => {
  const theirs = clientOf(inlet.url, inlet.other.highlevel.privateIntegrationToken);
  const { id: contactId } = await create(person());
  await expect(theirs.contacts.getContact({ contactId })).rejects.toMatchObject({
    message: 'Contact not found: the location has no contact of this id.',
  });
  await expect(theirs.contacts.createContact({ locationId, name: 'x' })).rejects.toMatchObject({
    statusCode: 403,
    message: 'The token does not have access to this location.',
  });
});
