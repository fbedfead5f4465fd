/* How far this tab has followed the event log of each workspace. */
const positions = new Map<string, number>();

/**
 * What was loaded shows all up to there: what came later is followed from there, even if this tab has
 * heard of it while the answer was on its way.
 */
export function startAt(workspace: string, position: number): void {
  positions.set(workspace, Math.min(position, positions.get(workspace) ?? position));
}

export const positionOf = (workspace: string): number | undefined => positions.get(workspace);

export function moveTo(workspace: string, position: number): void {
  positions.set(workspace, Math.max(position, positions.get(workspace) ?? 0));
}
