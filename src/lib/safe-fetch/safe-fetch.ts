import type { Agent } from 'undici';
import type { Answered, Fetched } from './answer.ts';
import { badUrl } from './answer.ts';
import { dialWith } from './dial.ts';
import type { Lookup } from './dial.ts';
import { exchange } from './exchange.ts';
import type { Limits } from './exchange.ts';
import { VERSION } from '../version.ts';
import type { Networks } from './networks.ts';
import { checkOutboundUrl } from './outbound-url.ts';
import type { OutboundBody } from './request-body.ts';
import { toDispatchBody } from './request-body.ts';

export type OutboundRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: OutboundBody;
  /** The local networks of the workspace on whose behalf it goes out, beside the server's own. */
  localNetworks: readonly string[];
  limits: Limits;
  /** How many redirects are followed, each checked like the first; only for GET and HEAD. 0: none. */
  redirects?: number;
};

export type SafeFetchOptions = {
  /** What the whole server may call beside the public internet. */
  networks: Networks;
  /** What really happened where a caller is told little; never holds a URL's query or a header. */
  log: (entry: { host: string; reason: string; detail: string }) => void;
  lookup?: Lookup | undefined;
};

/** Many proxies and providers refuse callers that do not say who they are. */
const USUAL_HEADERS = {
  'user-agent': `Inlet/${VERSION}`,
  accept: 'application/json, */*;q=0.8',
  'accept-encoding': 'identity',
};
const CONNECT_MS = 10_000;
const CONNECTIONS_PER_ORIGIN = 64;
/** Workspaces with their own list of networks whose connections are kept open. */
const MOST_AGENTS = 100;
const REDIRECTING = [301, 302, 303, 307, 308];
/** Never carried to another origin by a redirect. */
const CREDENTIALS = /^(authorization|cookie|proxy-authorization)$/i;

/**
 * The one way out: every outbound HTTP request of the product goes through here. Addresses are
 * checked inside the dial, https is the rule, time and bytes have limits, and every expected
 * outcome is a value (answer.ts). Connections are shared only by requests of equal rules.
 */
export class SafeFetch {
  readonly #options: SafeFetchOptions;
  readonly #agents = new Map<string, Agent>();

  constructor(options: SafeFetchOptions) {
    this.#options = options;
  }

  /** Why such a URL could never be called for this workspace, for the one who gives it; else null. */
  urlFault(url: string, localNetworks: readonly string[]): string | null {
    const checked = checkOutboundUrl(url, this.#options.networks.with(localNetworks));
    return 'fault' in checked ? checked.fault : null;
  }

  async fetch(request: OutboundRequest): Promise<Fetched> {
    const networks = this.#options.networks.with(request.localNetworks);
    const deadline = performance.now() + request.limits.totalMs;
    let next: OutboundRequest | null = request;
    let left = request.redirects ?? 0;
    let fetched: Fetched = badUrl('It is not a URL.');
    while (next !== null) {
      const remaining = Math.max(1, deadline - performance.now());
      fetched = await this.#hop(next, networks, remaining);
      next = left > 0 ? redirectOf(next, fetched) : null;
      left -= 1;
    }
    return fetched;
  }

  async close(): Promise<void> {
    const agents = [...this.#agents.values()];
    this.#agents.clear();
    await Promise.all(agents.map((agent) => agent.destroy()));
  }

  async #hop(request: OutboundRequest, networks: Networks, remainingMs: number): Promise<Fetched> {
    const checked = checkOutboundUrl(request.url, networks);
    if ('fault' in checked) return badUrl(checked.fault);
    const { url } = checked;
    const { limits } = request;
    const { answer, detail } = await exchange(
      await this.#agentOf(networks),
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: { ...USUAL_HEADERS, ...request.headers },
        body: await toDispatchBody(request.body),
      },
      {
        ...limits,
        headersMs: Math.min(limits.headersMs, remainingMs),
        totalMs: remainingMs,
      },
    );
    if (detail !== null) this.#log(url.host, answer, detail);
    return answer.kind === 'answered' ? { ...answer, url: url.href } : answer;
  }

  #log(host: string, answer: Fetched, detail: string): void {
    const reason = answer.kind === 'answered' ? (answer.cutShort ?? '') : answer.reason;
    this.#options.log({ host, reason, detail });
  }

  /** Connections that one workspace may have open must not serve another that may not. */
  async #agentOf(networks: Networks): Promise<Agent> {
    // Loaded with the first call: it takes 30 MB, and many servers never call anybody.
    const undici = await import('undici');
    const found = this.#agents.get(networks.key);
    if (found !== undefined) return found;
    const oldest = this.#agents.keys().next();
    if (this.#agents.size >= MOST_AGENTS && oldest.done !== true) {
      void this.#agents.get(oldest.value)?.close();
      this.#agents.delete(oldest.value);
    }
    const agent = new undici.Agent({
      connect: dialWith(undici.buildConnector, {
        networks,
        connectMs: CONNECT_MS,
        lookup: this.#options.lookup,
      }),
      connections: CONNECTIONS_PER_ORIGIN,
      // Our own deadlines hold; undici's are coarser.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#agents.set(networks.key, agent);
    return agent;
  }
}

/** The request that the answer redirects to; null where it does not, or to nowhere. */
function redirectOf(request: OutboundRequest, fetched: Fetched): OutboundRequest | null {
  if (fetched.kind !== 'answered' || !REDIRECTING.includes(fetched.status)) return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const location = locationOf(fetched);
  if (location === null) return null;
  const staysHome = location.origin === new URL(request.url).origin;
  const headers = Object.entries(request.headers ?? {}).filter(
    ([name]) => staysHome || !CREDENTIALS.test(name),
  );
  return { ...request, url: location.href, headers: Object.fromEntries(headers) };
}

function locationOf({ headers, url }: Answered): URL | null {
  const { location } = headers;
  return typeof location === 'string' ? URL.parse(location, url) : null;
}
