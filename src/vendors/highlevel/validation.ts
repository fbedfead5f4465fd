import type { ErrorObject } from 'ajv';
import type { FieldError } from '../../domain/refusal.ts';
import type { Formats } from '../../http/validation.ts';
import { BROKEN_ID, formatWords } from '../../http/validation.ts';

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
};

/**
 * Faults of a request in the sentences of the vendor's validator, several for one field where the
 * vendor has several (docs/highlevel.md#refusals): "type must be a valid enum value", "type should
 * not be empty".
 */
export function faultWords(errors: readonly ErrorObject[], formats: Formats): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const error of errors) {
    for (const fault of faultsOf(error, formats)) {
      found.set(`${fault.path} ${fault.message}`, fault);
    }
  }
  return [...found.values()];
}

function faultsOf(error: ErrorObject, formats: Formats): FieldError[] {
  const schema = error.parentSchema as Schema;
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'required') {
    const name = String(params['missingProperty']);
    const words = [...kindWords(schema.properties?.[name] ?? {}), 'should not be empty'];
    return sentences(pathOf(error.instancePath, name), words);
  }
  return sentences(pathOf(error.instancePath, null), wordsOf(error, schema, params, formats));
}

function wordsOf(
  error: ErrorObject,
  schema: Schema,
  params: Record<string, unknown>,
  formats: Formats,
): string[] {
  const limit = String(params['limit']);
  switch (error.keyword) {
    case 'type':
      return kindWords(schema);
    case 'enum':
      return error.data === ''
        ? ['must be a valid enum value', 'should not be empty']
        : ['must be a valid enum value'];
    case 'minLength':
    case 'minProperties':
      return ['should not be empty'];
    case 'maxLength':
    case 'maxUnits':
      return [`must be shorter than or equal to ${limit} characters`];
    case 'minItems':
      return [`must contain at least ${limit} elements`];
    case 'maxItems':
      return [`must contain no more than ${limit} elements`];
    case 'minimum':
      return [`must not be less than ${limit}`];
    case 'maximum':
      return [`must not be greater than ${limit}`];
    case 'isId':
      return [BROKEN_ID];
    case 'format':
      return [formatWords(error, formats)];
    default:
      return [error.message ?? 'is not valid'];
  }
}

/** What a value of this schema has to be, as said of one that is nothing like it. */
function kindWords(schema: Schema): string[] {
  if (schema.enum !== undefined) return ['must be a valid enum value'];
  switch ([schema.type].flat()[0]) {
    case 'string':
      return ['must be a string'];
    case 'number':
    case 'integer':
      return ['must be a number conforming to the specified constraints'];
    case 'boolean':
      return ['must be a boolean value'];
    case 'object':
      return ['must be an object'];
    case 'array': {
      const { minItems } = schema;
      const few = minItems === undefined ? [] : [`must contain at least ${minItems} elements`];
      return [...few, 'must be an array'];
    }
    default:
      return [];
  }
}

function sentences(path: string, words: readonly string[]): FieldError[] {
  return words.map((message) => ({ path, message }));
}

/** `/attachments/0` as `each value in attachments`, `/call/status` as `call.status`. */
function pathOf(pointer: string, property: string | null): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (property !== null) parts.push(property);
  if (parts.length === 0) return 'body';
  const isItem = /^\d+$/.test(parts.at(-1) ?? '');
  const path = (isItem ? parts.slice(0, -1) : parts).join('.');
  return isItem ? `each value in ${path}` : path;
}
