import type { IncomingHttpHeaders } from 'node:http';

/**
 * The fields of a JSON object, a form or a multipart form, as lists of texts. A file stands as
 * `name (type, bytes)`.
 */
export async function readFields(
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Record<string, string[]>> {
  const type = headers['content-type'] ?? '';
  if (body.length === 0) return {};
  if (type.startsWith('application/json')) return fromJson(body);
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return {};
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': type },
  }).formData();
  const fields: Record<string, string[]> = {};
  for (const [name, value] of form) {
    const text = typeof value === 'string' ? value : `${value.name} (${value.type}, ${value.size})`;
    (fields[name] ??= []).push(text);
  }
  return fields;
}

function fromJson(body: Buffer): Record<string, string[]> {
  const value: unknown = JSON.parse(body.toString());
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      [typeof one === 'string' ? one : JSON.stringify(one)],
    ]),
  );
}
