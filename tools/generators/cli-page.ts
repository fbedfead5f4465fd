import type { Command } from 'commander';
import { buildProgram } from '../../src/cli/program.ts';
import type { Generator } from './generator.ts';

/** Fixed, because help is otherwise as wide as the terminal that happens to be there. */
const WIDTH = 96;

const INTRODUCTION = `# The inlet command

<!-- Generated from src/cli/program.ts by \`npm run generate\`. Do not edit. -->

In a checkout run it as \`npx inlet\`. Commands open the database themselves, with or without a running
server beside them; only \`inlet tail\` needs one. They take the same settings as the server
([configuration.md](configuration.md)), so that they find its data.
`;

export const cliPage: Generator = {
  path: 'docs/cli.md',
  render: async () =>
    [INTRODUCTION, ...withAllBelow(await tree(), []).map(renderCommand)].join('\n'),
};

const tree = () => buildProgram({ untilStopped: () => Promise.resolve('SIGTERM') });

type Named = { command: Command; names: string[] };

function withAllBelow(command: Command, above: string[]): Named[] {
  const names = [...above, command.name()];
  return [{ command, names }, ...command.commands.flatMap((below) => withAllBelow(below, names))];
}

function renderCommand({ command, names }: Named): string {
  let help = '';
  command.configureOutput({
    writeOut: (text) => (help += text),
    getOutHelpWidth: () => WIDTH,
    getOutHasColors: () => false,
  });
  // Not helpInformation(): that leaves the examples out.
  command.outputHelp();
  const heading = `${'#'.repeat(Math.min(names.length + 1, 3))} ${names.join(' ')}`;
  return `${heading}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`;
}
