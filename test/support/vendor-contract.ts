/** What every vendor keeps to, whatever its API is: the suite that each of them runs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallInlet, ConnectorSetup, FakeConnector } from '../../src/fake/fake-connector.ts';
import type { InletRequest } from '../../src/fake/fake-connector.ts';
import { serveConnector, type RunningConnector } from '../../src/fake/serve-connector.ts';
import { vendors as allVendors } from '../../src/vendors/index.ts';
import type { Vendor } from '../../src/vendors/vendor.ts';
import { startApp, type Answer, type Json, type RunningApp } from './app.ts';
import { recordingsIn, replay, type Recording } from './exchanges.ts';

type Part = Record<string, Json>;

export function vendorContract(
  vendor: Vendor,
  fixtures: string,
  vendors: readonly Vendor[] = allVendors,
): void {
  const { sandbox } = vendor;
  const makeFake = sandbox?.fakeConnector?.bind(sandbox);
  if (makeFake === undefined) throw new Error(`${vendor.name} has no fake connector to test with`);

  describe(`${vendor.name}, as every vendor`, () => {
    let inlet: RunningApp;
    let own: Part;
    let other: Part;
    let call: CallInlet;
    beforeAll(async () => {
      inlet = await startApp({ vendors });
      [own, other] = [partOf(inlet.sandbox), partOf(inlet.other)];
      call = callerOf(inlet);
    });
    afterAll(() => inlet[Symbol.asyncDispose]());

    const partOf = (workspace: object) => (workspace as Record<string, Part>)[vendor.name] ?? {};
    const fake = (credentials: Part, more: Partial<ConnectorSetup> = {}): FakeConnector =>
      makeFake({ ...unknown, credentials, ...more });
    /** The request that brings the `nth` message of a run of its own. */
    const bringing = (credentials: Part, idPrefix: string): InletRequest => {
      const request = fake(credentials, { idPrefix }).tells['message']?.request('http://fake');
      if (request === undefined || request === null)
        throw new Error(`${vendor.name}'s fake connector brings no message`);
      return request;
    };
    const send = ({ method, path, headers, body }: InletRequest): Promise<Answer> =>
      inlet.call(method, path, { token: null, headers: headers ?? {}, body });

    test('has a name of lower-case letters, as its folder and its part of sandbox.json', () => {
      expect(vendor.name).toMatch(/^[a-z]+$/);
      expect(own).toEqual(JSON.parse(JSON.stringify(own)));
      expect(Object.keys(own)).not.toEqual([]);
    });

    test('gives no two workspaces the same credentials', () => {
      expect(bringing(own, 'x').headers).not.toEqual(bringing(other, 'x').headers);
    });

    test('makes each token anew, of every kind', () => {
      for (const make of Object.values(vendor.tokens?.kinds ?? {})) {
        expect(new Set([make(), make(), make()]).size).toBe(3);
      }
    });

    test('refuses a request without a credential on each of its routes, in JSON of its own', async () => {
      const routes = await routesOf(inlet, vendor);
      expect(routes).not.toEqual([]);
      for (const { method, path } of routes) {
        const { status, body } = await inlet.call(method, path, { token: null });
        expect({ method, path, status }).toEqual({ method, path, status: 401 });
        expect(body).toBeTypeOf('object');
      }
    });

    test('answers what it does not know below its paths with a 4xx, in JSON of its own', async () => {
      const { path, headers = {} } = bringing(own, 'x');
      const unserved = `${path}/there/is/no/such/thing`;
      const { status, body } = await inlet.call('GET', unserved, { token: null, headers });
      expect(Math.floor(status / 100)).toBe(4);
      expect(body).toBeTypeOf('object');
    });

    test('refuses a body that is no JSON, of the wrong type, or empty, with a 4xx', async () => {
      const { method, path, headers = {} } = bringing(own, 'x');
      for (const body of ['{"broken":', '[]', '"text"', '{}', 'null']) {
        const { status } = await inlet.call(method, path, { token: null, headers, body });
        expect({ body, isRefused: status >= 400 && status < 500 }).toEqual({
          body,
          isRefused: true,
        });
      }
    });

    test.each(['401', '403', '429', '500', '503'])(
      'says a rehearsed %s in JSON of its own, and takes the next request',
      async (answer) => {
        const fault = { vendor: vendor.name, answer, times: 1 };
        await call({ method: 'PUT', path: '/inlet/v1/faults', body: fault });
        const refused = await send(bringing(own, `fault-${answer}-`));
        expect(refused.status >= 500).toBe(answer.startsWith('5'));
        expect(refused.status).toBeGreaterThanOrEqual(400);
        expect(JSON.stringify(refused.body)).not.toMatch(/\bat \w|\.ts:|stack/);
        expect(refused.body).toBeTypeOf('object');
        const taken = await send(bringing(own, `fault-${answer}-`));
        expect(taken.headers.get('inlet-verdict')).toBe('stored');
      },
    );

    test('says truly whether a message that comes again was stored once more', async () => {
      const request = bringing(own, 'once-');
      const first = await send(request);
      expect(first.headers.get('inlet-verdict')).toBe('stored');
      const count = await countOf(inlet, first);
      const again = await send(request);
      expect(again.status).toBe(first.status);
      // Only where the vendor gives a message no identity it is another one.
      const isAnother = again.headers.get('inlet-verdict') === 'stored';
      expect(await countOf(inlet, again)).toBe(isAnother ? count + 1 : count);
    });

    test("lets another workspace's connector change nothing here", async () => {
      const stored = await send(bringing(own, 'foreign-'));
      const count = await countOf(inlet, stored);
      const { headers = {} } = bringing(other, 'x');
      await send({ ...bringing(own, 'foreign-2-'), headers });
      expect(await countOf(inlet, stored)).toBe(count);
    });

    describe('with its connector registered', () => {
      let running: RunningConnector;
      let conversation: string;
      beforeAll(async () => {
        const connector = fake(own, { idPrefix: 'run-' });
        running = await serveConnector(connector);
        await connector.register(running.url, call);
        conversation = await conversationOf(inlet, await send(bringing(own, 'replies-')));
      });
      afterAll(() => running[Symbol.asyncDispose]());

      const reply = async (
        text: string,
      ): Promise<{ id: string; delivery: () => Promise<Json> }> => {
        const path = `/inlet/v1/conversations/${conversation}/messages`;
        const { body } = await inlet.call('POST', path, { body: { text } });
        await inlet.app.outbox.settled();
        return { id: body.id, delivery: () => deliveryOf(inlet, body.id) };
      };
      const ask = async ({ id }: Json, what: 'resend' | 'retry'): Promise<void> => {
        await inlet.call('POST', `/inlet/v1/deliveries/${String(id)}/${what}`);
        await inlet.app.outbox.settled();
      };
      const repliesIn = (text: string) =>
        running.requests.filter((one) => one.isReply && JSON.stringify(one.fields).includes(text));

      test('hands a reply over once, so that its connector knows that it is genuine', async () => {
        const { id, delivery } = await reply('words to hand over');
        expect((await delivery()).state).toBe('sent');
        expect((await inlet.get(`/inlet/v1/messages/${id}`)).body.status).toBe('sent');
        const [handed, ...more] = repliesIn('words to hand over');
        expect([handed?.isGenuine, more]).toEqual([true, []]);
        const stranger = fake(other);
        if (handed !== undefined) expect(stranger.read(handed).isGenuine).toBe(false);
      });

      test.each(Object.keys(fake({}).failures))(
        'keeps a reply that ends in %s, says why, and sends it when asked again',
        async (failure) => {
          running.fail(failure, 1, true);
          const { id, delivery } = await reply(`words before ${failure}`);
          const failed = await delivery();
          expect(['due', 'failed', 'unknown']).toContain(failed.state);
          expect(failed.attempts[0].reason).toMatch(/\w/);
          if (failed.state !== 'due') await ask(failed, 'resend');
          const again = await delivery();
          // What it was answered may have paused its receiver: a person says that it is well.
          if (again.state !== 'sent') await ask(again, 'retry');
          expect((await inlet.get(`/inlet/v1/messages/${id}`)).body.status).toBe('sent');
        },
      );

      test.each(recordingsIn(fixtures).map((one): [string, Recording] => [one.what, one]))(
        'answers, and calls, as recorded: %s',
        async (_, recording) => {
          await replay(recording, { inlet, credentials: own, called: running.requests });
        },
      );
    });
  });
}

