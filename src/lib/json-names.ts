const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const COLON = ':'.charCodeAt(0);
const OPEN_BRACE = '{'.charCodeAt(0);
const CLOSE_BRACE = '}'.charCodeAt(0);
/** `"":0,` is the shortest name and value. */
const SHORTEST = 5;

/**
 * Whether an object in a JSON text has more names than `limit`, counted in one pass and before
 * anything parses or checks them: 88,000 unknown names cost a validator half a second.
 */
export function hasMoreNames(json: string, limit: number): boolean {
  // Nearly every text is too short for that.
  return json.length > limit * SHORTEST && countsMoreNames(json, limit);
}

function countsMoreNames(json: string, limit: number): boolean {
  const counts: number[] = [];
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i += 1) {
    const code = json.charCodeAt(i);
    if (inString) {
      if (code === BACKSLASH) i += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) {
      inString = true;
    } else if (code === OPEN_BRACE) {
      depth += 1;
      counts[depth] = 0;
    } else if (code === CLOSE_BRACE) {
      depth = Math.max(0, depth - 1);
    } else if (code === COLON) {
      const count = (counts[depth] ?? 0) + 1;
      counts[depth] = count;
      if (count > limit) return true;
    }
  }
  return false;
}
