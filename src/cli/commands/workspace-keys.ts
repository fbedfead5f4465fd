import { Command } from 'commander';
import { openSecretBox } from '../../access/secret-key.ts';
import { SigningKeys } from '../../access/signing-keys.ts';
import type { Store } from '../../store/store.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption } from '../options.ts';
import { columns, print, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';

const MOST_WEBHOOKS = 10_000;

export function workspaceKeysCommand(): Command {
  return new Command('keys')
    .description('Print the public keys with which receivers verify what Inlet sends them.')
    .argument('[workspace]', 'its name or id; not needed where there is one only')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The signing key is Ed25519, of the workspace, and never changes; vendors' callbacks are signed with it.
Below it stand webhooks that sign by the scheme v1a, each with keys of its own. Those of v1 have a
shared secret, which was told when they were made.`,
    )
    .action((named: string | undefined, options: JsonOption) =>
      withStore(async (store, config) => {
        const { id, name } = await findWorkspace(store, named);
        const secretBox = await openSecretBox(config, store);
        const signing = new SigningKeys({ store, secretBox, now: Date.now });
        const signingPublicKey = await signing.publicKeyOf(id);
        const pem = pemOf(signingPublicKey);
        const webhooks = await webhookKeys(store, id);
        const workspace = { id: String(id), name };
        print(options, { workspace, signingPublicKey, pem, webhooks }, () =>
          [
            `Signing key of ${name} (${id}), in base64 and as PEM:\n`,
            signingPublicKey,
            `\n${pem}`,
            webhooksText(webhooks),
          ].join('\n'),
        );
      }),
    );
}

type WebhookKeys = { id: string; url: string; publicKeys: string[] };

async function webhookKeys(store: Store, workspaceId: number): Promise<WebhookKeys[]> {
  const own = { workspaceId, vendor: null, afterId: 0, limit: MOST_WEBHOOKS };
  const keys: WebhookKeys[] = [];
  for (const { id, url } of await store.read.listWebhooks(own)) {
    const which = { workspaceId, webhookId: id, now: Date.now() };
    const secrets = await store.read.listWebhookSecrets(which);
    const publicKeys = secrets.flatMap(({ publicKey }) => publicKey ?? []);
    if (publicKeys.length > 0) keys.push({ id: String(id), url, publicKeys });
  }
  return keys;
}

function webhooksText(webhooks: readonly WebhookKeys[]): string {
  const rows = webhooks.flatMap(({ id, url, publicKeys }) =>
    publicKeys.map((key) => [id, key, url]),
  );
  return rows.length === 0 ? 'No webhook signs by v1a.' : columns(['WEBHOOK', 'KEY', 'URL'], rows);
}

function pemOf(spki: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${spki}\n-----END PUBLIC KEY-----\n`;
}
