/** What a change says of itself for the audit log, where it is known only once it was made. */
export type Said = { workspaceId?: number; object?: string; details?: Record<string, unknown> };

/* Rules by which a verb says so. Null where nothing was changed: then nothing is recorded. */

export const always = (): Said => ({});
export const ifSo = (isChanged: boolean): Said | null => (isChanged ? {} : null);
export const ifThere = (changed: object | null): Said | null => (changed === null ? null : {});
export const ifChanged = ({ kind }: { kind: string }): Said | null =>
  kind === 'changed' ? {} : null;
export const made =
  (noun: string) =>
  (row: { id: number } | null): Said | null =>
    row === null ? null : { object: `${noun} ${row.id}` };
export const replayed = (
  outcome: string,
  { accessToken }: { accessToken: { workspaceId: number; grantId?: number | null } },
): Said | null => {
  if (outcome !== 'replayed') return null;
  const { workspaceId, grantId = null } = accessToken;
  return { workspaceId, object: `grant ${grantId ?? 'unknown'}` };
};
