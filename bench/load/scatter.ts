/**
 * The place of the n-th among so many: in no order, the same in every run, each about as often.
 * Messages that take turns over conversations meet them in the order in which they were made, many on
 * one page of the database; people do not write in turns.
 */
export function scatter(sequence: number, places: number): number {
  return mix(sequence) % places;
}

/** The last steps of MurmurHash3: a multiplication alone takes turns as well, in another order. */
function mix(sequence: number): number {
  let mixed = sequence | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
