import type { FastifyInstance } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import { segmentsOf } from './meant-route.ts';

type Route = { method: string; url: string; pattern: URLPattern; segments: readonly string[] };

/** Tells a path that does not exist from a wrong method on one that does. */
export class RouteMatcher {
  readonly #routes: Route[] = [];

  get routes(): readonly Route[] {
    return this.#routes;
  }

  /** Must be called before the routes are registered. */
  watch(app: FastifyInstance): void {
    app.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) {
        const pattern = new URLPattern({ pathname: route.url });
        this.#routes.push({ method, url: route.url, pattern, segments: segmentsOf(route.url) });
      }
    });
  }

  /** `unserved` are the paths, as URL patterns, that the face documents and Inlet leaves out. */
  whyNot(method: string, path: string, unserved: readonly string[]): Refusal {
    const allowed = this.#routes
      .filter((route) => matches(route.pattern, path))
      .map((route) => route.method);
    const isKnown = unserved.some((pathname) => matches(new URLPattern({ pathname }), path));
    // `/messages/:id` is served for GET, and also matches a documented POST `/messages/reply`.
    if (allowed.length > 0 && !isKnown) {
      const methods = [...new Set(allowed)];
      const words = `${method} is not served here; use ${methods.join(' or ')}.`;
      return new Refusal('method-not-allowed', words, { detail: methods.join(', ') });
    }
    return new Refusal(
      'not-found',
      isKnown
        ? `${method} ${path} is a documented route that Inlet does not serve.`
        : `There is no ${method} ${path} here.`,
      { detail: isKnown ? 'unserved-route' : 'unknown-route' },
    );
  }
}

function matches(pattern: URLPattern, path: string): boolean {
  try {
    return pattern.test({ pathname: path });
  } catch {
    return false;
  }
}
