import type { ConnectorSize } from '../../src/domain/fake-connector.ts';
import {
  serveConnector,
  type RunningConnector,
} from '../../src/cli/fake-connector/serve-connector.ts';
import { createFakeConnector, fakeManifest } from '../../src/vendors/pipedrive/fake-connector.ts';
import type { RunningApp } from './app.ts';

/** A connector behind the sandbox's app, registered with its manifest. */
export async function connect(
  inlet: RunningApp,
  size: Partial<ConnectorSize> = {},
): Promise<RunningConnector> {
  const connector = createFakeConnector({ conversations: 0, messages: 0, ...size });
  const running = await serveConnector(connector);
  await register(inlet, fakeManifest(running.url));
  return running;
}

export async function register(
  inlet: RunningApp,
  manifest: Record<string, unknown>,
): Promise<void> {
  const [app] = await inlet.app.store.read
    .listApps({
      ...{ workspaceId: Number(inlet.sandbox.workspace.id), afterId: 0, limit: 10 },
    })
    .then((apps) => apps.filter(({ vendor }) => vendor === 'pipedrive'));
  await inlet.app.store.write.updateApp({ id: app?.id ?? 0, change: { manifest } });
}
