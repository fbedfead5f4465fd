/** Headers of a page that needs nothing but its own style. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

export const PAGE_STYLE = `
  :root { color-scheme: light dark; font: 17px/1.6 system-ui, sans-serif; }
  body { max-width: 46rem; margin: 10vh auto; padding: 0 1.5rem; }
  h1 { font-size: 1.6rem; margin-bottom: 0.2em; }
  h2 { font-size: 1.1rem; margin: 2.2em 0 0.4em; }
  code { font-size: 0.95em; background: color-mix(in srgb, currentColor 9%, transparent);
    padding: 0.1em 0.35em; border-radius: 0.3em; overflow-wrap: anywhere; }
  dt { font-weight: 600; margin-top: 1em; }
  dd { margin-left: 0; }
  details { border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding: 0.5em 0; }
  summary { cursor: pointer; }
  table { border-collapse: collapse; width: 100%; font-size: 0.9em; }
  td, th { text-align: left; vertical-align: top; padding: 0.25em 0.8em 0.25em 0; }
  .method { display: inline-block; min-width: 4.2em; font-weight: 600; }
`;

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
