import type { Uninstalled } from '../../access/apps.ts';
import type { TellingPorts } from '../vendor.ts';

const LIMITS = { headersMs: 5_000, totalMs: 10_000, mostBytes: 1_024 };

/**
 * Tells the app at its callback address that a company has taken it out (docs/pipedrive.md#tokens):
 * a DELETE with the client's credentials. What it answers is of no matter.
 */
export async function tellUninstalled(
  { store, outbound, now }: TellingPorts,
  { app, clientSecret, workspaceId, userId, localNetworks }: Uninstalled,
): Promise<void> {
  const [url] = app.redirectUris;
  if (url === undefined || clientSecret === null) return;
  const aliases = await store.read.listAliases({ workspaceId });
  const companyId = Number(aliases['pipedrive'] ?? 0);
  const timestamp = new Date(now()).toISOString();
  const credentials = Buffer.from(`${app.clientId}:${clientSecret}`).toString('base64');
  await outbound.fetch({
    method: 'DELETE',
    url,
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: app.clientId,
      company_id: companyId,
      user_id: userId,
      timestamp,
    }),
    localNetworks,
    limits: LIMITS,
  });
}
