import type { FastifyReply, FastifyRequest } from 'fastify';
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../domain/refusal.ts';
import { html, type Html } from '../lib/html.ts';
import { readCookie, setCookie } from './cookies.ts';
import type { PublicAddress } from './public-address.ts';

const FIELD = 'form';
const SECRET = /^[\w-]{43}$/;

/**
 * The hidden field that every form needs: made from a cookie that only this browser has, so that no
 * other site can make a form that is taken. Gives the browser that cookie where it has none yet.
 */
export function formToken(
  request: FastifyRequest,
  reply: FastifyReply,
  address: PublicAddress,
): Html {
  let secret = secretOf(request, address);
  if (secret === undefined) {
    secret = randomBytes(32).toString('base64url');
    setCookie(reply, 'inlet-form', secret, address);
  }
  return html`<input type="hidden" name="${FIELD}" value="${tokenOf(secret)}" />`;
}

/**
 * The fields of a form that was sent from a page of this server, by the browser that got the page.
 * Refuses anything else. A field that came twice is left out: nothing here is a list.
 */
export function readForm(request: FastifyRequest, address: PublicAddress): Record<string, string> {
  if (!isOurs(request, address)) {
    throw new Refusal('forbidden', `This form can only be sent from ${address.origin} itself.`);
  }
  const entries = (request.body ?? []) as [string, string][];
  const times = new Map<string, number>();
  for (const [name] of entries) times.set(name, (times.get(name) ?? 0) + 1);
  const form = Object.fromEntries(entries.filter(([name]) => times.get(name) === 1));
  const secret = secretOf(request, address);
  if (secret === undefined || !isSame(form[FIELD] ?? '', tokenOf(secret))) {
    throw new Refusal(
      'forbidden',
      'This form has gone stale, or your browser keeps no cookies. Go back, load the page again and repeat.',
    );
  }
  return form;
}

/** The session's cookie once there is one, so that a form of another login is stale. */
function secretOf(request: FastifyRequest, address: PublicAddress): string | undefined {
  const session = readCookie(request, 'inlet', address);
  if (session !== undefined && SECRET.test(session)) return session;
  const form = readCookie(request, 'inlet-form', address);
  return form !== undefined && SECRET.test(form) ? form : undefined;
}

/** As far as the browser says; the token stands behind it for those that do not. */
function isOurs(request: FastifyRequest, address: PublicAddress): boolean {
  const { origin } = request.headers;
  if (origin !== undefined) return origin === address.origin;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

function tokenOf(secret: string): string {
  return hash('sha256', `form:${secret}`, 'base64url');
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
