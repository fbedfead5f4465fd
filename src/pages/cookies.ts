import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PublicAddress } from './public-address.ts';

/** `inlet` is the session, `inlet-form` what ties a form to the browser before there is one. */
export type CookieName = 'inlet' | 'inlet-form';

/**
 * `__Host-` has the browser promise that no other host set the cookie and that it travels over https
 * only. On http the browser would not keep it, and there the name is plain.
 */
function nameOf(name: CookieName, { isHttps }: PublicAddress): string {
  return isHttps ? `__Host-${name}` : name;
}

export function readCookie(
  request: FastifyRequest,
  name: CookieName,
  address: PublicAddress,
): string | undefined {
  const header = request.headers.cookie;
  return header === undefined ? undefined : fastifyCookie.parse(header)[nameOf(name, address)];
}

/** Until the browser is closed; an empty value takes the cookie back. */
export function setCookie(
  reply: FastifyReply,
  name: CookieName,
  value: string,
  address: PublicAddress,
): void {
  const cookie = fastifyCookie.serialize(nameOf(name, address), value, {
    path: '/',
    httpOnly: true,
    secure: address.isHttps,
    // Lax: a link from elsewhere into the inbox finds the person logged in; a form does not.
    sameSite: 'lax',
    ...(value === '' ? { maxAge: 0 } : {}),
  });
  void reply.header('set-cookie', cookie);
}
