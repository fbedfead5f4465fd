import { Ajv, _ } from 'ajv';
import type {
  ErrorObject,
  Format as AjvFormat,
  KeywordDefinition,
  Options,
  ValidateFunction,
} from 'ajv';
import type { FieldError } from '../domain/refusal.ts';
import { wrongFields } from '../domain/refusal.ts';
import { once } from '../lib/once.ts';
import type { Format, Formats } from './formats.ts';
import { COMMON_FORMATS } from './formats.ts';
import { requireKnownWords } from './known-words.ts';
import { takeOutEmpty, takeOutNulls } from './left-out.ts';

export type { Formats } from './formats.ts';

/** What is wrong with a value, in a face's own words. Faults come with their schemas (`verbose`). */
export type FaultWords = (errors: readonly ErrorObject[], formats: Formats) => FieldError[];

/** What is said of an id that cannot be kept. */
export const BROKEN_ID = 'must be well-formed Unicode without U+0000';

const ALL_FAULTS: Options = { allErrors: true, verbose: true };

/** One more item than any schema allows: enough to see that a list is too long. */
const LONGEST_LIST = 1_001;

/**
 * Compiles the schemas of routes. Bodies are taken as they are: no coercion, no defaults, every fault
 * reported. Parts of a URL are text, so there numbers and booleans are read from it. A null in an
 * optional field of a body, and an empty optional parameter of a query, are as if left out
 * (left-out.ts). Lengths count characters, as JSON Schema has it; `maxUnits` counts UTF-16 units; what
 * `isId` is taken only as both databases keep it.
 *
 * Each schema is compiled when the first value comes: all of them take a third of a server's start,
 * and few servers need more than some. That all of it is checked is looked at here and now.
 */
export function validatorCompiler(own: Formats, words: FaultWords = fieldErrorsOf) {
  const formats = { ...COMMON_FORMATS, ...own };
  const checks = Object.entries(formats).map(([name, format]) => [name, checkOf(format)] as const);
  const common: Options = {
    strict: false,
    // 1e400 is valid JSON and reads as Infinity, which no database keeps.
    strictNumbers: true,
    formats: Object.fromEntries(checks),
    keywords: OWN_WORDS,
    // They are the product's own; a test looks at all of them.
    validateSchema: false,
  };
  const instances = {
    body: once(() => new Ajv(common)),
    everyFault: once(() => new Ajv({ ...common, ...ALL_FAULTS })),
    url: once(() => new Ajv({ ...common, ...ALL_FAULTS, coerceTypes: true, useDefaults: true })),
  };
  const known = { formats, own: OWN_WORDS.map(({ keyword }) => keyword as string) };
  return ({ schema, httpPart }: { schema: unknown; httpPart?: string | undefined }) => {
    requireKnownWords(schema, known);
    const isBody = httpPart === 'body';
    const compiled = (kind: keyof typeof instances) =>
      once((): ValidateFunction => instances[kind]().compile(schema as object));
    const validate = compiled(isBody ? 'body' : 'url');
    const explain = compiled('everyFault');
    const names = once(() => namesIn(schema));
    const withoutEmpty = httpPart === 'querystring' ? takeOutEmpty(schema) : null;
    const withoutNulls = once(() => takeOutNulls(schema));
    return (value: unknown) => {
      withoutEmpty?.(value);
      if (validate()(value)) return { value };
      if (isBody) {
        // Only here, as the accept path would feel it: a null that may go is always a fault first.
        withoutNulls()(value);
        if (validate()(value)) return { value };
      }
      const first = validate().errors;
      if (isBody) explain()(shortened(value, { ...MOST }, names()));
      // What was wrong may have been left out of the shortened value.
      const faults = (isBody ? explain().errors : null) ?? first ?? [];
      return { error: wrongFields(words(faults.slice(0, MOST_FAULTS), formats)) };
    };
  };
}

/**
 * The value with its lists and its unknown names cut: looking for every fault of a million items
 * stops the server. Names that the schema has stay, so that none is missed that is there.
 */
