import type { App, Store } from '../../store/store.ts';
import { CommandFailed, EXIT } from '../exit.ts';

/** The app of this id or client id, whoever looks after it: commands are the operator's. */
export async function findApp(store: Store, named: string): Promise<App> {
  const [byClientId = null, ...others] = await store.read.findAppsByClientId({ clientId: named });
  if (others.length > 0) {
    throw new CommandFailed(
      `Several workspaces have an app ${named}. Say which by its id: \`inlet app list\`.`,
      EXIT.usage,
    );
  }
  const id = /^[1-9]\d{0,15}$/.test(named) ? Number(named) : null;
  const app = byClientId ?? (id === null ? null : await store.read.findApp({ id }));
  if (app !== null) return app;
  throw new CommandFailed(
    `There is no app ${named}. \`inlet app list\` shows all, by id and client id.`,
    EXIT.notFound,
  );
}