const unknown: ConnectorSetup = {
  ...{ conversations: 0, messages: 0, credentials: {}, key: null, idPrefix: '', now: Date.now },
};

/** As the server documents them, with an id that nobody has in place of each parameter. */
async function routesOf(inlet: RunningApp, { name }: Vendor) {
  const { body } = await inlet.get('/inlet/v1/openapi.json');
  return Object.entries(body.paths as Record<string, Json>).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Json>)
      .filter(([, { tags }]) => (tags as string[]).includes(name))
      .map(([method]) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, '1'),
      })),
  );
}

function callerOf(inlet: RunningApp): CallInlet {
  return async ({ method, path, headers, body }) => {
    const token = path.startsWith('/inlet/') ? {} : { token: null };
    const answer = await inlet.call(method, path, { ...token, headers: headers ?? {}, body });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return { status: answer.status, body: answer.body as unknown, ...acceptedIn(answer) };
  };
}

function acceptedIn({ headers }: Answer) {
  return { acceptanceId: headers.get('inlet-acceptance'), verdict: headers.get('inlet-verdict') };
}

async function conversationOf(inlet: RunningApp, stored: Answer): Promise<string> {
  const { acceptanceId } = acceptedIn(stored);
  const { body } = await inlet.get(`/inlet/v1/acceptances/${String(acceptanceId)}`);
  return body.conversationId as string;
}

/** Messages in the conversation of an accepted one. */
async function countOf(inlet: RunningApp, stored: Answer): Promise<number> {
  const id = await conversationOf(inlet, stored);
  const { body } = await inlet.get(`/inlet/v1/conversations/${id}/messages?limit=100`);
  return body.data.length as number;
}

/** The newest of a message. */
async function deliveryOf(inlet: RunningApp, messageId: string): Promise<Json> {
  const { body } = await inlet.get(`/inlet/v1/deliveries?messageId=${messageId}`);
  const newest = Math.max(...(body.data as Json[]).map(({ id }) => Number(id)));
  return (await inlet.get(`/inlet/v1/deliveries/${newest}`)).body;
}
