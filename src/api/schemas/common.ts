import Type from 'typebox';
import type { TSchema } from 'typebox';

export const Id = Type.String({ description: "Inlet's own id." });
export const Time = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' });
export const nullable = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

export const IdParams = Type.Object({ id: Type.String({ maxLength: 32 }) });

export const pageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 256 })),
};

export const pageOfSchema = (item: TSchema) =>
  Type.Object({ data: Type.Array(item), nextCursor: nullable(Type.String()) });
