/** One place in a workspace's settings: its names from the outside in. Undefined takes it away. */
export type SettingChange = { path: readonly string[]; value: unknown };

/** The settings with each change made in turn; those that were given stay as they are. */
export function withChanges(
  settings: Record<string, unknown>,
  changes: readonly SettingChange[],
): Record<string, unknown> {
  const changed = structuredClone(settings);
  for (const { path, value } of changes) assign(changed, path, value);
  return changed;
}

function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length > 0) {
    const below = target[first];
    const next = typeof below === 'object' && below !== null ? { ...below } : {};
    assign(next, rest, value);
    target[first] = next;
  } else if (value === undefined) {
    Reflect.deleteProperty(target, first);
  } else {
    target[first] = value;
  }
}
