import type { FastifyInstance } from 'fastify';

/**
 * Serves each path with a slash at its end, too: clients write one or none, and a redirect would lose
 * the body. A path that is registered with one stays as it came.
 */
export class EndSlash {
  readonly #registered = new Set<string>();

  /** Must be called before the routes are registered. */
  watch(app: FastifyInstance): void {
    app.addHook('onRoute', ({ url }) => {
      if (url.endsWith('/')) this.#registered.add(url);
    });
  }

  /** The address of a request as the routes know it. */
  rewrite(url: string): string {
    const query = url.indexOf('?');
    const end = query === -1 ? url.length : query;
    if (end < 2 || url[end - 1] !== '/' || url[end - 2] === '/') return url;
    if (this.#registered.has(url.slice(0, end))) return url;
    return url.slice(0, end - 1) + url.slice(end);
  }
}
