import { Command } from 'commander';
import { VERSION } from '../lib/version.ts';
import type { CommandPorts } from './command-ports.ts';
import { EXIT, EXIT_MEANINGS } from './exit.ts';

type Load = (ports: CommandPorts) => Promise<Command>;

/** By name. Each is read only when it is asked for: one that reads the database needs no vendor's schemas. */
const COMMANDS: Readonly<Record<string, Load>> = {
  start: async (ports) => (await import('./commands/start.ts')).startCommand(ports),
  sandbox: async () => (await import('./commands/sandbox.ts')).sandboxCommand(),
  seed: async () => (await import('./commands/seed.ts')).seedCommand(),
  workspace: async () => (await import('./commands/workspace.ts')).workspaceCommand(),
  token: async () => (await import('./commands/token.ts')).tokenCommand(),
  grant: async () => (await import('./commands/grant.ts')).grantCommand(),
  user: async () => (await import('./commands/user.ts')).userCommand(),
  audit: async () => (await import('./commands/audit.ts')).auditCommands(),
  channel: async () => (await import('./commands/channel.ts')).channelCommand(),
  business: async () => (await import('./commands/business.ts')).businessCommand(),
  app: async () => (await import('./commands/app.ts')).appCommand(),
  provider: async () => (await import('./commands/provider.ts')).providerCommand(),
  delivery: async () => (await import('./commands/delivery.ts')).deliveryCommand(),
  message: async () => (await import('./commands/message.ts')).messageCommand(),
  fault: async () => (await import('./commands/fault.ts')).faultCommand(),
  secret: async () => (await import('./commands/secret.ts')).secretCommand(),
  tail: async (ports) => (await import('./commands/tail.ts')).tailCommand(ports),
  'fake-connector': async (ports) =>
    (await import('./commands/fake-connector.ts')).fakeConnectorCommand(ports),
  mcp: async (ports) => (await import('./commands/mcp.ts')).mcpCommand(ports),
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand(),
};

/**
 * The tree of commands; docs/cli.md is generated from it. With one of its names, that command alone:
 * all where there is no such command, so that what was meant can be suggested.
 */
export async function buildProgram(ports: CommandPorts, name?: string): Promise<Command> {
  const program = new Command('inlet')
    .description('A self-hosted inbox that messaging connectors post into.')
    .version(VERSION, '-V, --version', 'print the version')
    .addHelpText('after', afterHelp());
  const one = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const wanted = one === undefined ? Object.values(COMMANDS) : [one];
  const commands = await Promise.all(wanted.map((load) => load(ports)));
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
for any but tail. One that needs a database makes none. With --json what goes wrong is one line of JSON on
standard error.

Exit codes:
${codes.join('\n')}

Examples:
  $ inlet start
  $ inlet start --ephemeral --json
  $ inlet sandbox
  $ inlet workspace create "Support team"`;
}
