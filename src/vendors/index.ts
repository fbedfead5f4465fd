import { highlevel } from './highlevel/index.ts';
import { partoo } from './partoo/index.ts';
import { pipedrive } from './pipedrive/index.ts';
import type { Vendor } from './vendor.ts';

/** Every vendor that Inlet speaks. A further one is its folder and a line here. */
export const vendors: readonly Vendor[] = [pipedrive, highlevel, partoo];
