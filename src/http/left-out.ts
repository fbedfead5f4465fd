/** What a schema says of the fields of an object, as far as leaving them out goes. */
type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};

/** Takes out of a value, where it stands, what says nothing. */
type TakeOut = (value: unknown) => void;

/**
 * Takes every null out of a value that stands in an optional field: clients send one for what they
 * do not know. Where the schema takes null, it has a meaning of its own and stays.
 */
export function takeOutNulls(schema: unknown): TakeOut {
  const forms = formsOf(schema as Schema);
  const fields = new Map<string, { mayGo: boolean; within: TakeOut }>();
  const names = new Set(forms.flatMap((form) => Object.keys(form.properties ?? {})));
  for (const name of names) {
    const having = forms.filter(({ properties }) => properties?.[name] !== undefined);
    const schemas = having.map(({ properties }) => properties?.[name] as Schema);
    const mayGo =
      having.some(({ required }) => required?.includes(name) !== true) && !schemas.some(takesNull);
    const inner = schemas.map(takeOutNulls);
    fields.set(name, { mayGo, within: (value) => inner.forEach((one) => one(value)) });
  }
  const items = forms.flatMap((form) => (form.items === undefined ? [] : [form.items]));
  const inItems = items.map(takeOutNulls);
  return (value) => {
    if (Array.isArray(value)) {
      if (inItems.length > 0) for (const item of value) inItems.forEach((one) => one(item));
    } else if (typeof value === 'object' && value !== null) {
      takeOutOf(value as Record<string, unknown>, fields);
    }
  };
}

function takeOutOf(
  value: Record<string, unknown>,
  fields: ReadonlyMap<string, { mayGo: boolean; within: TakeOut }>,
): void {
  for (const [name, { mayGo, within }] of fields) {
    if (!Object.hasOwn(value, name)) continue;
    if (value[name] !== null) within(value[name]);
    else if (mayGo) Reflect.deleteProperty(value, name);
  }
}

/** The same for the query of an address, where an optional parameter without a value says nothing. */
export function takeOutEmpty(schema: unknown): TakeOut {
  const { properties = {}, required = [] } = schema as Schema;
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const defaulted = required.filter((name) => 'default' in (properties[name] ?? {}));
  const names = [...optional, ...defaulted];
  return (value) => {
    if (typeof value !== 'object' || value === null) return;
    const query = value as Record<string, unknown>;
    for (const name of names) if (query[name] === '') Reflect.deleteProperty(query, name);
  };
}

/** The schema and all that it is put together from. */
function formsOf(schema: Schema): Schema[] {
  const { anyOf = [], oneOf = [], allOf = [] } = schema;
  return [schema, ...[...anyOf, ...oneOf, ...allOf].flatMap(formsOf)];
}

function takesNull(schema: Schema): boolean {
  const { type, anyOf, oneOf } = schema;
  if (schema.const !== undefined) return schema.const === null;
  if (schema.enum !== undefined) return schema.enum.includes(null);
  if (type !== undefined) return [type].flat().includes('null');
  const some = anyOf ?? oneOf;
  return some === undefined || some.some(takesNull);
}
