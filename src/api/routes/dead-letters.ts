import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { BULK_STATES } from '../../domain/delivery-state.ts';
import { wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import type { BulkVerb } from '../../inbox/dead-letters.ts';
import { refusalOf } from '../../inbox/refusals.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ApiPorts } from '../api-ports.ts';
import type { Asked } from '../route.ts';
import { route } from '../route.ts';
import { idOf, missing } from '../page.ts';
import { IdParams } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';
import { deliveryPresenter, selectionOf } from './deliveries.ts';

const LONGEST_TEXT = 65_536;
/** Of one request in bulk. */
const MOST = 500;

const Resend = Type.Object(
  {
    text: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: LONGEST_TEXT,
        description: 'Instead of the text that did not arrive.',
      }),
    ),
  },
  { additionalProperties: false },
);

const id = Type.Optional(Type.String());
const Selection = Type.Object(
  {
    state: Type.Enum([...BULK_STATES]),
    conversationId: id,
    messageId: id,
    webhookId: id,
  },
  { additionalProperties: false },
);

const Bulk = Type.Object({
  count: Type.Integer({ description: 'How many it was done to.' }),
  skipped: Type.Integer({ description: 'How many could not be.' }),
  hasMore: Type.Boolean({ description: `Whether more than ${MOST} were there: ask again.` }),
});

/** What a person does about what did not arrive: one by one, or all that have something in common. */
export function deadLetterRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  resend(scope, base, ports);
  dismiss(scope, base, ports);
  retry(scope, base, ports);
  confirm(scope, base, ports);
  inBulk(scope, `${base}/deliveries/resend`, 'resend', ports);
  inBulk(scope, `${base}/deliveries/dismiss`, 'dismiss', ports);
  inBulk(scope, `${base}/deliveries/retry`, 'retry', ports);
  inBulk(scope, `${base}/deliveries/confirm`, 'confirm', ports);
  inBulk(scope, `${base}/messages/call-off`, 'callOff', ports);
}

function resend(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/deliveries/:id/resend`,
      action: 'deliveries.update',
      summary: 'Send again what did not arrive, as it was or with another text',
      description: 'Opens a new delivery, which is answered; the message is pending again.',
      params: IdParams,
      body: Type.Union([Resend, Type.Null()]),
      answer: nouns.Delivery,
      status: 202,
    },
    async (request, reply) => {
      const { workspaceId } = principalOf(request);
      const text = textOf(request.body?.text);
      const which = { workspaceId, id: idOf(request.params.id) };
      const outcome = await ports.deadLetters.resend({ ...which, text });
      if (outcome.kind !== 'resent') throw refusalOf(outcome);
      const { deliveryId } = outcome;
      void reply.header('location', `${base}/deliveries/${deliveryId}`);
      return shown(ports, { workspaceId, id: deliveryId });
    },
  );
}

function dismiss(scope: FastifyInstance, base: string, { deadLetters }: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/deliveries/:id/dismiss`,
      action: 'deliveries.update',
      summary: 'Take a delivery off the list of those that need a person',
      params: IdParams,
      answer: Type.Null({ description: 'Dismissed.' }),
      status: 204,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const outcome = await deadLetters.dismiss({ workspaceId, id: idOf(request.params.id) });
      if (outcome.kind !== 'dismissed') throw refusalOf(outcome);
      return null;
    },
  );
}

function retry(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/deliveries/:id/retry`,
      action: 'deliveries.update',
      summary: 'Make the next attempt now',
      description:
        'Of a delivery that is due later, or held. 409 with the code attempting, already-sent ' +
        '(resend it) or waiting (behind an earlier reply) otherwise.',
      params: IdParams,
      answer: nouns.Delivery,
      status: 202,
    },
    async (request) => {
      const which = whichOf(request);
      const outcome = await ports.deadLetters.retry(which);
      if (outcome.kind !== 'due') throw refusalOf(outcome);
      return await shown(ports, which);
    },
  );
}

function confirm(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/deliveries/:id/confirm`,
      action: 'deliveries.update',
      summary: 'Say that it has arrived: it is sent',
      description:
        'Of a delivery that was attempted. 409 with the code attempting, already-sent or ' +
        'not-attempted otherwise.',
      params: IdParams,
      answer: nouns.Delivery,
    },
    async (request) => {
      const which = whichOf(request);
      const outcome = await ports.deadLetters.confirm(which);
      if (outcome.kind !== 'confirmed') throw refusalOf(outcome);
      return shown(ports, which);
    },
  );
}

function whichOf(request: Asked<(typeof IdParams)['properties']>) {
  const { workspaceId } = principalOf(request);
  return { workspaceId, id: idOf(request.params.id) };
}

async function shown(ports: ApiPorts, which: { workspaceId: number; id: number }) {
  const found = await ports.store.read.findDelivery({ ...which, now: ports.now() });
  if (found === null) throw missing();
  return (await deliveryPresenter(ports, [found.delivery]))(found.delivery);
}

const DONE: Record<BulkVerb, string> = {
  resend: 'Resend',
  dismiss: 'Dismiss',
  retry: 'Retry now',
  confirm: 'Confirm',
  callOff: 'Call off the replies of',
};

function inBulk(scope: FastifyInstance, path: string, verb: BulkVerb, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${path}`,
      action: 'deliveries.update',
      summary: `${DONE[verb]} all deliveries that have this in common, up to ${MOST} at a time`,
      body: Selection,
      answer: Bulk,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      return ports.deadLetters.all[verb]({ workspaceId, ...selectionOf(request.body) }, MOST);
    },
  );
}

function textOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() === '') throw wrongField('text', 'must say something');
  return wellFormed(text);
}
