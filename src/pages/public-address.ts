import type { FastifyRequest } from 'fastify';

/** Where people's browsers have this server, as far as cookies and forms are concerned. */
export type PublicAddress = {
  /** As a browser's Origin header has it. */
  origin: string;
  /** What a proxy puts before every path; mostly empty. */
  basePath: string;
  isHttps: boolean;
  /** Plain http is safe to carry a password only within one machine. */
  isSafe: boolean;
};

/** As INLET_PUBLIC_URL says; without it, as the request came. */
export function publicAddress(publicUrl: string | null, request: FastifyRequest): PublicAddress {
  const url = URL.parse(publicUrl ?? `${request.protocol}://${request.host}`);
  if (url === null) return { origin: 'null', basePath: '', isHttps: false, isSafe: false };
  const isHttps = url.protocol === 'https:';
  return {
    origin: url.origin,
    basePath: url.pathname.replace(/\/+$/, ''),
    isHttps,
    isSafe: isHttps || isLoopback(url.hostname),
  };
}

/** By the name that the browser has used: another name for the same machine is another's page. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
