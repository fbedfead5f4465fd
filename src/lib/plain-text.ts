const ENTITIES = new Map(
  Object.entries({
    amp: '&',
    apos: "'",
    gt: '>',
    lt: '<',
    nbsp: ' ',
    quot: '"',
  }),
);

/** Elements that begin a line of their own. */
const BREAKS = new Set(['br', 'p', 'div', 'tr', 'li', 'ul', 'ol', 'table', 'blockquote', 'hr']);
const HIDDEN = new Set(['script', 'style', 'head', 'title']);

/**
 * The words of an HTML document, for lists, search and previews; never shown as HTML. In one pass:
 * a million `<` cost what a million letters do.
 */
export function plainText(html: string): string {
  let text = '';
  let at = 0;
  const lower = html.toLowerCase();
  while (at < html.length) {
    const open = html.indexOf('<', at);
    text += html.slice(at, open === -1 ? html.length : open);
    if (open === -1) break;
    const close = html.indexOf('>', open);
    if (close === -1) break;
    const name = /^\/?!?([a-z0-9-]*)/i.exec(html.slice(open + 1, open + 20))?.[1]?.toLowerCase();
    at = close + 1;
    if (name === undefined) continue;
    if (BREAKS.has(name) || /^h[1-6]$/.test(name)) text += '\n';
    if (HIDDEN.has(name) && html[open + 1] !== '/') at = endOf(lower, name, at);
  }
  return decoded(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** Behind the end tag; the end of the document where there is none. */
function endOf(lower: string, name: string, from: number): number {
  const end = lower.indexOf(`</${name}`, from);
  if (end === -1) return lower.length;
  const close = lower.indexOf('>', end);
  return close === -1 ? lower.length : close + 1;
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, ...found) => {
    const [decimal, hex, name] = found as (string | undefined)[];
    if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
    return isCharacter ? String.fromCodePoint(code) : '�';
  });
}
