import { appFaults } from '../../access/app-rules.ts';
import type { ManifestRule } from '../../access/app-rules.ts';
import type { AppFields } from '../../access/app-rules.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { objectInFile } from '../read-text.ts';
import type { AppCommandPorts } from '../with-apps.ts';

/** Options with which an app is described; repeated ones are lists. */
export type FieldOptions = {
  name?: string;
  redirectUri?: string[];
  scope?: string[];
  manifest?: string;
  deliveryUrl?: string;
  clientId?: string;
  clientSecret?: string;
};

export const collect = (value: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];

/** Only what was given; ends the command with every fault of it. */
export function fieldsOf(
  options: FieldOptions,
  { outbound }: Pick<AppCommandPorts, 'outbound'>,
  localNetworks: string[],
  manifestRule?: ManifestRule,
): AppFields {
  const { name, redirectUri, scope, manifest, deliveryUrl, clientId, clientSecret } = options;
  const fields: AppFields = {
    ...(name === undefined ? {} : { name }),
    ...(redirectUri === undefined ? {} : { redirectUris: redirectUri }),
    ...(scope === undefined ? {} : { scopes: scope.flatMap((one) => one.split(',')) }),
    ...(manifest === undefined ? {} : { manifest: objectInFile('--manifest', manifest) }),
    ...(deliveryUrl === undefined ? {} : { deliveryUrl: deliveryUrl === '' ? null : deliveryUrl }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
  const urlFault = (url: string) => outbound.urlFault(url, localNetworks);
  const faults = appFaults(fields, urlFault, manifestRule);
  if (faults.length === 0) return fields;
  const words = faults.map(({ path, message }) => `${path} ${message}`).join('\n');
  throw new CommandFailed(words, EXIT.usage);
}
