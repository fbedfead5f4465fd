/** Every status and body of the Channels API as a literal, under both prefixes. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Answer, type Call, type RunningApp } from '../../support/app.ts';

let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const ADD =
  'Expected { name: string; avatar_url?: string; provider_channel_id: string; }, but was incompatible';
const RECEIVE =
  'Expected { id: string; sender_id: string; conversation_id: string; conversation_link?: string; channel_id: string; created_at: string; message: string; status: unknown; attachments: { id: string; type: string; name: string | null; size: number | null; url: string; preview_url: string | null; }[]; reply_by?: string | null; }, but was incompatible';

const channels = (code: string, error: string) => ({
  success: false,
  error,
  error_info: 'Please check the reference docs in https://developers.pipedrive.com/docs/api/v1',
  additional_data: { code },
});
const gateway = (errorCode: number, error: string) => ({
  success: false,
  error,
  errorCode,
  error_info: 'Please check developers.pipedrive.com',
});

const message = {
  id: 'm',
  channel_id: 'sandbox-channel',
  sender_id: 's',
  conversation_id: 'c',
  message: 'Hi',
  status: 'sent',
  created_at: '2026-03-01 10:00',
};

type Who = 'admin' | 'member' | 'scoped' | 'unscoped' | 'nobody' | 'stranger';

function as(who: Who, call: Call = {}): Call {
  const { apiToken, memberApiToken, accessToken } = inlet.sandbox.pipedrive;
  const { accessTokenWithoutScope } = inlet.sandbox.pipedrive as unknown as Record<string, string>;
  const headers: Record<Who, Record<string, string>> = {
    admin: { 'x-api-token': apiToken },
    member: { 'x-api-token': memberApiToken },
    scoped: { authorization: `Bearer ${accessToken}` },
    unscoped: { authorization: `Bearer ${accessTokenWithoutScope ?? ''}` },
    nobody: {},
    stranger: { 'x-api-token': '0000000000000000000000000000000000000000' },
  };
  return { token: null, ...call, headers: { ...headers[who], ...call.headers } };
}

const post = (path: string, who: Who, call: Call) => inlet.call('POST', path, as(who, call));
const remove = (path: string, who: Who, call: Call = {}) =>
  inlet.call('DELETE', path, as(who, call));

function pin(answer: Answer, status: number, body: unknown): void {
  expect(answer.body).toEqual(body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
}

describe.each(['/v1', '/api/v1'])('under %s', (base) => {
  const receive = `${base}/channels/messages/receive`;
  const add = `${base}/channels`;

  test('200: the message as it was sent', async () => {
    pin(await post(receive, 'admin', { body: { ...message, extra: 1 } }), 200, {
      success: true,
      data: message,
    });
    pin(await post(receive, 'scoped', { body: message }), 200, { success: true, data: message });
  });

  test('200: null stays null, and what was absent stays absent', async () => {
    const body = {
      ...message,
      id: 'nulls',
      reply_by: null,
      attachments: [
        { id: 'a', type: 'image/png', url: 'x', name: null, size: null, preview_url: null },
      ],
    };
    pin(await post(receive, 'admin', { body }), 200, { success: true, data: body });
  });

  test('400: every wrong field with what was expected', async () => {
    const body = {
      ...message,
      id: 3,
      status: 'seen',
      created_at: '2026-02-30 10:00',
      message: null,
    };
    const error =
      'id must be a string; message must be a string; ' +
      'status must be one of sent, delivered, read, failed; ' +
      'created_at must be a date that exists, such as 2026-01-31 09:30 or 2026-01-31T09:30:00.000Z (UTC). ' +
      RECEIVE;
    pin(
      await post(receive, 'admin', { body }),
      400,
      channels('INVALID_RECEIVE_MESSAGE_PAYLOAD', error),
    );
    pin(
      await post(add, 'admin', { body: { name: 'N', provider_type: 'telegram' } }),
      400,
      channels(
        'INVALID_BODY',
        `provider_channel_id is required; provider_type must be one of facebook, whatsapp, other. ${ADD}`,
      ),
    );
  });

  test('400: no body, no JSON, JSON that is too deep', async () => {
    const headers = { 'content-type': 'application/json' };
    pin(
      await post(receive, 'admin', { headers, body: '' }),
      400,
      channels('INVALID_RECEIVE_MESSAGE_PAYLOAD', `body must be an object. ${RECEIVE}`),
    );
    const broken = await post(add, 'admin', { headers, body: '{"name"' });
    expect(broken.status).toBe(400);
    expect(broken.body.additional_data).toEqual({ code: 'INVALID_BODY' });
    expect(broken.body.error).toMatch(/^The body is not valid JSON: .*\. Expected \{ name: /);
    const nested = (depth: number) => `{"x":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    const deep = await post(receive, 'admin', { headers, body: nested(33) });
    expect(deep.body.error).toBe(`The body is nested deeper than 32 levels. ${RECEIVE}`);
    expect(deep.status).toBe(400);
    const fits = await post(receive, 'admin', { headers, body: nested(32) });
    expect(fits.body.error).toMatch(/^id is required; /);
  });

  test('401: no token, an unknown one, a bad API token beside a good Bearer', async () => {
    const refused = gateway(401, 'unauthorized access');
    const both = { headers: { 'x-api-token': 'bad' }, body: message };
    for (const answer of [
      await post(receive, 'nobody', { body: message }),
      await post(receive, 'stranger', { body: message }),
      await post(receive, 'scoped', both),
      await inlet.call('GET', `${base}/deals`, { token: null }),
    ]) {
      pin(answer, 401, refused);
      expect(answer.headers.get('x-401-by-gw')).toBe('true');
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('the token may be in the query', async () => {
    const { apiToken } = inlet.sandbox.pipedrive;
    const answer = await post(`${receive}?api_token=${apiToken}`, 'nobody', { body: message });
    expect(answer.status).toBe(200);
  });

  test('400: an Authorization header that is no Bearer', async () => {
    const headers = { authorization: 'Basic abc' };
    pin(
      await post(receive, 'nobody', { headers, body: message }),
      400,
      gateway(400, 'Invalid request: malformed authorization header'),
    );
  });

  test('403: scope, role, owner', async () => {
    const scope = gateway(403, 'Scope and URL mismatch');
    pin(await post(receive, 'unscoped', { body: message }), 403, scope);
    pin(
      await post(add, 'member', { body: { name: 'N', provider_channel_id: 'p' } }),
      403,
      channels('ADMIN_ONLY', 'Only admins can register channels'),
    );
    pin(
      await remove(`${base}/channels/sandbox-channel`, 'member'),
      403,
      channels('FORBIDDEN_USER_REQUEST', 'Only the app owner can delete channels'),
    );
    pin(
      await remove(`${base}/channels/sandbox-channel/conversations/c`, 'member'),
      403,
      channels('FORBIDDEN_USER_REQUEST', 'Only the app owner can delete conversations'),
    );
  });

  test('404: channel, conversation, route', async () => {
    const channel = channels('NOT_FOUND', 'Channel not found.');
    pin(await post(receive, 'admin', { body: { ...message, channel_id: 'x' } }), 404, channel);
    pin(await remove(`${base}/channels/x`, 'admin'), 404, channel);
    pin(await remove(`${base}/channels/x/conversations/c`, 'admin'), 404, channel);
    pin(
      await remove(`${base}/channels/sandbox-channel/conversations/x`, 'admin'),
      404,
      channels('NOT_FOUND', 'Conversation not found.'),
    );
    pin(
      await inlet.call('GET', `${base}/deals`, as('admin')),
      404,
      channels('NOT_FOUND', `GET ${base}/deals is a documented route that Inlet does not serve.`),
    );
    pin(
      await inlet.call('GET', `${base}/nothing`, as('admin')),
      404,
      channels('NOT_FOUND', `There is no GET ${base}/nothing here.`),
    );
  });

  test('405, 409, 413, 415', async () => {
    const wrongMethod = await inlet.call('GET', receive, as('admin'));
    pin(wrongMethod, 405, channels('METHOD_NOT_ALLOWED', 'GET is not served here; use POST.'));
    expect(wrongMethod.headers.get('allow')).toBe('POST');
    pin(
      await post(add, 'admin', { body: { name: 'N', provider_channel_id: 'sandbox-channel' } }),
      409,
      channels(
        'CHANNEL_ALREADY_EXISTS',
        'A channel with this provider_channel_id already exists. Delete it first or use another id.',
      ),
    );
    const headers = { 'content-type': 'text/plain' };
    pin(
      await post(receive, 'admin', { headers, body: 'x'.repeat(1_048_577) }),
      413,
      channels('PAYLOAD_TOO_LARGE', 'The body is larger than this server takes.'),
    );
    pin(
      await post(receive, 'admin', { headers, body: 'x' }),
      415,
      channels('UNSUPPORTED_MEDIA_TYPE', 'The content type must be application/json.'),
    );
  });

  test('400: a path that cannot be decoded, with a credential; 401 without', async () => {
    const path = `${base}/channels/%E0%A4%A`;
    pin(
      await remove(path, 'admin'),
      400,
      channels('INVALID_BODY', `The path is not validly percent-encoded. ${ADD}`),
    );
    expect((await remove(path, 'nobody')).status).toBe(401);
    const { apiToken } = inlet.sandbox.pipedrive;
    expect((await remove(`${path}?api_token=${apiToken}`, 'nobody')).status).toBe(400);
  });

  test.each([
    ['of one byte', 'x'.repeat(255)],
    ['of four bytes', '\u{1F600}'.repeat(255)],
    ['of every kind', '/:@ \u00e9\u20ac\u{1D11E}%?#+&;\\'.repeat(40)],
  ])('ids of 255 characters %s work percent-encoded, one more is refused', async (_, text) => {
    const id = [...text].slice(0, 255).join('');
    const name = 'N';
    const ids = { channel_id: id, conversation_id: id, id, sender_id: id };
    expect((await post(add, 'admin', { body: { name, provider_channel_id: id } })).status).toBe(
      200,
    );
    expect((await post(receive, 'admin', { body: { ...message, ...ids } })).body.data).toEqual({
      ...message,
      ...ids,
    });
    const path = `${base}/channels/${encodeURIComponent(id)}`;
    const conversation = `${path}/conversations/${encodeURIComponent(id)}`;
    const tooLong = (field: string) =>
      channels('INVALID_BODY', `${field} must not be longer than 255 characters. ${ADD}`);
    pin(await remove(`${conversation}x`, 'admin'), 400, tooLong('conversationId'));
    pin(await remove(conversation, 'admin'), 200, { success: true });
    pin(await remove(`${path}x`, 'admin'), 400, tooLong('id'));
    pin(await remove(path, 'admin'), 200, { success: true });
    const more = { name, provider_channel_id: `${id}x` };
    pin(await post(add, 'admin', { body: more }), 400, tooLong('provider_channel_id'));
  });

  test('a DELETE may carry a body, or say that it does', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const body of ['', '{}', '{"any":"thing"}', undefined]) {
      await post(add, 'admin', { body: { name: 'N', provider_channel_id: 'with-body' } });
      const call = body === undefined ? { headers } : { headers, body };
      pin(await remove(`${base}/channels/with-body`, 'admin', call), 200, { success: true });
    }
  });
});

test('431: headers that are too large, still in the shape of the vendor', async () => {
  const head = `GET /v1/channels HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`;
  const answer = await raw(head);
  expect(answer).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
  expect(answer).toContain('"additional_data":{"code":"INVALID_BODY"}');
  expect(answer).toContain('The request line and headers are larger than 16 KiB.');
});

/** What a server answers to bytes that no client would send. */
function raw(head: string): Promise<string> {
  const { hostname, port } = new URL(inlet.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(head));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    // The server may reset a connection on which more was sent than it reads.
    socket.on('error', (error) => {
      if (answer === '') reject(error);
    });
    socket.on('close', () => resolve(answer));
  });
}
