/*
 * A list that is being looked at stays as it is: rows keep their places, what is new is counted, and
 * the person says when the list is sorted again. Pure; ids only.
 */

export type Shown = {
  /** What is on the screen, in its order. */
  ids: readonly string[];
  /** In the view now, and not shown yet. */
  isNew: number;
  /** Shown, and elsewhere in the order by now. */
  moved: number;
};

export const NOTHING: Shown = { ids: [], isNew: 0, moved: 0 };

export type Calm = {
  /** A pointer over the list, a focused row, a selection, or a list that is scrolled. */
  isStill: boolean;
  /** At the top with nothing selected: new rows are put above without moving the others. */
  growsUpwards: boolean;
  /** Out of the view by the person's own doing, a moment ago: they stay, whoever looks. */
  held?: ReadonlySet<string>;
};

/** What is shown once the order is `ideal`. */
export function arrange(before: Shown, ideal: readonly string[], calm: Calm): Shown {
  if (!calm.isStill || before.ids.length === 0) {
    return { ids: withHeld(before.ids, ideal, calm.held ?? new Set()), isNew: 0, moved: 0 };
  }
  // The next page and nothing else: of many thousand rows only these are looked at.
  if (before.ids.every((id, index) => id === ideal[index])) {
    return { ids: ideal, isNew: 0, moved: 0 };
  }
  const shown = new Set(before.ids);
  const place = new Map(ideal.map((id, index) => [id, index]));
  const last = before.ids.findLast((id) => place.has(id));
  const end = last === undefined ? -1 : (place.get(last) ?? -1);
  // What stands below everything that was shown is the next page; it goes to the end.
  const below = ideal.slice(end + 1).filter((id) => !shown.has(id));
  const above = ideal.slice(0, end + 1).filter((id) => !shown.has(id));
  const kept = calm.growsUpwards ? [...above, ...before.ids, ...below] : [...before.ids, ...below];
  return {
    ids: kept,
    isNew: calm.growsUpwards ? 0 : above.length,
    moved: movedIn(kept.flatMap((id) => place.get(id) ?? [])),
  };
}

/** The ideal order, with what is held where it stood. */
function withHeld(
  before: readonly string[],
  ideal: readonly string[],
  held: ReadonlySet<string>,
): readonly string[] {
  const inView = new Set(ideal);
  const staying = before.filter((id) => held.has(id) && !inView.has(id));
  if (staying.length === 0) return ideal;
  const ids = [...ideal];
  for (const id of staying) ids.splice(Math.min(before.indexOf(id), ids.length), 0, id);
  return ids;
}

/** How few of these places would have to be taken out so that the rest grow. */
function movedIn(places: readonly number[]): number {
  /** By length of a run that grows: the smallest place that such a run ends with. */
  const ends: number[] = [];
  for (const at of places) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    ends[low] = at;
  }
  return places.length - ends.length;
}
