import { gather } from '../../gather.ts';
import * as apps from './apps.ts';
import * as appSecrets from './app-secrets.ts';
import * as installations from './installations.ts';
import * as providers from './providers.ts';

export const appsVerbs = gather(apps, appSecrets, installations, providers);
