/** By the ending of a file's name: those that messages bring. */
const TYPES = new Map(
  Object.entries({
    '3gp': 'video/3gpp',
    aac: 'audio/aac',
    ai: 'application/postscript',
    aif: 'audio/aiff',
    aifc: 'audio/aiff',
    aiff: 'audio/aiff',
    amr: 'audio/amr',
    csv: 'text/csv',
    doc: 'application/msword',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    gif: 'image/gif',
    gsm: 'audio/gsm',
    heic: 'image/heic',
    ics: 'text/calendar',
    jpeg: 'image/jpeg',
    jpg: 'image/jpeg',
    m4a: 'audio/mp4',
    mp3: 'audio/mpeg',
    mp4: 'video/mp4',
    mpeg: 'video/mpeg',
    odt: 'application/vnd.oasis.opendocument.text',
    ogg: 'audio/ogg',
    pdf: 'application/pdf',
    png: 'image/png',
    ppt: 'application/vnd.ms-powerpoint',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    rar: 'application/vnd.rar',
    svg: 'image/svg+xml',
    txt: 'text/plain',
    ulaw: 'audio/basic',
    vcard: 'text/vcard',
    vcf: 'text/vcard',
    wav: 'audio/wav',
    wave: 'audio/wav',
    webp: 'image/webp',
    xls: 'application/vnd.ms-excel',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    zip: 'application/zip',
  }),
);

const UNKNOWN_TYPE = 'application/octet-stream';

/** What a file probably is, by the last part of its name or URL. */
export function mimeTypeOf(nameOrUrl: string): string {
  return TYPES.get(fileEnding(nameOrUrl)) ?? UNKNOWN_TYPE;
}

/** `pdf` of `https://files.example/a.PDF?x=1#y`; empty where there is none. */
export function fileEnding(nameOrUrl: string): string {
  const end = nameOrUrl.search(/[?#]/);
  const path = end === -1 ? nameOrUrl : nameOrUrl.slice(0, end);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1).toLowerCase();
}
