import { Option } from 'commander';
import { vendors } from '../vendors/index.ts';

export const jsonOption = () => new Option('--json', 'print JSON');

export const workspaceOption = () =>
  new Option('--workspace <name or id>', 'may be left out where there is only one');

export const vendorOption = (description: string) =>
  new Option('--vendor <vendor>', description).choices(vendors.map(({ name }) => name));
