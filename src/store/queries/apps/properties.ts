import { made, ifSo, always, ifThere } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { appsVerbs } from './verbs.ts';

export const appsProperties = {
  findApp: { isLookup: true },
  findAppsByClientId: { isLookup: true },
  createApp: { audit: made('app') },
  updateApp: { endsAccess: true, audit: ifSo },
  rotateAppSecret: { endsAccess: true, audit: always },
  findInstallation: { isLookup: true },
  installApp: {
    audit: (isNew, { appId }) =>
      isNew ? { object: `app ${appId}`, details: { place: 'installed' } } : null,
  },
  uninstallApp: {
    endsAccess: true,
    audit: (left, { workspaceId, appId }) =>
      left === null ? null : { workspaceId, object: `app ${appId}` },
  },
  deleteApp: { endsAccess: true, audit: always },
  findProvider: { isLookup: true },
  addProvider: { audit: ifThere },
  updateProvider: { audit: ifThere },
} satisfies Properties<typeof appsVerbs>;
