/** Prints a value as JSON for programs, or as text for people. */
export function print(json: boolean, value: unknown, text: () => string): void {
  console.log(json ? JSON.stringify(value) : text());
}

/** Rows of text in columns, with a line of headings. */
export function columns(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, index) =>
    Math.max(...all.map((row) => (row[index] ?? '').length)),
  );
  return all
    .map((row) =>
      row
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
