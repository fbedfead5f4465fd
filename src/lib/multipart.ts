import { charsetOf, decodeText } from './decode-text.ts';
import type { TextFault } from './decode-text.ts';
import { headerParameters } from './header-parameters.ts';

/** A part of multipart/form-data (RFC 7578). `filename` is null where it is a plain field. */
export type FormPart = {
  name: string;
  filename: string | null;
  /** Its own Content-Type and Content-Transfer-Encoding, where it says any. */
  type: string | undefined;
  transfer: string;
  content: Buffer;
};

export type MultipartFault = { kind: 'broken'; reason: string } | { kind: 'too-many' };

const LINE = Buffer.from('\r\n');
const HEADERS_END = Buffer.from('\r\n\r\n');
const LONGEST_HEADERS = 8_192;

/**
 * Takes a form apart without copying its contents. In one pass over the bytes; how they are text is
 * for the reader of each part to say.
 */
export function readMultipart(
  body: Buffer,
  contentType: string,
  mostParts: number,
): FormPart[] | MultipartFault {
  const boundary = headerParameters(contentType).get('boundary') ?? '';
  if (boundary === '') return broken('its content type names no boundary');
  const mark = Buffer.from(`--${boundary}`);
  const between = Buffer.concat([LINE, mark]);
  const parts: FormPart[] = [];
  // What stands before the first mark is for people (RFC 2046, 5.1.1).
  let at = body.indexOf(mark);
  if (at > 0) at = body.indexOf(between) === -1 ? -1 : body.indexOf(between) + LINE.length;
  while (at !== -1) {
    at += mark.length;
    if (body.toString('latin1', at, at + 2) === '--') return parts;
    if (parts.length === mostParts) return { kind: 'too-many' };
    const headersEnd = body.subarray(0, at + LONGEST_HEADERS).indexOf(HEADERS_END, at);
    const end = headersEnd === -1 ? -1 : body.indexOf(between, headersEnd + LINE.length);
    if (headersEnd === -1 || end === -1) break;
    const contentAt = headersEnd + HEADERS_END.length;
    const part = partOf(
      body.subarray(at, headersEnd),
      body.subarray(Math.min(contentAt, end), end),
    );
    if ('kind' in part) return part;
    parts.push(part);
    at = end + LINE.length;
  }
  return broken('it ends before its last boundary');
}

function partOf(head: Buffer, content: Buffer): FormPart | MultipartFault {
  const text = decodeText(head, null);
  if (typeof text !== 'string') return broken('the headers of a part are not valid UTF-8');
  const headers = new Map(
    text.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const disposition = headers.get('content-disposition') ?? '';
  const parameters = headerParameters(disposition);
  const name = parameters.get('name');
  if (!/^form-data *(?:;|$)/i.test(disposition) || name === undefined) {
    return broken('a part has no name');
  }
  const filename = parameters.get('filename');
  return {
    name: written(name),
    filename: filename === undefined ? null : withoutFolders(written(filename)),
    type: headers.get('content-type'),
    transfer: (headers.get('content-transfer-encoding') ?? 'binary').toLowerCase(),
    content,
  };
}

/** Browsers write `"` and line breaks of names so (the multipart/form-data encoding of HTML). */
function written(name: string): string {
  return name.replaceAll(/%(22|0d|0a)/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

function withoutFolders(filename: string): string {
  return filename.slice(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
}

function broken(reason: string): MultipartFault {
  return { kind: 'broken', reason };
}

/** The text of a plain field, in its own charset. */
export function fieldText({ type, content }: FormPart): string | TextFault {
  return decodeText(content, charsetOf(type));
}
