import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { Refusal } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, pageOf } from '../page.ts';
import { presentBusiness } from '../present.ts';
import { pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const LONGEST_TEXT = 1_000;
const text = Type.Optional(Type.String({ minLength: 1, maxLength: LONGEST_TEXT }));

const bodyFor = (vendors: readonly string[]) =>
  Type.Object(
    {
      vendor: Type.Enum([...vendors]),
      name: Type.String({ minLength: 1, maxLength: LONGEST_TEXT }),
      externalId: Type.Optional(
        Type.String({ minLength: 1, maxLength: 255, isId: true, description: 'Else one is made.' }),
      ),
      city: text,
      zipcode: text,
      country: text,
      formattedAddress: text,
    },
    { additionalProperties: false },
  );

const ADDRESS = ['city', 'zipcode', 'country', 'formattedAddress'] as const;

/** The places of business that conversations are held for, where a vendor has them. */
export function businessRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listBusinesses(scope, base, ports);
  addBusiness(scope, base, ports);
}

function listBusinesses(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/businesses`,
      action: 'businesses.read',
      summary: 'List the businesses, oldest first',
      query: pageQuery,
      answer: pageOfSchema(nouns.Business),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor } = request.query;
      const [afterId = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const page = { workspaceId, vendor: null, afterId, limit: limit + 1 };
      const rows = await store.read.listBusinesses(page);
      return pageOf(rows, limit, ({ id }) => [id], presentBusiness);
    },
  );
}

function addBusiness(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/businesses`,
      action: 'businesses.add',
      summary: 'Add a business',
      body: bodyFor(Object.keys(ports.customChannels)),
      answer: nouns.Business,
      status: 201,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { vendor, name, externalId = newIdFor(ports, vendor), ...address } = request.body;
      const [city, zipcode, country, formattedAddress] = ADDRESS.map((field) =>
        wellFormedOrNull(address[field]),
      );
      const business = await ports.inbox.addBusiness({
        workspaceId,
        vendor,
        externalId,
        name: wellFormed(name),
        city: city ?? null,
        zipcode: zipcode ?? null,
        country: country ?? null,
        formattedAddress: formattedAddress ?? null,
      });
      if (business === null) {
        throw new Refusal('conflict', 'There is a business of this externalId; choose another.');
      }
      return presentBusiness(business);
    },
  );
}

function newIdFor({ customChannels }: ApiPorts, vendor: string): string {
  return customChannels[vendor]?.newBusinessId() ?? '';
}

function wellFormedOrNull(value: string | undefined): string | null {
  return value === undefined ? null : wellFormed(value);
}
