import { Command } from 'commander';
import { providerAddCommand } from './provider-add.ts';
import { providerListCommand } from './provider-list.ts';
import { providerSetCommand } from './provider-set.ts';

export function providerCommand(): Command {
  return new Command('provider')
    .description('Look after the conversation providers of apps: what carries messages for them.')
    .addCommand(providerAddCommand())
    .addCommand(providerListCommand())
    .addCommand(providerSetCommand());
}
