import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { isAddressOrRange } from '../../access/address-list.ts';
import { refuseMore } from '../../access/offspring.ts';
import { makerOf } from '../../access/principal.ts';
import { UNLIMITED } from '../../access/rights.ts';
import { hashToken, lastFour } from '../../access/token-format.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { NewToken } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import type { Asked, Nothing } from '../route.ts';
import { route } from '../route.ts';
import { idOf, missing } from '../page.ts';
import { presentToken } from '../present.ts';
import { IdParams, Time } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';
import { NOT_MADE } from './new-tokens.ts';

const bodyFor = (vendors: readonly string[]) =>
  Type.Object(
    {
      vendor: Type.Enum([...vendors]),
      kind: Type.String({ description: "In the vendor's words, such as a role." }),
      label: Type.String({ minLength: 1, maxLength: 200 }),
      scopes: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 255, isId: true }), { maxItems: 200 }),
      ),
      expiresAt: Type.Optional(Time),
      allowedAddresses: Type.Optional(
        Type.Array(Type.String({ maxLength: 64 }), {
          maxItems: 100,
          description:
            'Addresses and ranges that it is taken from; left out or empty: as your own credential.',
        }),
      ),
    },
    { additionalProperties: false },
  );

type Add = Asked<Nothing, Nothing, ReturnType<typeof bodyFor>>;

/** Credentials of the vendors' APIs, which are listed and revoked with all other tokens. */
export function vendorTokenRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  addVendorToken(scope, base, ports);
  setDisabled(scope, base, ports, true);
  setDisabled(scope, base, ports, false);
}

function addVendorToken(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/vendor-tokens`,
      action: 'tokens.write',
      summary: "Make a credential of a vendor's API",
      description:
        'Its secret, `token`, is answered this once. It lasts as long as your own credential and is taken where that is, unless less is said.',
      body: bodyFor(Object.keys(ports.tokenMakers)),
      answer: Type.Object({ ...nouns.Token.properties, token: Type.String() }),
      status: 201,
    },
    async (request: Add) => {
      const { row, value } = await newToken(request, ports);
      const { vendor, kind } = request.body;
      request.audited = { details: { vendor, kind } };
      const made = await ports.tokens.create(row);
      if (made === null) throw new Refusal('conflict', NOT_MADE);
      const { id } = made;
      const shown = presentToken({ ...row, id, revokedAt: null, lastUsedAt: null });
      return { ...shown, token: value };
    },
  );
}

function setDisabled(
  scope: FastifyInstance,
  base: string,
  ports: ApiPorts,
  isDisabled: boolean,
): void {
  route(
    scope,
    {
      at: `POST ${base}/tokens/:id/${isDisabled ? 'disable' : 'enable'}`,
      action: 'tokens.write',
      summary: isDisabled
        ? 'Refuse a token, at once, until it is enabled again'
        : 'Take a token again that was disabled',
      params: IdParams,
      answer: Type.Null({ description: 'It is so now.' }),
      status: 204,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const change = { workspaceId, id: idOf(request.params.id), isDisabled };
      const isThere = await ports.tokens.setDisabled(change);
      if (!isThere) throw missing();
      return null;
    },
  );
}

async function newToken(
  request: Add,
  ports: ApiPorts,
): Promise<{ row: Required<NewToken>; value: string }> {
  const principal = principalOf(request);
  const { workspaceId, userId, grantId, loginId: sessionId } = principal;
  const { vendor, kind, label, scopes = [] } = request.body;
  const kinds = ports.tokenMakers[vendor] ?? {};
  const maker = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (maker === undefined) {
    throw wrongField('kind', `must be one of ${Object.keys(kinds).join(', ')}`);
  }
  const expiresAt = timeOf(request.body.expiresAt, ports.now()) ?? principal.expiresAt;
  const allowedAddresses =
    checkedAddresses(request.body.allowedAddresses) ?? principal.allowedAddresses;
  // A vendor's rights are not Inlet's scopes: its credential is worth all of them.
  const worth = { scopes: UNLIMITED, role: 'admin', audience: null } as const;
  refuseMore(principal, { ...worth, expiresAt, allowedAddresses });
  const value = maker.makeValue();
  const row = {
    workspaceId,
    vendor,
    kind,
    hash: hashToken(value),
    lastFour: lastFour(value),
    label: wellFormed(label),
    userId,
    appId: maker.isWithoutApp ? null : await appOf(ports, workspaceId, vendor),
    scopes: JSON.stringify(scopes),
    createdAt: ports.now(),
    ...{ expiresAt, grantId, sessionId, makerId: makerOf(principal) },
    audience: null,
    allowedAddresses: allowedAddresses === null ? null : JSON.stringify(allowedAddresses),
    disabledAt: null,
    roleLimit: null,
  };
  return { row, value };
}

async function appOf({ store }: ApiPorts, workspaceId: number, vendor: string): Promise<number> {
  const app = await store.read.findInstallation({ workspaceId, vendor });
  if (app !== null) return app.appId;
  throw new Refusal('conflict', `No app of ${vendor} is installed in the workspace.`);
}

/** An empty list is as none. */
function checkedAddresses(list: readonly string[] = []): readonly string[] | null {
  const wrong = list.findIndex((entry) => !isAddressOrRange(entry));
  if (wrong !== -1) {
    throw wrongField(`allowedAddresses[${wrong}]`, 'must be an address or range: 192.0.2.0/24');
  }
  return list.length === 0 ? null : list;
}

function timeOf(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (at > now) return at;
  throw wrongField('expiresAt', 'must be a time to come, such as 2099-12-31T00:00:00.000Z');
}
