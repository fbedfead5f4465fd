import { vendors } from '../../vendors/index.ts';
import type { Credentials } from './credentials.ts';

/** The credentials as a table for people, and lines to paste that store a message and show it. */
export function sandboxText(credentials: Credentials): string {
  const rows = Object.entries(credentials).flatMap(([part, values]) =>
    typeof values === 'object' && values !== null
      ? Object.entries(values).map(([name, value]) => [`${part}.${name}`, String(value)] as const)
      : [[part, String(values)] as const],
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
  return `${table}\n${tryText(credentials)}`;
}

function tryText(credentials: Credentials): string {
  const lines = vendors.flatMap((vendor) => {
    const part = credentials[vendor.name] as Record<string, unknown> | undefined;
    if (part === undefined || vendor.firstMessage === undefined) return [];
    return [vendor.firstMessage(part)];
  });
  const { baseUrl, token } = credentials.inlet;
  return `
Store a message:

  ${lines.join('\n\n  ')}

See it in its conversation:

  curl -s '${baseUrl}/conversations?limit=1' -H 'authorization: Bearer ${token}'
`;
}
