import type { FastifyReply } from 'fastify';
import { hash } from 'node:crypto';
import { Html, html } from '../lib/html.ts';
import { STYLE } from './style.ts';

export type Page = {
  /** Of the browser's tab, before "Inlet". */
  title: string;
  main: Html;
  status?: number;
  /**
   * Where a form of the page may lead besides this server: browsers apply the policy to redirects
   * after a form, too. Origins such as https://app.example, or schemes such as myapp:
   */
  leadsTo?: readonly string[];
};

/** Options of a route that answers people: it asks for their session itself, and is no API. */
export const PAGE = { config: { isPublic: true }, schema: { hide: true } };

const STYLE_HASH = hash('sha256', STYLE, 'base64');
const styleElement = new Html(`<style>${STYLE}</style>`);

/** Nothing but the style below, forms that stay here, and no other page around this one. */
function headersOf({ leadsTo = [] }: Page): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    ["form-action 'self'", ...leadsTo].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // With no-referrer, browsers would send forms of this very page with `Origin: null`.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** Answers with a page of Inlet's own: one card in the middle, without script. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .code(page.status ?? 200)
    .headers(headersOf(page))
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(render(page));
}

function render({ title, main }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} · Inlet</title>
        ${styleElement}
      </head>
      <body>
        <header class="brand">${MARK}<span>Inlet</span></header>
        <main>${main}</main>
      </body>
    </html> `.text;
}

/** Three lines that run together into one. */
const MARK = html`<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
  <rect width="32" height="32" rx="8" fill="var(--accent)" />
  <g fill="none" stroke="var(--on-accent)" stroke-width="2.5" stroke-linecap="round">
    <path d="M7 9.5c6 0 6 6.5 12 6.5M7 22.5c6 0 6-6.5 12-6.5M7 16h18" />
    <path d="M21.5 12.5 25 16l-3.5 3.5" stroke-linejoin="round" />
  </g>
</svg>`;
