type Way = { label: string; onChoose: () => void };
export type Said = { title: string; back: Way | null };

const waiting: Said[] = [];
const listeners = new Set<() => void>();

/** Says something short for a while; with a way back, as long as that is open. */
export function say(title: string, back: Way | null = null): void {
  waiting.push({ title, back });
  for (const listener of listeners) listener();
}

/** What was said and is not shown yet. */
export const takeSaid = (): Said[] => waiting.splice(0);

export function onSaid(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
