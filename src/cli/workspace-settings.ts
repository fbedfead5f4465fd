import { workspaceSettingsFault } from '../access/workspace-settings.ts';
import type { DeclaredSettings } from '../access/vendor-settings.ts';
import type { Workspace } from '../store/store.ts';
import { CommandFailed, EXIT } from './exit.ts';

const LONGEST_NAME = 200;

/** Applies `a.b=value` to a workspace; values are JSON, and plain text where they are not. */
export function applySettings(
  workspace: Workspace,
  assignments: readonly string[],
  declared: DeclaredSettings,
): { name: string; settings: Record<string, unknown> } {
  let { name } = workspace;
  const settings = structuredClone(workspace.settings);
  for (const assignment of assignments) {
    const [path, text] = split(assignment);
    if (path === 'name') name = checkedName(text);
    else assign(settings, path.split('.'), parse(text));
  }
  const fault = workspaceSettingsFault(settings, declared);
  if (fault !== null) throw new CommandFailed(fault, EXIT.usage);
  return { name, settings };
}

/** What people call a workspace: not nothing, and short enough for a list. */
export function checkedName(name: string): string {
  if (name.trim() !== '' && name.length <= LONGEST_NAME) return name.toWellFormed();
  throw new CommandFailed(`A name needs 1 to ${LONGEST_NAME} characters.`, EXIT.usage);
}

function split(assignment: string): [string, string] {
  const at = assignment.indexOf('=');
  if (at > 0) return [assignment.slice(0, at), assignment.slice(at + 1)];
  throw new CommandFailed(`${assignment} is not of the form setting=value.`, EXIT.usage);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (first === '__proto__') throw new CommandFailed('There is no such setting.', EXIT.usage);
  if (rest.length === 0) {
    if (value === null) Reflect.deleteProperty(target, first);
    else target[first] = value;
    return;
  }
  const below = target[first];
  const next = typeof below === 'object' && below !== null ? { ...below } : {};
  assign(next, rest, value);
  target[first] = next;
}
