/**
 * The parameters behind the first `;` of a header such as Content-Type (RFC 9110, 5.6.6), by name in
 * lower case; the first counts where one comes twice. Read in one pass, whatever is in it.
 */
export function headerParameters(header: string): Map<string, string> {
  const found = new Map<string, string>();
  let at = header.indexOf(';');
  while (at !== -1 && at < header.length) {
    const equals = indexOfAny(header, '=;', at + 1);
    if (header[equals] !== '=') {
      at = equals;
      continue;
    }
    const name = header
      .slice(at + 1, equals)
      .trim()
      .toLowerCase();
    const { value, end } = readValue(header, equals + 1);
    if (!found.has(name)) found.set(name, value);
    at = header.indexOf(';', end);
  }
  return found;
}

function readValue(header: string, from: number): { value: string; end: number } {
  let start = from;
  while (header[start] === ' ' || header[start] === '\t') start += 1;
  if (header[start] !== '"') {
    const end = indexOfAny(header, ';', start);
    return { value: header.slice(start, end).trim(), end };
  }
  let value = '';
  let at = start + 1;
  for (; at < header.length && header[at] !== '"'; at += 1) {
    const isEscape = header[at] === '\\' && (header[at + 1] === '"' || header[at + 1] === '\\');
    if (isEscape) at += 1;
    value += header[at] ?? '';
  }
  return { value, end: at + 1 };
}

/** Where the first of these signs is; the end of the text where none is. */
function indexOfAny(text: string, signs: string, from: number): number {
  let at = from;
  while (at < text.length && !signs.includes(text[at] ?? '')) at += 1;
  return at;
}
