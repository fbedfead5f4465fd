import type { App, Provider, Store } from '../../store/store.ts';
import { timeText } from '../print.ts';
import { CommandFailed, EXIT } from '../exit.ts';

/** A conversation provider by the id that its vendor's clients know, with the app that brings it. */
export async function findProvider(
  store: Store,
  externalId: string,
): Promise<{ provider: Provider; app: App }> {
  const provider = await store.read.findProvider({ externalId });
  const app = provider === null ? null : await store.read.findApp({ id: provider.appId });
  if (provider !== null && app !== null) return { provider, app };
  throw new CommandFailed(
    `There is no conversation provider ${externalId}. \`inlet provider list\` shows an app's.`,
    EXIT.notFound,
  );
}

export function presentProvider({ externalId, appId, createdAt, ...provider }: Provider) {
  const { name, type, deliveryUrl, attributes } = provider;
  const deliveryType = attributes['deliveryType'] ?? null;
  return {
    ...{ externalId, appId: String(appId), name, type, deliveryUrl, deliveryType },
    createdAt: timeText(createdAt),
  };
}
