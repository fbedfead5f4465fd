/** A number, with as many decimals as it is worth; a text stays as it is. */
export type Cell = string | number | null;
export type Row = Record<string, Cell>;

/**
 * Prints rows as a table for people, or as one JSON document for programs. The columns are the keys
 * of all rows in the order of their first appearance.
 */
export function printTable(title: string, rows: readonly Row[], json: boolean): void {
  console.log(json ? JSON.stringify({ title, rows }) : formatTable(title, rows));
}

export function formatTable(title: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((column) => formatCell(row[column] ?? null)));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => (row[index] ?? '').length)),
  );
  const isNumeric = columns.map((column) =>
    rows.every((row) => typeof (row[column] ?? 0) === 'number'),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => {
        const width = widths[index] ?? 0;
        return isNumeric[index] === true ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width));
  return ['', title, '', line(columns), line(rule), ...cells.map(line), ''].join('\n');
}

function formatCell(cell: Cell): string {
  if (cell === null) return '-';
  if (typeof cell === 'string') return cell;
  const decimals = Math.abs(cell) >= 100 || Number.isInteger(cell) ? 0 : 2;
  return cell.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
