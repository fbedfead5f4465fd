import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';
import type { FieldError } from '../domain/refusal.ts';
import { Refusal } from '../domain/refusal.ts';

/** Named text formats that a face's schemas use, each with the words that refuse a wrong value. */
export type Formats = Record<string, { accepts: (text: string) => boolean; expectation: string }>;

/**
 * Compiles the schemas of routes. Bodies are taken as they are: no coercion, no defaults, no
 * removal, every fault reported. Parts of a URL are text, so there numbers and booleans are read
 * from it. Lengths count UTF-16 units.
 */
export function validatorCompiler(formats: Formats) {
  const checks = Object.entries(formats).map(([name, { accepts }]) => [name, accepts] as const);
  const common = {
    allErrors: true,
    unicode: false,
    strict: false,
    // Says at every start that counting UTF-16 units goes against JSON Schema; it is what we want.
    logger: false,
    formats: Object.fromEntries(checks),
  } as const;
  const body = new Ajv({ ...common, coerceTypes: false });
  const url = new Ajv({ ...common, coerceTypes: true, useDefaults: true });
  return ({ schema, httpPart }: { schema: unknown; httpPart?: string | undefined }) => {
    const validate = (httpPart === 'body' ? body : url).compile(schema as object);
    return (value: unknown) => {
      if (validate(value)) return { value };
      const errors = fieldErrorsOf(validate.errors ?? [], formats);
      return { error: new Refusal('invalid', 'The request is not valid.', { errors }) };
    };
  };
}

function fieldErrorsOf(errors: ErrorObject[], formats: Formats): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const error of errors) {
    const path = pathOf(error.instancePath, namedProperty(error));
    const message = expectation(error, formats);
    if (!found.has(path)) found.set(path, { path, message });
  }
  return [...found.values()];
}

/** The missing or unknown property that a fault of its object is about. */
function namedProperty({ params }: ErrorObject): string | null {
  const { missingProperty, additionalProperty } = params as Record<string, unknown>;
  const name = missingProperty ?? additionalProperty;
  return typeof name === 'string' ? name : null;
}

/** `/attachments/0/url` as `attachments[0].url`; the whole value is `body`. */
function pathOf(pointer: string, property: string | null): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (property !== null) parts.push(property);
  if (parts.length === 0) return 'body';
  return parts
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}

function expectation(error: ErrorObject, formats: Formats): string {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return 'is required';
    case 'type': {
      const types = Array.isArray(params['type']) ? params['type'] : [params['type']];
      return `must be ${types.map((type) => NAMED[String(type)] ?? String(type)).join(' or ')}`;
    }
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}`;
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}`;
    case 'maxLength':
      return `must not be longer than ${String(params['limit'])} characters`;
    case 'additionalProperties':
      return 'is not known here';
    case 'minProperties':
    case 'minLength':
      return 'must not be empty';
    case 'maxItems':
      return `must not have more than ${String(params['limit'])} items`;
    case 'minItems':
      return `must have at least ${String(params['limit'])} items`;
    case 'format':
      return formats[String(params['format'])]?.expectation ?? 'is not in the expected form';
    default:
      return error.message ?? 'is not valid';
  }
}

const NAMED: Record<string, string> = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
};
