import { shownName } from '../lib/shown-name.ts';

export type JsonOption = { json?: true };

/** Prints a value as one line of JSON for programs, or as text for people. */
export function print({ json }: JsonOption, value: unknown, text: () => string): void {
  console.log(json === true ? JSON.stringify(value) : text());
}

/** Rows of text in columns, with a line of headings. */
export function columns(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  // What others have named must not steer the terminal.
  const all = [headings, ...rows.map((row) => row.map(shownName))];
  const widths = headings.map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ');
  return all.map((row) => line(row).trimEnd()).join('\n');
}

export function timeText(at: number): string {
  return new Date(at).toISOString();
}

export function timeOrNull(at: number | null): string | null {
  return at === null ? null : timeText(at);
}
