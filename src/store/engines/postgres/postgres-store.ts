import type { Store } from '../../store.ts';

export function openPostgresStore(_options: { url: string }): Promise<Store> {
  return Promise.reject(new Error('not yet'));
}
