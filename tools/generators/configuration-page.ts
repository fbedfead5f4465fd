import { settings, type Setting } from '../../src/config/settings.ts';
import type { Generator } from './generator.ts';

const INTRODUCTION = `# Configuration

<!-- Generated from src/config/settings.ts by \`npm run generate\`. Do not edit. -->

Everything is set by environment variables and read once, at the start. What is wrong is reported
all at once, each fault with what to write; nothing then starts. An empty variable and an unknown one
that begins with \`INLET_\` are faults, so that a mistake in a deployment is not taken for a default.
`;

const SECTIONS: Record<Setting<unknown>['section'], string> = {
  Server: 'What the server is and where it keeps its data.',
  Limits:
    'A request beyond a limit is refused in the shape of the API it came by. A message has to fit into a body, and a body into the queue.',
  Agents: 'What agents may do through MCP, at /mcp and on stdio ([mcp.md](mcp.md)).',
  Commands: 'Read by `inlet tail`, which talks to a running server.',
};

export const configurationPage: Generator = {
  path: 'docs/configuration.md',
  render: () => [INTRODUCTION, ...Object.entries(SECTIONS).map(renderSection)].join('\n'),
};

function renderSection([section, sentence]: [string, string]): string {
  const own = Object.entries(settings).filter(([, setting]) => setting.section === section);
  return [`## ${section}`, sentence, ...own.map(renderSetting)].join('\n\n');
}

function renderSetting([name, setting]: [string, Setting<unknown>]): string {
  const { sentence, type, initial } = setting;
  const isShown = typeof initial === 'string' || typeof initial === 'number' || initial === false;
  const absent = isShown ? `Default: \`${String(initial)}\`.` : '';
  return `### \`${name}\`\n\n${sentence}\n\nTakes ${withTypesAsCode(type.expects)}. ${absent}\n`;
}

/** A media type with an asterisk is no emphasis. */
function withTypesAsCode(text: string): string {
  return text.replaceAll(/\S+\/\*/g, '`$&`');
}