function shortened(value: unknown, left: Left, known: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    const some = value.slice(0, Math.min(LONGEST_LIST, Math.max(1, left.items)));
    left.items -= some.length;
    return some.map((one) => shortened(one, left, known));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => known.has(name) || left.names-- > 0);
  return Object.fromEntries(entries.map(([name, one]) => [name, shortened(one, left, known)]));
}

/** How much of a value is looked at for its faults, beside what the schema names. */
type Left = { items: number; names: number };
const MOST: Left = { items: 2 * LONGEST_LIST, names: 200 };
/** Faults that are put into words; fewer are told (see Refusal). */
const MOST_FAULTS = 1_000;

/** Every name that stands anywhere in a schema. */
function namesIn(schema: unknown): Set<string> {
  const names = new Set<string>();
  const look = (part: unknown) => {
    if (typeof part !== 'object' || part === null) return;
    for (const [name, inner] of Object.entries(part)) {
      names.add(name);
      look(inner);
    }
  };
  look(schema);
  return names;
}

function checkOf(format: Format): AjvFormat {
  return format.type === 'number'
    ? { type: 'number', validate: format.accepts }
    : { type: 'string', validate: format.accepts };
}

/** A length in the units that JavaScript and both databases' clients count in: as fast as it gets. */
const MAX_UNITS: KeywordDefinition = {
  keyword: 'maxUnits',
  type: 'string',
  schemaType: 'number',
  code(context) {
    context.fail(_`${context.data}.length > ${context.schema as number}`);
  },
  error: {
    message: 'is too long',
    params: (context) => _`{limit: ${context.schema as number}}`,
  },
};

/** Checks nothing: says that a name which is not known here is refused with those that are. */
const IS_QUERY: KeywordDefinition = { keyword: 'isQuery', schemaType: 'boolean' };

/** Ids are kept as they come, so one that no database keeps is refused: repaired, two could become one. */
const IS_ID: KeywordDefinition = {
  keyword: 'isId',
  type: 'string',
  schemaType: 'boolean',
  code(context) {
    context.fail(_`!${context.data}.isWellFormed() || ${context.data}.includes("\0")`);
  },
  error: { message: BROKEN_ID },
};

const OWN_WORDS = [MAX_UNITS, IS_ID, IS_QUERY];

/** The first fault of each field. The items of a list that is too long are not looked into. */
function fieldErrorsOf(errors: readonly ErrorObject[], formats: Formats): FieldError[] {
  const found = new Map<string, FieldError>();
  const tooLong = errors
    .filter(({ keyword }) => keyword === 'maxItems')
    .map(({ instancePath }) => `${instancePath}/`);
  for (const error of errors) {
    if (tooLong.some((list) => error.instancePath.startsWith(list))) continue;
    const path = pathOf(error.instancePath, namedProperty(error));
    if (!found.has(path)) found.set(path, { path, message: expectation(error, formats) });
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
    case 'maxUnits':
      return `must not be longer than ${String(params['limit'])} characters`;
    case 'additionalProperties':
      return unknownWords(error.parentSchema);
    case 'minProperties':
    case 'minLength':
      return 'must not be empty';
    case 'maxItems':
      return `must not have more than ${String(params['limit'])} items`;
    case 'minItems':
      return `must have at least ${String(params['limit'])} items`;
    case 'isId':
      return BROKEN_ID;
    case 'format':
      return formatWords(error, formats);
    default:
      return error.message ?? 'is not valid';
  }
}

/** What a text or number is not that it should be by its format. */
export function formatWords({ params, data }: ErrorObject, formats: Formats): string {
  const format = formats[String((params as Record<string, unknown>)['format'])];
  return format?.whyNot?.(data) ?? format?.expectation ?? 'is not in the expected form';
}

function unknownWords(schema: Record<string, unknown> = {}): string {
  if (schema['isQuery'] !== true) return 'is not known here';
  const known = Object.keys(schema['properties'] as object);
  return known.length === 0
    ? 'is not known here: nothing can be asked here'
    : `is not known here; known are ${known.join(', ')}`;
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
