import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Static, TObject, TProperties, TSchema } from 'typebox';
import type { Action } from '../access/rights.ts';
import { answers } from './schemas/common.ts';

/** A route as it is documented, checked and typed: all three follow from the same schemas. */
export type Described<
  Params extends TProperties,
  Query extends TProperties,
  Body extends TSchema,
  Answer extends TSchema,
> = {
  /** Such as `GET /inlet/v1/channels/:id`. */
  at: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`;
  /** What it does, in the words of the table of rights. */
  action: Action;
  summary: string;
  description?: string;
  params?: TObject<Params>;
  /** What can be asked for; anything else is refused. */
  query?: Query;
  headers?: TObject;
  body?: Body;
  answer: Answer;
  /** Of the answer; 200 where left out. */
  status?: 200 | 201 | 202 | 204;
  /** The most bytes of a body, where it is not the usual. */
  bodyLimit?: number;
};

/** A request whose parts have the types of the route's schemas. */
export type Asked<
  Params extends TProperties = Nothing,
  Query extends TProperties = Nothing,
  Body extends TSchema = Type.TUnknown,
> = FastifyRequest<{
  Params: Static<TObject<Params>>;
  Querystring: Static<TObject<Query>>;
  Body: Static<Body>;
}>;

/** What a handler may say beside what it answers. */
export type Head = Pick<FastifyReply, 'header' | 'type'>;

/** Where a route has no such part. */
export type Nothing = Record<never, never>;

/**
 * Adds a route of Inlet's own API. What the handler returns has the type of the answer's schema and is
 * sent here, once: of the reply a handler has the head alone.
 */
export function route<
  Answer extends TSchema,
  Params extends TProperties = Nothing,
  Query extends TProperties = Nothing,
  Body extends TSchema = Type.TUnknown,
>(
  scope: FastifyInstance,
  described: Described<Params, Query, Body, Answer>,
  handler: (
    request: Asked<Params, Query, Body>,
    reply: Head,
  ) => Static<Answer> | Promise<Static<Answer>>,
): void {
  const { at, action, summary, description, params, query, headers, body } = described;
  const { answer, status = 200, bodyLimit } = described;
  const [method = '', url = ''] = at.split(' ');
  scope.route({
    method,
    url,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    config: { action },
    schema: {
      summary,
      ...(description === undefined ? {} : { description }),
      ...(params === undefined ? {} : { params }),
      querystring: querySchema(query ?? {}),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
      response: answers(answer, status),
    },
    handler: async (request, reply) => {
      const shown = await handler(request as unknown as Asked<Params, Query, Body>, reply);
      return reply.code(status).send(shown);
    },
  });
}

/**
 * Takes `workspace` too, which is part of who asks and not of what is asked (session-auth.ts): where
 * an element of a page loads the address, there is no header that could say it.
 */
function querySchema(properties: TProperties): TObject {
  return Type.Object(properties, {
    additionalProperties: false,
    patternProperties: { '^workspace$': {} },
    isQuery: true,
  });
}
