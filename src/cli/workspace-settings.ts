import { workspaceSettingsFault } from '../access/workspace-settings.ts';
import type { DeclaredSettings } from '../access/vendor-settings.ts';
import type { SettingChange } from '../domain/setting-change.ts';
import { withChanges } from '../domain/setting-change.ts';
import type { Workspace } from '../store/store.ts';
import { CommandFailed, EXIT } from './exit.ts';

const LONGEST_NAME = 200;

/**
 * Reads `a.b=value` as changes to a workspace, and refuses those that it cannot have. Values are
 * JSON, and plain text where they are not; null takes a setting away.
 */
export function readAssignments(
  { settings }: Pick<Workspace, 'settings'>,
  assignments: readonly string[],
  declared: DeclaredSettings,
): { name: string | undefined; changes: SettingChange[] } {
  let name: string | undefined;
  const changes: SettingChange[] = [];
  for (const assignment of assignments) {
    const [path, text] = split(assignment);
    if (path === 'name') name = checkedName(text);
    else changes.push({ path: namesOf(path), value: parse(text) ?? undefined });
  }
  const fault = workspaceSettingsFault(withChanges(settings, changes), declared);
  if (fault !== null) throw new CommandFailed(fault, EXIT.usage);
  return { name, changes };
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

function namesOf(path: string): string[] {
  const names = path.split('.');
  if (!names.includes('__proto__')) return names;
  throw new CommandFailed('There is no such setting.', EXIT.usage);
}
