/** Copies of attachments and avatars, uploads, and how contents are served. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { startCanary } from '../support/canary.ts';
import { content, startContentServer, type ContentServer } from '../support/content-server.ts';
import { engines } from '../support/database.ts';
import { forbiddenUrls } from '../support/forbidden-addresses.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('picture')]);
const DAY = 86_400_000;

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let provider: ContentServer;
  let now = Date.UTC(2026, 10, 21, 12);
  let made = 0;

  beforeAll(async () => {
    provider = await startContentServer();
    const env = {
      INLET_MAX_ATTACHMENT_BYTES: '2000',
      INLET_ATTACHMENT_TYPES: 'image/*,text/html,text/plain',
    };
    inlet = await startApp({ engine, now: () => now, env });
  });
  afterAll(async () => {
    await inlet[Symbol.asyncDispose]();
    await provider[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    provider.asked.length = 0;
    now += 30 * DAY;
  });

  /** Receives a message with these attachments and gives what the API then says of them. */
  async function receive(...attachments: Record<string, unknown>[]) {
    made += 1;
    const answer = await inlet.receive({
      id: `m${made}`,
      attachments: attachments.map((one) => ({ id: 'a', type: 'image/png', ...one })),
    });
    expect(answer.status).toBe(200);
    const { body } = await inlet.get(
      `/inlet/v1/acceptances/${answer.headers.get('inlet-acceptance')}`,
    );
    return async () => {
      await inlet.app.copier.settled();
      return (await inlet.get(`/inlet/v1/messages/${body.messageId}`)).body.attachments;
    };
  }

  const read = (path: string) => fetch(inlet.url + path);

  test('the link is kept and a copy is fetched, once for the workspace', async () => {
    provider.files.set('/a.png', content('image/png', PNG));
    provider.files.set('/b.png', content('image/png', PNG));
    const attachments = await receive(
      { url: `${provider.url}/a.png` },
      { url: `${provider.url}/b.png` },
    );
    const [a, b] = await attachments();
    expect(a).toEqual({
      externalId: 'a',
      mimeType: 'image/png',
      name: null,
      size: null,
      url: `${provider.url}/a.png`,
      previewUrl: null,
      linkExpires: false,
      copy: {
        state: 'kept',
        reason: null,
        url: expect.stringMatching(/^\/inlet\/files\/[0-9a-f]{32}$/) as string,
        mediaType: 'image/png',
        size: PNG.length,
      },
    });
    expect(b.copy).toEqual(a.copy);
    const again = await receive({ url: `${provider.url}/a.png` });
    expect((await again())[0].copy).toEqual(a.copy);
    expect(provider.asked.sort()).toEqual(['GET /a.png', 'GET /b.png']);
    const file = await read(a.copy.url);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
  });

  test('that there is a copy is an event', async () => {
    provider.files.set('/event.png', content('image/png', PNG));
    const attachments = await receive({ url: `${provider.url}/event.png` });
    await attachments();
    const { body } = await inlet.get('/inlet/v1/events?limit=100');
    expect(body.data.at(-1)).toMatchObject({
      type: 'message.updated',
      payload: { fields: ['attachments'] },
    });
  });

  test('another workspace has a copy of its own, or none', async () => {
    provider.files.set('/theirs.png', content('image/png', PNG));
    const url = `${provider.url}/theirs.png`;
    await (
      await receive({ url })
    )();
    // Theirs may not call loopback.
    const { apiToken, channelId } = inlet.other.pipedrive;
    const answer = await inlet.receive(
      { id: 'theirs', channel_id: channelId, attachments: [{ id: 'a', type: 'image/png', url }] },
      { headers: { 'x-api-token': apiToken } },
    );
    await inlet.app.copier.settled();
    const token = inlet.other.inlet.token;
    const acceptance = await inlet.get(
      `/inlet/v1/acceptances/${answer.headers.get('inlet-acceptance')}`,
      { token },
    );
    const { body } = await inlet.get(`/inlet/v1/messages/${acceptance.body.messageId}`, { token });
    expect(body.attachments[0].copy).toEqual({
      state: 'refused',
      reason: expect.stringContaining('INLET_LOCAL_NETWORKS') as string,
      url: null,
      mediaType: null,
      size: null,
    });
  });

  test.each([
    ['too large', 'image/png', Buffer.alloc(2_001), 'The file is larger than 2 kB.'],
    [
      'of a type that is not kept',
      'application/pdf',
      'x',
      'Files of type application/pdf are not kept.',
    ],
    ['of no type at all', '???', 'x', 'Files of type application/octet-stream are not kept.'],
  ])('a file %s keeps its link, with the reason', async (name, type, body, reason) => {
    provider.files.set(`/${encodeURI(name)}`, content(type, body));
    const attachments = await receive({ url: `${provider.url}/${encodeURI(name)}` });
    const [one] = await attachments();
    expect(one.url).toBe(`${provider.url}/${encodeURI(name)}`);
    expect(one.copy).toEqual({ state: 'refused', reason, url: null, mediaType: null, size: null });
  });

  test('what a provider cannot give now is fetched later', async () => {
    provider.files.set('/later.png', (_request, response) => response.writeHead(503).end());
    const attachments = await receive({ url: `${provider.url}/later.png` });
    expect((await attachments())[0].copy).toMatchObject({
      state: 'waiting',
      reason: 'The provider answered 503.',
    });
    provider.files.set('/later.png', content('image/png', PNG));
    expect((await attachments())[0].copy.state).toBe('waiting');
    now += 60_000;
    expect((await attachments())[0].copy).toMatchObject({ state: 'kept', reason: null });
  });

  test('after six attempts it is given up, and says so', async () => {
    const attachments = await receive({ url: `${provider.url}/never.png` });
    for (let day = 0; day < 8; day += 1) {
      await attachments();
      now += DAY;
    }
    expect((await attachments())[0].copy).toMatchObject({
      state: 'failed',
      reason: 'The provider answered 404.',
    });
    expect(provider.asked.filter((asked) => asked === 'GET /never.png')).toHaveLength(6);
  });

  test('three redirects are followed, each checked', async () => {
    await using canary = await startCanary();
    for (const step of [1, 2, 3]) {
      provider.files.set(`/r${step}`, (_request, response) => {
        response.writeHead(302, { location: `/r${step + 1}` }).end();
      });
    }
    provider.files.set('/r4', content('image/png', PNG));
    provider.files.set('/away', (_request, response) => {
      response.writeHead(302, { location: `https://10.0.0.1:${canary.port}/` }).end();
    });
    const attachments = await receive(
      { url: `${provider.url}/r1` },
      { url: `${provider.url}/away` },
    );
    const [followed, refused] = await attachments();
    expect(followed.copy.state).toBe('kept');
    expect(refused.copy.state).toBe('refused');
    expect(canary.connections()).toBe(0);
  });

  test('no spelling of a forbidden address is fetched', async () => {
    await using canary = await startCanary();
    const { apiToken, channelId } = inlet.other.pipedrive;
    const urls = forbiddenUrls(canary.port);
    for (let from = 0; from < urls.length; from += 50) {
      const attachments = urls
        .slice(from, from + 50)
        .map((url, index) => ({ id: `a${index}`, type: 'image/png', url }));
      const answer = await inlet.receive(
        { id: `ssrf${from}`, channel_id: channelId, attachments },
        { headers: { 'x-api-token': apiToken } },
      );
      expect(answer.status).toBe(200);
    }
    await inlet.app.copier.settled();
    expect(canary.connections()).toBe(0);
    const { body } = await inlet.get('/inlet/v1/conversations?limit=100', {
      token: inlet.other.inlet.token,
    });
    const conversation = body.data.find((one: { vendor: string }) => one.vendor === 'pipedrive');
    const thread = await inlet.get(`/inlet/v1/conversations/${conversation.id}/messages`, {
      token: inlet.other.inlet.token,
    });
    const states = thread.body.data.flatMap(
      (message: { attachments: { copy: { state: string } }[] }) =>
        message.attachments.map(({ copy }) => copy.state),
    );
    expect(states.length).toBeGreaterThan(150);
    expect(states).not.toContain('kept');
  });

  test('a page is never served as one: neither HTML nor SVG, whatever it is called', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    provider.files.set('/x.svg', content('image/svg+xml', svg));
    provider.files.set('/x.html', content('text/html', '<script>alert(1)</script>'));
    provider.files.set('/x.png', content('image/png', '<script>alert(1)</script>'));
    const urls = ['/x.svg', '/x.html', '/x.png'].map((path) => ({ url: provider.url + path }));
    for (const { copy } of await (
      await receive(...urls)
    )()) {
      const { status, headers } = await read(copy.url);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
      expect(headers.get('content-disposition')).toBe('attachment');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    }
  });

  test('a raster image has the type that its bytes say, and is a download like all else', async () => {
    provider.files.set('/raster', content('text/plain', PNG));
    const [one] = await (await receive({ url: `${provider.url}/raster` }))();
    const { headers } = await read(one.copy.url);
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('content-disposition')).toBe('attachment');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    '/inlet/files/00000000000000000000000000000000',
    '/inlet/files/..%2f..%2fsecret.key',
    '/inlet/files/x',
  ])('there is nothing at %s', async (path) => {
    expect((await read(path)).status).toBe(404);
  });

  test('an upload goes out with a reply, as one of our files', async () => {
    const upload = await fetch(`${inlet.url}/inlet/v1/files?name=caf%C3%A9.txt`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${inlet.sandbox.inlet.token}`,
        'content-type': 'text/plain',
      },
      body: 'bonjour',
    });
    expect(upload.status).toBe(201);
    const file = (await upload.json()) as Record<string, unknown>;
    expect(file).toEqual({
      id: expect.any(String) as string,
      name: 'café.txt',
      mediaType: 'text/plain',
      size: 7,
      url: expect.stringMatching(new RegExp(`^${inlet.url}/inlet/files/[0-9a-f]{32}$`)) as string,
    });
    const attachments = await receive({ url: file['url'] });
    const [one] = await attachments();
    expect(one.copy).toMatchObject({
      state: 'kept',
      url: (file['url'] as string).slice(inlet.url.length),
    });
    const served = await fetch(file['url'] as string);
    expect(served.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''caf%C3%A9.txt",
    );
  });

  test.each([
    ['application/pdf', 'x', 415],
    ['text/plain', 'x'.repeat(2_001), 413],
    ['text/plain', '', 400],
  ])('an upload of %s is refused where it would not be kept', async (type, body, status) => {
    const upload = await fetch(`${inlet.url}/inlet/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${inlet.sandbox.inlet.token}`, 'content-type': type },
      body,
    });
    expect(upload.status).toBe(status);
  });

  /** A text of this test's own, uploaded; the address of the file. */
  async function upload(text: string): Promise<string> {
    const answer = await fetch(`${inlet.url}/inlet/v1/files?name=a.txt`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${inlet.sandbox.inlet.token}`,
        'content-type': 'text/plain',
      },
      body: text,
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { url: string }).url;
  }

  test('an upload that is never sent is removed after a week, one that was is kept', async () => {
    const [unsent, sent, again] = [await upload('un'), await upload('se'), await upload('ag')];
    await (
      await receive({ url: sent, type: 'text/plain' })
    )();
    now += 6 * DAY;
    await inlet.app.copier.settled();
    expect(await upload('ag')).toBe(again);
    now += 2 * DAY;
    await inlet.app.copier.settled();
    const statuses = [unsent, sent, again].map(async (url) => (await fetch(url)).status);
    expect(await Promise.all(statuses)).toEqual([404, 200, 200]);
    now += 8 * DAY;
    await inlet.app.copier.settled();
    expect((await fetch(again)).status).toBe(404);
    expect((await fetch(sent)).status).toBe(200);
  });

  test('the copy of an attachment that was replaced goes, another one’s of the same address stays', async () => {
    for (const name of ['before', 'after', 'shared']) {
      const body = Buffer.concat([PNG, Buffer.from(`${engine} ${name}`)]);
      provider.files.set(`/${name}.png`, content('image/png', body));
    }
    const one = (name: string) => ({
      id: name,
      type: 'image/png',
      url: `${provider.url}/${name}.png`,
    });
    const said = (id: string, names: string[]) =>
      inlet.receive({ id, conversation_id: 'replaced', attachments: names.map(one) });
    await said('other', ['shared']);
    const received = await said('changed', ['before', 'shared']);
    await inlet.app.copier.settled();
    const { body } = await inlet.get(
      `/inlet/v1/acceptances/${received.headers.get('inlet-acceptance')}`,
    );
    const copies = async (): Promise<string[]> =>
      (await inlet.get(`/inlet/v1/messages/${body.messageId}`)).body.attachments.map(
        (attachment: { copy: { url: string } }) => attachment.copy.url,
      );
    const [before = '', shared = ''] = await copies();
    await said('changed', ['after']);
    await inlet.app.copier.settled();
    now += 2 * DAY;
    await inlet.app.copier.settled();
    const [after = ''] = await copies();
    const statuses = [before, after, shared].map(async (path) => (await read(path)).status);
    expect(await Promise.all(statuses)).toEqual([404, 200, 200]);
  });

  test('a message that goes takes its copies along', async () => {
    provider.files.set(
      '/gone.png',
      content('image/png', Buffer.concat([PNG, Buffer.from('gone')])),
    );
    const answer = await inlet.receive({
      ...{ id: 'gone', conversation_id: 'gone' },
      attachments: [{ id: 'a', type: 'image/png', url: `${provider.url}/gone.png` }],
    });
    await inlet.app.copier.settled();
    const { body } = await inlet.get(
      `/inlet/v1/acceptances/${answer.headers.get('inlet-acceptance')}`,
    );
    const message = await inlet.get(`/inlet/v1/messages/${body.messageId}`);
    const { url } = message.body.attachments[0].copy;
    expect((await read(url)).status).toBe(200);
    const { apiToken, channelId } = inlet.sandbox.pipedrive;
    await inlet.call('DELETE', `/v1/channels/${channelId}/conversations/gone`, {
      ...{ token: null, headers: { 'x-api-token': apiToken } },
    });
    await inlet.app.purger.settled();
    await inlet.app.copier.settled();
    expect((await read(url)).status).toBe(404);
  });
});
