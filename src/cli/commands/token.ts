import { Command } from 'commander';
import { tokenCreateCommand } from './token-create.ts';
import { tokenDisableCommand, tokenEnableCommand } from './token-disable.ts';
import { tokenListCommand } from './token-list.ts';
import { tokenRotateCommand } from './token-rotate.ts';
import { tokenRevokeCommand } from './token-revoke.ts';

export function tokenCommand(): Command {
  return new Command('token')
    .description("Make, list, replace and revoke tokens, Inlet's own and those of vendors.")
    .addCommand(tokenCreateCommand())
    .addCommand(tokenListCommand())
    .addCommand(tokenDisableCommand())
    .addCommand(tokenEnableCommand())
    .addCommand(tokenRotateCommand())
    .addCommand(tokenRevokeCommand());
}
