import type { VendorPorts } from '../vendor.ts';
import type { Ids } from './ids.ts';
import { createIds } from './ids.ts';
import { Providers } from './providers.ts';

/** What the routes of this folder work with. */
export type HighLevelPorts = VendorPorts & { ids: Ids; providers: Providers };

export function createPorts(ports: VendorPorts): HighLevelPorts {
  return { ...ports, ids: createIds(ports.idKey), providers: new Providers(ports.store) };
}
