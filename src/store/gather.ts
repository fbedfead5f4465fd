/** What a file of queries has: verbs that read, verbs that write, or both. */
type QueryFile = { readonly reads?: object; readonly writes?: object };

/** The intersection of a union. */
type Together<Parts> = (Parts extends unknown ? (part: Parts) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

type VerbsOf<Files, Kind extends keyof QueryFile> = Together<
  Files extends { readonly [_ in Kind]: infer Verbs } ? Verbs : never
>;

/** The verbs of several files; two of the same name stop the start. */
export function gather<Files extends readonly QueryFile[]>(...files: Files) {
  return {
    reads: joined(files.map(({ reads }) => reads)) as VerbsOf<Files[number], 'reads'>,
    writes: joined(files.map(({ writes }) => writes)) as VerbsOf<Files[number], 'writes'>,
  };
}

function joined(parts: readonly (object | undefined)[]): unknown {
  const all: Record<string, unknown> = {};
  for (const [name, verb] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (Object.hasOwn(all, name)) throw new Error(`The store has two verbs named ${name}.`);
    all[name] = verb;
  }
  return all;
}
