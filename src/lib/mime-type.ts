import mime from 'mime';

/** Where the list says nothing, or a name that is on its way out. */
const OWN_TYPES = new Map([
  ['aif', 'audio/aiff'],
  ['aifc', 'audio/aiff'],
  ['aiff', 'audio/aiff'],
  ['gsm', 'audio/gsm'],
  ['ulaw', 'audio/basic'],
  ['vcf', 'text/vcard'],
  ['wave', 'audio/wav'],
]);

const UNKNOWN_TYPE = 'application/octet-stream';

/** What a file probably is, by the last part of its name or URL. */
export function mimeTypeOf(nameOrUrl: string): string {
  const ending = fileEnding(nameOrUrl);
  return OWN_TYPES.get(ending) ?? mime.getType(ending) ?? UNKNOWN_TYPE;
}

/** `pdf` of `https://files.example/a.PDF?x=1#y`; empty where there is none. A host has none. */
export function fileEnding(nameOrUrl: string): string {
  const end = nameOrUrl.search(/[?#]/);
  const path = end === -1 ? nameOrUrl : nameOrUrl.slice(0, end);
  const name =
    path
      .replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '')
      .split('/')
      .at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1).toLowerCase();
}
