/** What reading arguments needs of their schema. */
export type ArgumentSchema = {
  type?: string;
  minimum?: number;
  properties?: Record<string, ArgumentSchema>;
  required?: string[];
  items?: ArgumentSchema;
};

/**
 * What a client meant by its arguments, as a copy, because checking changes what it checks: null,
 * and for an optional one "" and 0, are how a client fills in what it leaves out; a list or an
 * object may come as JSON text. `leftOut` are the names of those that came without a value.
 */
export function readHabits(
  schema: object,
  args: Record<string, unknown>,
): { value: Record<string, unknown>; leftOut: string[] } {
  const value = read(schema, args) as Record<string, unknown>;
  return { value, leftOut: Object.keys(args).filter((name) => !Object.hasOwn(value, name)) };
}

function read(schema: ArgumentSchema, written: unknown): unknown {
  const value = typeof written === 'string' ? fromText(schema, written) : written;
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((one) => read(items, one));
  }
  if (typeof value !== 'object' || value === null) return value;
  const { properties = {}, required = [] } = schema;
  const meant: [string, unknown][] = [];
  for (const [name, one] of Object.entries(value)) {
    const of = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (one === null || (of && !required.includes(name) && saysNothing(of, one))) continue;
    meant.push([name, of === undefined ? one : read(of, one)]);
  }
  return Object.fromEntries(meant);
}

function fromText({ type }: ArgumentSchema, text: string): unknown {
  const start = type === 'array' ? '[' : type === 'object' ? '{' : null;
  if (start === null || !text.trimStart().startsWith(start)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function saysNothing({ type, minimum = 0 }: ArgumentSchema, value: unknown): boolean {
  if (value === '') return true;
  if (type === 'boolean') return false;
  if (type !== 'integer' && type !== 'number') return value === 0;
  return minimum > 0 && (value === 0 || value === '0');
}
