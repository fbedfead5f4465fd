import { Command } from 'commander';
import { appCreateCommand } from './app-create.ts';
import { appListCommand, appShowCommand } from './app-list.ts';
import { appDeleteCommand, appInstallCommand, appUninstallCommand } from './app-place.ts';
import { appSecretCommand, appUpdateCommand } from './app-update.ts';

export function appCommand(): Command {
  return new Command('app')
    .description('Make and look after apps: OAuth clients and key holders of every vendor.')
    .addCommand(appCreateCommand())
    .addCommand(appListCommand())
    .addCommand(appShowCommand())
    .addCommand(appUpdateCommand())
    .addCommand(appSecretCommand())
    .addCommand(appInstallCommand())
    .addCommand(appUninstallCommand())
    .addCommand(appDeleteCommand());
}
