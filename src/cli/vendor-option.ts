import { Option } from 'commander';
import { vendors } from '../vendors/index.ts';

export const vendorOption = (description: string) =>
  new Option('--vendor <vendor>', description).choices(vendors.map(({ name }) => name));
