import type { FastifyRequest } from 'fastify';
import { withoutEndSlashes } from '../lib/without-end-slashes.ts';

/** Where people's browsers have this server, as far as cookies and forms are concerned. */
export type PublicAddress = {
  /** As a browser's Origin header has it. */
  origin: string;
  /** What a proxy puts before every path; mostly empty. */
  basePath: string;
  isHttps: boolean;
  /** By a name that leads to the machine it is used on. */
  isLoopback: boolean;
  /** Plain http is safe to carry a password only within one machine. */
  isSafe: boolean;
};

const NOWHERE: PublicAddress = {
  ...{ origin: 'null', basePath: '' },
  ...{ isHttps: false, isLoopback: false, isSafe: false },
};

/** As INLET_PUBLIC_URL says; without it, as the request came. */
export function publicAddress(publicUrl: string | null, request: FastifyRequest): PublicAddress {
  const url = URL.parse(publicUrl ?? `${request.protocol}://${request.host}`);
  if (url === null) return NOWHERE;
  const isHttps = url.protocol === 'https:';
  const isLoopback = namesLoopback(url.hostname);
  return {
    origin: url.origin,
    basePath: withoutEndSlashes(url.pathname),
    isHttps,
    isLoopback,
    isSafe: isHttps || isLoopback,
  };
}

/** By the name that the browser has used: another name for the same machine is another's page. */
function namesLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
