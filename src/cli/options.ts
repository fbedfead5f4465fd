import { Option } from 'commander';

export const jsonOption = () => new Option('--json', 'print JSON');

export const workspaceOption = () =>
  new Option('--workspace <name or id>', 'may be left out where there is only one');
