import { vendors } from '../../vendors/index.ts';
import type { Credentials } from './credentials.ts';

type Row = readonly [name: string, value: string];

const INDENT = '  ';

/** The credentials as a table: a block for each part, a line for each value. */
export function credentialsText(credentials: Credentials): string {
  const parts = Object.entries(credentials).map(([part, value]) => ({ part, rows: rowsOf(value) }));
  const names = parts.flatMap(({ part, rows }) => [part, ...rows.map(([name]) => name)]);
  const width = Math.max(...names.map((name) => name.length)) + INDENT.length;
  const line = (name: string, value: string) => `${name.padEnd(width)}  ${value}`;
  return parts
    .flatMap(({ part, rows: [only, ...others] }) => {
      if (only?.[0] === '') return [line(part, only[1])];
      const rows = only === undefined ? others : [only, ...others];
      return [part, ...rows.map(([name, value]) => line(INDENT + name, value))];
    })
    .join('\n');
}

/** Lines to paste: one stores a message, the other shows it in its conversation. */
export function firstStepsText(credentials: Credentials): string {
  const lines = vendors.flatMap((vendor) => {
    const part = credentials[vendor.name] as Record<string, unknown> | undefined;
    const line = part === undefined ? undefined : vendor.sandbox?.firstMessage?.(part);
    return line === undefined ? [] : [line];
  });
  const { baseUrl, token } = credentials.inlet;
  return `Store a message:

  ${lines.join('\n\n  ')}

See it in its conversation, and answer it in the inbox: ${credentials.inbox.url}

  curl -s '${baseUrl}/conversations?unread=true&limit=1' -H 'authorization: Bearer ${token}'
`;
}

/** A value's parts with their names; a value without parts has the empty name. */
function rowsOf(value: unknown): Row[] {
  if (typeof value !== 'object' || value === null) return [['', String(value)]];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    rowsOf(part).map(([below, text]): Row => [below === '' ? name : `${name}.${below}`, text]),
  );
}
