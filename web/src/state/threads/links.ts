/* Addresses in a text. Pure; whatever is not clearly one stays text. */

export type Part = { text: string; href: null } | { text: string; href: string; host: string };

const ADDRESS = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>"']+/gi;
const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:']);

export function linksIn(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    // What ends a sentence belongs to the sentence.
    const found = match[0].replace(/[.,;:!?)\]}'"]+$/, '');
    const url = URL.parse(found);
    if (url === null || !SAFE.has(url.protocol)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: found, href: url.href, host: url.host === '' ? url.pathname : url.host });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}
