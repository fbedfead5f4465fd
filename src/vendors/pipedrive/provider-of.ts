import type { Channel } from '../../domain/channel.ts';
import type { VendorPorts } from '../vendor.ts';
import type { Provider } from './client.ts';
import { authorizationOf } from './client.ts';
import { manifestOf } from './manifest.ts';

/** Whom to call for a channel: its app's manifest and credentials; null where it has none. */
export async function providerOf(
  { apps }: Pick<VendorPorts, 'apps'>,
  { appId }: Pick<Channel, 'appId'>,
): Promise<Provider | null> {
  const app = await apps.find(appId);
  const manifest = manifestOf(app?.manifest ?? null);
  if (app === null || manifest === null) return null;
  const secret = await apps.clientSecretOf(app);
  return secret === null
    ? null
    : { manifest, authorization: authorizationOf(app.clientId, secret) };
}
