import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Static } from 'typebox';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { httpUrlOrNull } from '../../lib/http-url.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idInBody } from '../page.ts';
import { presentChannel } from '../present.ts';
import { Id } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const bodyFor = (vendors: readonly string[]) =>
  Type.Object(
    {
      vendor: Type.Enum([...vendors]),
      name: Type.String({ minLength: 1, maxLength: 1_000 }),
      externalId: Type.Optional(
        Type.String({ minLength: 1, maxLength: 255, isId: true, description: 'Else one is made.' }),
      ),
      avatarUrl: Type.Optional(
        Type.String({ maxLength: 2_048, description: 'The icon; http or https.' }),
      ),
      isReadonly: Type.Optional(Type.Boolean({ description: 'It takes no replies.' })),
      businessIds: Type.Optional(
        Type.Array(Id, {
          minItems: 1,
          maxItems: 1_000,
          description: 'The businesses whose conversations it carries; left out for all.',
        }),
      ),
    },
    { additionalProperties: false },
  );

type ChannelBody = Static<ReturnType<typeof bodyFor>>;

/** For vendors whose own API adds no channels. */
export function customChannelRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/channels`,
      action: 'channels.add',
      summary: 'Add a channel of a vendor whose own API adds none',
      body: bodyFor(Object.keys(ports.customChannels)),
      answer: nouns.Channel,
      status: 201,
    },
    async (request) => {
      const { workspaceId, userId } = principalOf(request);
      const { body } = request;
      const { vendor, avatarUrl, isReadonly = false } = body;
      if (avatarUrl !== undefined && httpUrlOrNull(avatarUrl) === null) {
        throw wrongField('avatarUrl', 'must be a URL of http or https');
      }
      const externalId = body.externalId ?? ports.customChannels[vendor]?.newChannelId() ?? '';
      const app = await ports.store.read.findInstallation({ workspaceId, vendor });
      if (app === null) {
        throw new Refusal('conflict', `No app of ${vendor} is installed in the workspace.`);
      }
      const channel = await ports.inbox.addChannel({
        workspaceId,
        vendor,
        appId: app.appId,
        externalId,
        name: wellFormed(body.name),
        avatarUrl: avatarUrl === undefined ? null : wellFormed(avatarUrl),
        attributes: {},
        userId,
        isReadonly,
        businessIds: await businessesOf(ports, workspaceId, body),
      });
      if (channel === null) {
        throw new Refusal('conflict', 'There is a channel of this externalId; choose another.');
      }
      return presentChannel(channel);
    },
  );
}

async function businessesOf(
  { store }: ApiPorts,
  workspaceId: number,
  { vendor, businessIds }: ChannelBody,
): Promise<number[] | null> {
  if (businessIds === undefined) return null;
  const ids = businessIds.map((id, index) => idInBody(id, `businessIds[${index}]`));
  const found = await store.read.businessesById({ workspaceId, ids });
  const known = new Set(found.filter((one) => one.vendor === vendor).map(({ id }) => id));
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown === -1) return [...known];
  throw wrongField(`businessIds[${unknown}]`, `must be the id of a business of ${vendor} here`);
}
