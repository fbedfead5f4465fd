import { Command } from 'commander';
import { VERSION } from '../lib/version.ts';
import type { CommandPorts } from './command-ports.ts';
import { businessCommand } from './commands/business.ts';
import { channelCommand } from './commands/channel.ts';
import { appCommand } from './commands/app.ts';
import { auditCommands } from './commands/audit.ts';
import { deliveryCommand } from './commands/delivery.ts';
import { fakeConnectorCommand } from './commands/fake-connector.ts';
import { faultCommand } from './commands/fault.ts';
import { grantCommand } from './commands/grant.ts';
import { mcpCommand } from './commands/mcp.ts';
import { messageCommand } from './commands/message.ts';
import { migrateCommand } from './commands/migrate.ts';
import { providerCommand } from './commands/provider.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { secretCommand } from './commands/secret.ts';
import { seedCommand } from './commands/seed.ts';
import { startCommand } from './commands/start.ts';
import { tailCommand } from './commands/tail.ts';
import { tokenCommand } from './commands/token.ts';
import { userCommand } from './commands/user.ts';
import { workspaceCommand } from './commands/workspace.ts';
import { EXIT, EXIT_MEANINGS } from './exit.ts';

/** The tree of commands; docs/cli.md is generated from it. */
export function buildProgram(ports: CommandPorts): Command {
  const program = new Command('inlet')
    .description('A self-hosted inbox that messaging connectors post into.')
    .version(VERSION, '-V, --version', 'print the version')
    .addHelpText('after', afterHelp());
  const commands = [
    startCommand(ports),
    sandboxCommand(),
    seedCommand(),
    workspaceCommand(),
    tokenCommand(),
    grantCommand(),
    userCommand(),
    auditCommands(),
    channelCommand(),
    businessCommand(),
    appCommand(),
    providerCommand(),
    deliveryCommand(),
    messageCommand(),
    faultCommand(),
    secretCommand(),
    tailCommand(ports),
    fakeConnectorCommand(ports),
    mcpCommand(ports),
    migrateCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  return alike(program);
}

/** Sets what commander does not hand on to commands made by themselves. */
function alike(command: Command): Command {
  // Errors of usage come back to run-command.ts, which gives them our exit code.
  command.exitOverride().helpCommand(false);
  command.helpOption('-h, --help', 'print this help');
  for (const below of command.commands) alike(below);
  return command;
}

function afterHelp(): string {
  const codes = Object.values(EXIT).map((code) => `  ${code}  ${EXIT_MEANINGS[code]}`);
  return `
Settings come from the environment (INLET_...): see docs/configuration.md.
Every command prints JSON with --json, and opens the database itself: a running server is not needed
for any but tail.

Exit codes:
${codes.join('\n')}

Examples:
  $ inlet start
  $ inlet start --ephemeral --json
  $ inlet sandbox
  $ inlet workspace create "Support team"`;
}
