import { printable } from '../../lib/printable.ts';
import type { Credentials } from '../sandbox/credentials.ts';
import type { ReadRequest } from '../../fake/serve-connector.ts';
import type { Told } from '../../fake/tell-inlet.ts';

/** A request for people: what was asked, what the connector makes of it, each field. */
export function requestText({ method, path, query, fields, remarks }: ReadRequest): string {
  const asked = query.size === 0 ? '' : `?${query.toString()}`;
  const said = remarks.length === 0 ? '' : `  (${remarks.join('; ')})`;
  const lines = Object.entries(fields).map(
    ([name, values]) => `    ${name}: ${values.join(' | ')}`,
  );
  return [`<- ${method} ${path}${asked}${said}`, ...lines].map(printable).join('\n');
}

/** How a request was answered. */
export function sentText({ method, path }: ReadRequest, status: number | null): string {
  return printable(`   answered ${method} ${path}: ${status ?? 'not at all'}`);
}

/** What Inlet said to what it was told, with a line to paste where somebody can answer. */
export function toldText(
  { told, status, answer, conversationId }: Told,
  credentials: Credentials | null,
): string {
  const said = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const line = printable(`-> ${told}: ${status ?? 'not told'}  ${said}`);
  if (conversationId === null || credentials === null) return line;
  const { baseUrl, token } = credentials.inlet;
  return [
    line,
    '   answer it:',
    `   curl -s ${baseUrl}/conversations/${conversationId}/messages \\`,
    `     -H 'authorization: Bearer ${token}' -H 'content-type: application/json' \\`,
    `     -d '{"text":"Hello back"}'`,
  ].join('\n');
}
