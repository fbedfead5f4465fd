/** The name that takes the fewest edits to reach, for "did you mean". */
export function nearestName<Name extends string>(text: string, names: readonly Name[]): Name {
  // A name that only wants its end is meant before another as far away.
  const distances = names.map(
    (name) => editDistance(text, name) - (name.startsWith(text) ? 0.5 : 0),
  );
  const nearest = names[distances.indexOf(Math.min(...distances))];
  if (nearest === undefined) throw new Error('There is no name to choose from.');
  return nearest;
}

/** Levenshtein's distance, a row of his table at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j += 1) {
      const replaced = (row[j] ?? 0) + (to[j] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
