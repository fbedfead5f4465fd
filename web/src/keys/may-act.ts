/* Whether a single key is meant as a command. Pure but for what it is given. */

/** After focus was lost without the person's doing, letters may be meant for what had it. */
const LOST_MS = 400;

export type Pressed = {
  hasModifier: boolean;
  /** A text field, a menu or a dialog has focus. */
  isTaken: boolean;
  /** When focus was lost without the person's doing; null where it never was. */
  lostAt: number | null;
};

export const mayAct = ({ hasModifier, isTaken, lostAt }: Pressed, now: number): boolean =>
  !hasModifier && !isTaken && (lostAt === null || now - lostAt >= LOST_MS);
