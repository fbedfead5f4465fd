/** What a new vendor takes: its folder, and a line in the list. The suite of all then runs on it. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pipedrive } from '../../src/vendors/pipedrive/index.ts';
import { vendors } from '../../src/vendors/index.ts';
import type { Vendor } from '../../src/vendors/vendor.ts';
import { startApp } from '../support/app.ts';
import { vendorContract } from '../support/vendor-contract.ts';
import { postbox } from './postbox/index.ts';

const all: readonly Vendor[] = [...vendors, postbox];

vendorContract(postbox, fileURLToPath(new URL('postbox/fixtures', import.meta.url)), all);

test('a vendor whose paths another has already keeps the server from starting', async () => {
  const twin: Vendor = {
    ...postbox,
    face: (ports) => ({ ...pipedrive.face(ports), name: 'postbox', prefixes: ['/postbox', '/v1'] }),
  };
  await expect(startApp({ vendors: [...vendors, twin] })).rejects.toThrow(
    'pipedrive and postbox both serve /v1: give one of the two another prefix.',
  );
});
