import Type from 'typebox';
import type { TSchema } from 'typebox';

export const Id = Type.String({ description: "Inlet's own id." });
export const Time = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' });
export const nullable = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

export const IdParams = Type.Object({ id: Id });

/** May be left out by whoever asks, and is always there for the route. */
const withDefault = <Schema extends TSchema>(schema: Schema) =>
  Type.Optional(schema) as unknown as Schema;

const limit = withDefault(Type.Integer({ minimum: 1, maximum: 100, default: 50 }));
const place = (description: string) => Type.Optional(Type.String({ maxLength: 256, description }));

export const pageQuery = { limit, cursor: place('The nextCursor of the page before.') };
export const threadQuery = {
  limit,
  before: place('Messages that stand before this cursor, the latest first.'),
  after: place('Messages that stand after this cursor, the earliest first.'),
};
export const eventQuery = { limit, after: place('The id of the last event that you have seen.') };

export const pageOfSchema = <Item extends TSchema>(item: Item) =>
  Type.Object({ data: Type.Array(item), nextCursor: nullable(Type.String()) });

const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String({ description: 'One word for programs, such as not-found.' }),
    errors: Type.Array(Type.Object({ path: Type.String(), message: Type.String() })),
    oldest: Type.Optional(
      Type.String({ description: 'Of events-gone: the oldest `after` that can be asked for.' }),
    ),
    head: Type.Optional(Type.String({ description: 'Of events-gone: the newest event.' })),
  },
  { description: 'application/problem+json (RFC 9457).' },
);

/** The `response` of a route: its success, and what every refusal looks like. */
export function answers(success: TSchema, status = 200) {
  const content = { 'application/problem+json': { schema: Problem } };
  return { [status]: success, '4xx': { description: 'Refused.', content } };
}
