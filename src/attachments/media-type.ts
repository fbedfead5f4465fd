/** Whatever a sender may call a content. */
const FORM = /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/;
export const UNKNOWN_TYPE = 'application/octet-stream';

/** `image/png` of `Image/PNG; charset=x`; what is none of that form says nothing. */
export function mediaTypeOf(header: string | null | undefined): string {
  const type = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return FORM.test(type) ? type : UNKNOWN_TYPE;
}

/** Whether `image/*` or `application/pdf` of such a list covers the type. */
export function isAllowedType(type: string, patterns: readonly string[]): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '*/*' ||
      pattern === type ||
      (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1))),
  );
}

const RASTER: readonly [type: string, isOne: (content: Buffer) => boolean][] = [
  ['image/png', (content) => startsWith(content, '89504e470d0a1a0a')],
  ['image/jpeg', (content) => startsWith(content, 'ffd8ff')],
  [
    'image/gif',
    (content) => startsWith(content, '474946383761') || startsWith(content, '474946383961'),
  ],
  [
    'image/webp',
    (content) => startsWith(content, '52494646') && content.toString('latin1', 8, 12) === 'WEBP',
  ],
];

/**
 * The type under which an `<img>` may show the content: a raster image by its first bytes, whatever
 * its sender calls it. Null for all else, SVG and HTML above all, which can hold scripts.
 */
export function rasterTypeOf(content: Buffer): string | null {
  return RASTER.find(([, isOne]) => isOne(content))?.[0] ?? null;
}

function startsWith(content: Buffer, hex: string): boolean {
  return content.toString('hex', 0, hex.length / 2) === hex;
}
