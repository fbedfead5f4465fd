import type { Dispatcher } from 'undici';

/** A part of a multipart form: a text, or a file whose content is read while it is sent. */
export type FormPart =
  { name: string; value: string } | { name: string; filename: string; content: Blob };

export type OutboundBody = string | Uint8Array | { form: readonly FormPart[] };

export async function toDispatchBody(
  body: OutboundBody | undefined,
): Promise<NonNullable<Dispatcher.DispatchOptions['body']> | null> {
  if (body === undefined) return null;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  const { FormData } = await import('undici');
  const form = new FormData();
  for (const part of body.form) {
    if ('value' in part) form.append(part.name, part.value);
    else form.append(part.name, part.content, part.filename);
  }
  return form;
}
