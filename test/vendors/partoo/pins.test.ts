// Every documented body of Partoo's custom channels, written out as it crosses the wire.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningApp } from '../../support/app.ts';
import { startApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { NOW, Partoo, asIs } from './partoo.ts';

const SUCCESS = [200, { status: 'success' }];
const FORBIDDEN = [403, { errors: { authorization: 'Operation not allowed' } }];
const MISSING = [404, { errors: { json: 'Resource not found' } }];
const UNAUTHENTICATED = [401, { errors: { authentication: 'User not authenticated' } }];

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let partoo: Partoo;
  let now = NOW;

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => now });
    partoo = new Partoo(inlet);
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  describe('ingest', () => {
    test('answers the documented example exactly, and says in headers what became of it', async () => {
      const stored = await partoo.ingest();
      expect(asIs(stored)).toEqual(SUCCESS);
      expect(stored.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(stored.headers.get('inlet-verdict')).toBe('stored');
      expect(stored.headers.get('inlet-acceptance')).toMatch(/^\d+$/);
    });

    test('answers a duplicate with the same 200', async () => {
      await partoo.ingest({ external_message_id: 'twice' });
      const again = await partoo.ingest({ external_message_id: 'twice' });
      expect(asIs(again)).toEqual(SUCCESS);
      expect(again.headers.get('inlet-verdict')).toBe('duplicate');
    });

    test('takes the least that the documents allow', async () => {
      const least = {
        business_id: partoo.part.businessId,
        external_conversation_id: 'least',
        external_message_id: 'least',
        content: '',
        sender_type: 'User',
      };
      const path = partoo.messagesOf(partoo.part.channelId);
      expect(asIs(await partoo.call('POST', path, least))).toEqual(SUCCESS);
      const unknown = { ...least, external_message_id: 'more', unknown_field: { deep: [1] } };
      expect(asIs(await partoo.call('POST', path, unknown))).toEqual(SUCCESS);
    });

    test('refuses what is missing or wrong, field by field', async () => {
      const path = partoo.messagesOf(partoo.part.channelId);
      const errorsOf = async (body: unknown) => asIs(await partoo.call('POST', path, body));
      expect(await errorsOf({})).toEqual([
        400,
        {
          errors: {
            json: {
              business_id: 'is required',
              external_conversation_id: 'is required',
              external_message_id: 'is required',
              content: 'is required',
              sender_type: 'is required',
            },
          },
        },
      ]);
      const wrong = partoo.message({
        business_id: 5,
        external_conversation_id: '',
        content: null,
        sender_type: 'consumer',
        consumer_name: 7,
        sent_at: '2026-02-30T10:00:00Z',
        attachments: [{ url: 'javascript:alert(1)' }],
      });
      expect(await errorsOf(wrong)).toEqual([
        400,
        {
          errors: {
            json: {
              business_id: 'must be a string',
              external_conversation_id: 'must not be empty',
              content: 'must be a string',
              sender_type: 'must be one of User, Consumer',
              consumer_name: 'must be a string or null',
              sent_at: 'must be a time that exists in ISO 8601, such as 2026-01-31T09:30:00.000Z',
              'attachments[0].url': 'must be a valid url, http or https',
            },
          },
        },
      ]);
      expect(await errorsOf([])).toEqual([
        400,
        { errors: { json: { body: 'must be an object' } } },
      ]);
      const [status, broken] = await errorsOf('{"business_id":');
      expect(status).toBe(400);
      expect(broken).toEqual({ errors: { json: expect.stringContaining('not valid JSON') } });
    });

    test('refuses another content type as documented', async () => {
      const headers = {
        'x-APIKey': partoo.part.apiKeys.ORG_ADMIN,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const path = `/v2${partoo.messagesOf(partoo.part.channelId)}`;
      const answer = await inlet.call('POST', path, {
        token: null,
        headers,
        body: 'content=Hello',
      });
      expect(asIs(answer)).toEqual([
        415,
        { errors: { json: 'Unsupported media type. Please use application/json' } },
      ]);
    });

    test('refuses a missing or unknown key, and keys of other vendors', async () => {
      const path = partoo.messagesOf(partoo.part.channelId);
      for (const key of [
        '',
        'unknown',
        inlet.sandbox.pipedrive.apiToken,
        inlet.sandbox.inlet.token,
      ]) {
        expect(asIs(await partoo.callWith(key, 'POST', path, partoo.message()))).toEqual(
          UNAUTHENTICATED,
        );
      }
      const bearer = { token: partoo.part.apiKeys.ORG_ADMIN, body: partoo.message() };
      expect(asIs(await inlet.call('POST', `/v2${path}`, bearer))).toEqual(UNAUTHENTICATED);
    });

    test('answers 404 to an unknown or foreign channel, 403 to such a business, the channel first', async () => {
      const other = inlet.other.partoo;
      const post = (channelId: string, businessId: string) =>
        partoo
          .call('POST', partoo.messagesOf(channelId), partoo.message({ business_id: businessId }))
          .then(asIs);
      const { channelId, businessId } = partoo.part;
      expect(await post('no-channel', businessId)).toEqual(MISSING);
      expect(await post(other.channelId, businessId)).toEqual(MISSING);
      expect(await post(channelId, '5409c35a97bbc544d8e26737')).toEqual(FORBIDDEN);
      expect(await post(channelId, other.businessId)).toEqual(FORBIDDEN);
      expect(await post('no-channel', other.businessId)).toEqual(MISSING);
    });
  });

  describe('the conversation routes', () => {
    let id: number;

    beforeAll(async () => {
      now = NOW + 1_000;
      const said = { external_conversation_id: 'shown', sent_at: '2026-02-28T10:00:00.250Z' };
      await partoo.ingest({ ...said, external_message_id: 'shown-1' });
      await partoo.ingest({
        ...said,
        external_message_id: 'shown-2',
        sender_type: 'User',
        content: 'Good morning',
        sent_at: '2026-02-28 10:05:00+00:00',
      });
      const { body } = await partoo.get('/conversations?per_page=100');
      ({ id } = body.conversations.find(
        (one: { custom_channel: { external_conversation_id: string } }) =>
          one.custom_channel.external_conversation_id === 'shown',
      ));
      now = NOW + 2_000;
    });

    const lastMessage = () => ({
      id: expect.any(Number),
      conversation_id: id,
      date: '2026-02-28 10:05:00.000000+00:00',
      content_type: 'Text',
      sender_type: 'User',
      sender_label: 'User',
      status: 'Success',
      is_deleted: false,
      content: 'Good morning',
      user_id: null,
      custom_channel: {
        id: partoo.part.channelId,
        external_conversation_id: 'shown',
        external_message_id: 'shown-2',
      },
    });
    const conversation = () => ({
      id,
      consumer_img: 'https://www.example.com/p.jpg',
      consumer_name: 'Jane Doe',
      consumer_phone_number: null,
      last_message: lastMessage(),
      is_read: false,
      status: 'Open',
      created_at: '2026-03-01 12:00:01.000000+00:00',
      has_one_user_message: true,
      business: {
        id: partoo.part.businessId,
        name: 'Sandbox shop',
        city: 'Paris',
        zipcode: '75001',
        country: 'FR',
        formatted_address: '1 rue de Rivoli, 75001 Paris, France',
      },
      messaging_partner: 'CustomChannel',
      issues: [],
      first_message_date: '2026-02-28 10:00:00.250000+00:00',
      is_expired: false,
      is_solved: false,
      assigned_user_id: null,
      custom_channel: { id: partoo.part.channelId, external_conversation_id: 'shown' },
    });

    test('list and read a conversation', async () => {
      expect(asIs(await partoo.get(`/conversations/${id}`))).toEqual([200, conversation()]);
      const { status, body } = await partoo.get('/conversations?per_page=1');
      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual(['conversations', 'count', 'next_cursor']);
      expect(body.conversations).toHaveLength(1);
      expect(body.next_cursor).toEqual(expect.any(String));
    });

    test('list messages, the latest first', async () => {
      const { status, body } = await partoo.get(`/messages?conversation_id=${id}`);
      expect(status).toBe(200);
      expect(body).toEqual({
        messages: [
          lastMessage(),
          {
            ...lastMessage(),
            date: '2026-02-28 10:00:00.250000+00:00',
            sender_type: 'Consumer',
            sender_label: 'Jane Doe',
            content: 'Hello',
            custom_channel: {
              ...lastMessage().custom_channel,
              external_message_id: 'shown-1',
            },
          },
        ],
        count: 2,
        next_cursor: null,
      });
    });

    test('close, assign and mark read, with lower-case status in and a capital out', async () => {
      const path = `/conversations/${id}`;
      expect(asIs(await partoo.call('PATCH', path, { status: 'closed' }))).toEqual(SUCCESS);
      expect((await partoo.get(path)).body).toMatchObject({ status: 'Closed', is_solved: true });
      expect(asIs(await partoo.call('PATCH', path, { status: 'open' }))).toEqual(SUCCESS);
      expect(asIs(await partoo.call('POST', `${path}/read`))).toEqual(SUCCESS);
      expect((await partoo.get(path)).body).toMatchObject({ is_read: true, status: 'Open' });
      const unassign = { assigned_user_id: 'unassigned' };
      expect(asIs(await partoo.call('PATCH', path, unassign))).toEqual(SUCCESS);
      expect((await partoo.get(path)).body).toEqual({ ...conversation(), is_read: true });
    });

    test('take exactly one of status and assigned_user_id', async () => {
      const patch = async (body: object) =>
        asIs(await partoo.call('PATCH', `/conversations/${id}`, body));
      const fault = (json: object) => [400, { errors: { json } }];
      const both = { body: 'must have exactly one of status and assigned_user_id' };
      expect(await patch({})).toEqual(fault(both));
      expect(await patch({ status: 'open', assigned_user_id: 'unassigned' })).toEqual(fault(both));
      expect(await patch({ status: 'Closed' })).toEqual(
        fault({ status: 'must be one of open, closed' }),
      );
      expect(await patch({ assigned_user_id: '5409c35a97bbc544d8e26737' })).toEqual(
        fault({ assigned_user_id: 'must be the id of a user, or unassigned' }),
      );
    });

    test('answer 404 to what is not there, whatever the id looks like', async () => {
      for (const wrong of ['987654321', '0', '-1', '1e3', 'abc', '99999999999999999999']) {
        expect(asIs(await partoo.get(`/conversations/${wrong}`))).toEqual(MISSING);
        expect(asIs(await partoo.call('POST', `/conversations/${wrong}/read`))).toEqual(MISSING);
      }
      expect(asIs(await partoo.get('/messages?conversation_id=987654321'))).toEqual(MISSING);
    });

    test('refuse what is wrong in a query', async () => {
      const fault = async (path: string) => (await partoo.get(path)).body;
      expect(await fault('/conversations?per_page=101')).toEqual({
        errors: { json: { per_page: 'must be <= 100' } },
      });
      expect(await fault('/conversations?status=Open&cursor=nonsense')).toEqual({
        errors: { json: { status: 'must be one of open, closed' } },
      });
      expect(await fault('/conversations?cursor=nonsense')).toEqual({
        errors: { json: { cursor: 'must be a next_cursor of an earlier page' } },
      });
      expect(await fault('/messages')).toEqual({
        errors: { json: { conversation_id: 'is required' } },
      });
    });
  });

  test('a documented route that is not served says so', async () => {
    expect(asIs(await partoo.get('/reviews'))).toEqual([
      404,
      { errors: { json: 'GET /v2/reviews is a documented route that Inlet does not serve.' } },
    ]);
    expect((await partoo.get('/nothing')).body).toEqual({
      errors: { json: 'There is no GET /v2/nothing here.' },
    });
    const { status, headers, body } = await partoo.call('DELETE', '/conversations');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(body).toEqual({
      errors: { json: 'DELETE is not served here; use GET or HEAD.' },
    });
  });
});
