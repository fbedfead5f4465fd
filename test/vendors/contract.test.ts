import { fileURLToPath } from 'node:url';
import { vendors } from '../../src/vendors/index.ts';
import { vendorContract } from '../support/vendor-contract.ts';

for (const vendor of vendors) {
  const folder = new URL(`../../src/vendors/${vendor.name}/fixtures`, import.meta.url);
  vendorContract(vendor, fileURLToPath(folder));
}
