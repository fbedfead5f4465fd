import type { Formats } from './formats.ts';

/** The words of JSON Schema that are checked here, and those that only describe. */
const CHECKED = [
  ...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['required', 'minProperties', 'maxProperties', 'minItems', 'maxItems', 'uniqueItems'],
];
const DESCRIBING = ['title', 'description', 'default', 'deprecated', 'examples'];
/** Their value is a schema, or several, or a schema for each name. */
const WITH_ONE = ['items', 'additionalProperties', 'propertyNames', 'not', 'contains'];
const WITH_SEVERAL = ['anyOf', 'oneOf', 'allOf'];
const WITH_NAMES = ['properties', 'patternProperties'];

const WORDS = new Set([...CHECKED, ...DESCRIBING, ...WITH_ONE, ...WITH_SEVERAL, ...WITH_NAMES]);

/**
 * Refuses a schema with a format or a word that nothing checks. Schemas are compiled when they are
 * first needed, where a misspelt one would only be found by whoever asks.
 */
export function requireKnownWords(
  schema: unknown,
  known: { formats: Formats; own: readonly string[] },
): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [word, value] of Object.entries(schema)) {
    if (!WORDS.has(word) && !known.own.includes(word)) {
      throw new Error(`A schema has the word ${JSON.stringify(word)}, which nothing checks.`);
    }
    if (word === 'format' && !Object.hasOwn(known.formats, value as string)) {
      throw new Error(`A schema has the format ${JSON.stringify(value)}, which nothing checks.`);
    }
    for (const inner of schemasIn(word, value)) requireKnownWords(inner, known);
  }
}

function schemasIn(word: string, value: unknown): readonly unknown[] {
  if (WITH_ONE.includes(word)) return [value];
  if (WITH_SEVERAL.includes(word)) return value as unknown[];
  return WITH_NAMES.includes(word) ? Object.values(value as object) : [];
}
