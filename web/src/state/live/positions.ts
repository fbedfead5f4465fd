/* How far this tab has followed the event log of each workspace. */
const positions = new Map<string, number>();

/** Once, from what was loaded first: everything later is followed from there. */
export function startAt(workspace: string, position: number): void {
  if (!positions.has(workspace)) positions.set(workspace, position);
}

export const positionOf = (workspace: string): number | undefined => positions.get(workspace);

export function moveTo(workspace: string, position: number): void {
  positions.set(workspace, Math.max(position, positions.get(workspace) ?? 0));
}
