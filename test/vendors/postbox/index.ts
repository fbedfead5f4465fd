/**
 * A fourth vendor, as small as one can be: letters are posted to /postbox/letters, and replies are
 * posted back. It shows what a vendor takes: a folder, and a line in the list. It is no product.
 */
import { randomBytes } from 'node:crypto';
import type { Delivering } from '../../../src/domain/delivery.ts';
import { judgeAnswer } from '../../../src/domain/judge-answer.ts';
import { Refusal, type RefusalCode } from '../../../src/domain/refusal.ts';
import { appPathOf, jsonAnswer, textOf } from '../../../src/fake/fake-connector.ts';
import type { ConnectorSetup, FakeConnector } from '../../../src/fake/fake-connector.ts';
import { announceAcceptance } from '../../../src/http/acceptance-headers.ts';
import { principalOf } from '../../../src/http/request.ts';
import type { Seeding, Vendor, VendorFace, VendorPorts } from '../../../src/vendors/vendor.ts';

const KEY = { name: 'x-postbox-key', scheme: 'postboxKey' };
const BOX = 'box-1';
const makeKey = () => `post_${randomBytes(16).toString('hex')}`;

export const postbox: Vendor = {
  name: 'postbox',
  face,
  tokens: { kinds: { key: makeKey } },
  outgoing: { deliver },
  sandbox: { seed, fakeConnector },
};

type Letter = { id: string; from: string; text: string };
const text = { type: 'string', minLength: 1, maxLength: 1_000 };
const letter = {
  type: 'object',
  required: ['id', 'from', 'text'],
  properties: { id: text, from: text, text },
};

const STATUS: Partial<Record<RefusalCode, number>> = {
  ...{ unauthenticated: 401, 'scope-missing': 403, forbidden: 403, 'not-found': 404 },
  ...{ 'rate-limited': 429, unavailable: 503, internal: 500 },
};

function face(ports: VendorPorts): VendorFace {
  return {
    ...{ name: 'postbox', prefixes: ['/postbox'], credentialHeader: KEY },
    rights: { table: { 'messages.accept': {} } },
    keepsRejections: true,
    async authenticate(request) {
      const found = await ports.authenticator.authenticate(
        String(request.headers[KEY.name] ?? ''),
        request,
      );
      if (found.kind === 'valid' && found.principal.vendor === 'postbox') return found.principal;
      throw new Refusal('unauthenticated', 'The key is not known here.');
    },
    present: ({ code, explanation }) => ({
      status: STATUS[code] ?? 400,
      body: { error: code, why: explanation },
    }),
    routes(scope) {
      scope.post<{ Body: Letter }>(
        '/postbox/letters',
        { schema: { body: letter }, config: { action: 'messages.accept' } },
        async (request, reply) => {
          const { workspaceId, appId, tokenId } = principalOf(request);
          const { id, from, text: words } = request.body;
          const command = {
            ...{ workspaceId, vendor: 'postbox', receivedAt: ports.now() },
            channel: { appId: appId ?? 0, externalId: BOX },
            conversation: { of: 'channel' as const, externalId: from },
            sender: { externalId: from, role: 'contact' as const, name: from, avatarUrl: null },
            message: {
              ...{ externalId: id, text: words, status: 'sent' as const, writtenAt: ports.now() },
              identity: { scope: 'channel' as const, onKnown: 'keep' as const },
              ...{ replyBy: undefined, link: undefined, attachments: undefined },
            },
          };
          const outcome = await ports.ingest.accept(command, request.bodyBytes, tokenId);
          if (outcome.kind !== 'accepted') throw new Refusal('not-found', 'There is no such box.');
          announceAcceptance(request, reply, outcome.acceptance);
          return { taken: id };
        },
      );
    },
  };
}

/** Posted with the app's own secret, by which the other side knows that it is genuine. */
function deliver({ apps }: VendorPorts): Delivering {
  return {
    async reply({ channel, conversation, message }, courier) {
      const app = await apps.find(channel.appId);
      const secret = app === null ? null : await apps.clientSecretOf(app);
      const url = app?.deliveryUrl ?? null;
      if (url === null || secret === null) {
        return { kind: 'held', reason: 'Nobody has said where letters go.' };
      }
      const answer = await courier.handOver(
        {
          ...{ method: 'POST', url },
          headers: { 'content-type': 'application/json', [KEY.name]: secret },
          body: JSON.stringify({ id: message.id, to: conversation.externalId, text: message.text }),
        },
        { canRepeat: true },
      );
      return judgeAnswer(answer, { now: courier.now, canRepeat: true });
    },
  };
}

async function seed({ inbox, apps, workspaceId, adminUserId: userId, createToken }: Seeding) {
  const [clientId, clientSecret] = [makeKey(), makeKey()];
  const world = { workspaceId, vendor: 'postbox' };
  const client = { clientId, clientSecret, name: 'Letters', ownerUserId: userId };
  const app = await apps.createInstalled({ ...world, ...client });
  const appId = app?.appId ?? 0;
  const box = { externalId: BOX, name: 'Box', avatarUrl: null, attributes: {} };
  await inbox.addChannel({ ...world, appId, userId, ...box });
  const token = { kind: 'key', value: makeKey(), label: 'Key', userId, appId, scopes: [] };
  return { clientId, clientSecret, key: await createToken(token) };
}

function fakeConnector({ credentials, idPrefix }: ConnectorSetup): FakeConnector {
  let brought = 0;
  return {
    failures: { unauthorized: { means: '401', answer: jsonAnswer(401, {}) } },
    tells: {
      message: {
        means: 'a letter came',
        request: () => ({
          ...{ method: 'POST', path: '/postbox/letters' },
          headers: { [KEY.name]: textOf(credentials, 'key') },
          body: { id: `${idPrefix}${(brought += 1)}`, from: 'jane', text: 'Dear Sir' },
        }),
      },
    },
    read: ({ headers }) => ({
      ...{ isGenuine: headers[KEY.name] === credentials['clientSecret'], isReply: true },
      remarks: [],
    }),
    answer: () => jsonAnswer(200, {}),
    registration: (origin) => ({ what: 'address', value: origin }),
    async register(origin, call) {
      const path = await appPathOf(call, textOf(credentials, 'clientId'));
      await call({ method: 'PATCH', path, body: { deliveryUrl: `${origin}/letters` } });
      return `Letters go to ${origin}/letters.`;
    },
  };
}
