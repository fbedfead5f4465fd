import { useEffect, useRef, useState } from 'react';

export type Cursor = ReturnType<typeof useCursor>;

/** Where the keys are in the list. When its row goes, they are on the one that takes its place. */
export function useCursor(ids: readonly string[], opened: string | null) {
  const [wanted, put] = useState(opened);
  const place = useRef(0);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (opened !== null) put(opened);
  }, [opened]);
  const at = wanted === null ? -1 : ids.indexOf(wanted);
  const id =
    at >= 0 || wanted === null ? wanted : (ids[Math.min(place.current, ids.length - 1)] ?? null);
  useEffect(() => {
    if (id !== null && ids.includes(id)) place.current = ids.indexOf(id);
  }, [id, ids]);
  const focus = () => setTurn((before) => before + 1);
  const step = (by: number): string | null => {
    const from = id === null ? -1 : ids.indexOf(id);
    const to = ids[Math.min(Math.max(from + by, 0), ids.length - 1)] ?? null;
    put(to);
    focus();
    return to;
  };
  return {
    id,
    put,
    step,
    /** The row takes focus. */
    focus,
    /** How often it was asked to. */
    turn,
  };
}
