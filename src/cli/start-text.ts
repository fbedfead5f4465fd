import type { Config } from '../config/config-types.ts';
import { isLoopback, type Sandbox } from './sandbox/prepare-sandbox.ts';
import { sandboxPath } from './sandbox/sandbox-file.ts';
import { credentialsText, firstStepsText } from './sandbox/sandbox-text.ts';

/** What the operator reads when the server serves. Secrets stand in it once, when they are made. */
export function startText(config: Config, url: string, sandbox: Sandbox): string {
  const kept = config.store.kind === 'sqlite' ? `SQLite in ${config.dataDirectory}` : 'PostgreSQL';
  const head = `Inlet serves on ${url} (data: ${kept}).`;
  switch (sandbox.kind) {
    case 'made':
      return `${head}

A sandbox to try it in. Its secrets are printed this once; \`npx inlet sandbox\` shows them again
from ${sandboxPath(config.dataDirectory)}.

${credentialsText(sandbox.credentials)}

${firstStepsText(sandbox.credentials)}`;
    case 'kept':
      return `${head}
The sandbox's credentials: npx inlet sandbox (from ${sandboxPath(config.dataDirectory)}).`;
    case 'empty':
      return `${head}
${whyEmpty(config)}
Make a workspace: npx inlet workspace create "My workspace"`;
    case 'none':
      return head;
  }
}

function whyEmpty({ host, sandbox }: Config): string {
  return sandbox === 'off' || isLoopback(host)
    ? 'There is no workspace yet.'
    : `There is no workspace yet, and no sandbox is made while listening beyond loopback (${host}).`;
}
