import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Static } from 'typebox';
import type { ReplyTemplate } from '../../domain/delivery.ts';
import { saysNothing } from '../../domain/new-reply.ts';
import { wrongField } from '../../domain/refusal.ts';
import { mailOf } from '../../http/mail-of.ts';
import { announceReply } from '../../http/acceptance-headers.ts';
import { principalOf } from '../../http/request.ts';
import { refusalOf } from '../../inbox/refusals.ts';
import type { NewReply } from '../../inbox/send-reply.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ApiPorts } from '../api-ports.ts';
import type { Asked, Nothing } from '../route.ts';
import { route } from '../route.ts';
import { idInBody, idOf } from '../page.ts';
import { IdParams } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';
import { attachmentsOf, mailFields, replyAttachments, replyText, text } from '../schemas/reply.ts';
import { presenter } from './messages.ts';

const LONGEST_KEY = 255;

const Body = Type.Object(
  {
    text: replyText,
    attachments: replyAttachments,
    template: Type.Optional(
      Type.Object(
        {
          id: Type.String({ minLength: 1, maxLength: 255, isId: true }),
          language: Type.Optional(text(35)),
          parameters: Type.Optional(
            Type.Array(Type.String({ maxLength: 4_096 }), { maxItems: 50 }),
          ),
        },
        { additionalProperties: false, description: 'A form that the provider has approved.' },
      ),
    ),
    ...mailFields,
    replyToId: Type.Optional(Type.String({ description: 'The message that this one answers.' })),
    channelId: Type.Optional(
      Type.String({ description: 'Where the conversation has several; else the last one used.' }),
    ),
  },
  { additionalProperties: false },
);

type ReplyBody = Static<typeof Body>;

/** The way in for replies. 202: it is stored, with the delivery that will hand it over. */
export function replyRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/conversations/:id/messages`,
      action: 'messages.send',
      summary: 'Answer in a conversation',
      description:
        'The message is stored with its delivery; what becomes of it is at ' +
        '/deliveries?messageId=. With the header `Idempotency-Key` the same request is carried ' +
        'out once: sent again it is answered as the first time, with `Idempotency-Replayed: true`; another body under the same ' +
        'key is a conflict.',
      params: IdParams,
      headers: Type.Object({
        'idempotency-key': Type.Optional(
          Type.String({
            ...{ minLength: 1, maxLength: LONGEST_KEY, isId: true },
            description: 'Made by you.',
          }),
        ),
      }),
      body: Body,
      answer: nouns.Message,
      status: 202,
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const asked = { ...replyOf(request), workspaceId: principal.workspaceId };
      const outcome = await ports.inbox.sendReply({ ...asked, authorUserId: principal.userId });
      if (outcome.kind !== 'accepted') throw refusalOf(outcome);
      const { message } = outcome;
      announceReply(request, reply, outcome);
      const present = await presenter(ports, message, [message]);
      void reply.header('location', `${base}/messages/${message.id}`);
      return present(message);
    },
  );
}

type AskedReply = Asked<(typeof IdParams)['properties'], Nothing, typeof Body>;

function replyOf({ params, body, headers }: AskedReply): Omit<NewReply, 'workspaceId'> {
  const attachments = attachmentsOf(body.attachments ?? []);
  const words = wellFormed(body.text ?? '');
  if (saysNothing({ text: words, attachments }, body.template !== undefined)) {
    throw wrongField('text', 'must say something where there is no attachment and no template');
  }
  const key = headers['idempotency-key'];
  return {
    conversationId: idOf(params.id),
    text: words,
    attachments,
    template: templateOf(body.template),
    replyToId: body.replyToId === undefined ? null : idInBody(body.replyToId, 'replyToId'),
    channelId: body.channelId === undefined ? null : idInBody(body.channelId, 'channelId'),
    ...mailOf(body),
    idempotencyKey: typeof key === 'string' ? key : null,
  };
}

function templateOf(body: ReplyBody['template']): ReplyTemplate | null {
  if (body === undefined) return null;
  const { id, language, parameters = [] } = body;
  return {
    id,
    language: language === undefined ? null : wellFormed(language),
    parameters: parameters.map(wellFormed),
  };
}
