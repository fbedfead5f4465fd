import type { ConnectorSetup, FakeConnector } from '../../src/fake/fake-connector.ts';
import { serveConnector, type RunningConnector } from '../../src/fake/serve-connector.ts';
import { createFakeConnector, fakeManifest } from '../../src/vendors/pipedrive/fake-connector.ts';
import type { RunningApp } from './app.ts';

type Size = Partial<Pick<ConnectorSetup, 'conversations' | 'messages'>>;

/** One that has been told nothing of Inlet: it verifies nothing, and names what it takes sent-1. */
export function makeConnector(size: Size = {}): FakeConnector {
  const unknown = { credentials: {}, key: null, idPrefix: 'sent-', now: Date.now };
  return createFakeConnector({ conversations: 0, messages: 0, ...unknown, ...size });
}

/** A connector behind the sandbox's app, registered with its manifest. */
export async function connect(inlet: RunningApp, size: Size = {}): Promise<RunningConnector> {
  const running = await serveConnector(makeConnector(size));
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
