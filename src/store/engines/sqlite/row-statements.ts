import type { DatabaseSync } from 'node:sqlite';
import type { Columns } from '../../column.ts';
import { compileValues } from '../../compiled.ts';
import { snakeCase } from '../../snake-case.ts';
import { columnNames } from '../../table.ts';
import type { Table, ValuesOf } from '../../table.ts';

/** Statements over one row, prepared once. */
type Write<C extends Columns> = (row: ValuesOf<C>) => void;

export function insertInto<C extends Columns>(
  db: DatabaseSync,
  { name, columns }: Table<C>,
): Write<C> {
  const places = Object.keys(columns).map(() => '?');
  return prepare(
    db,
    `INSERT INTO ${name} (${columnNames(columns)}) VALUES (${places.join()})`,
    columns,
  );
}

/** Changes the row of this workspace and id. */
export function updateIn<C extends Columns & { workspaceId: unknown; id: unknown }>(
  db: DatabaseSync,
  table: string,
  { workspaceId, id, ...changed }: C,
): Write<C> {
  const assignments = Object.keys(changed).map((name) => `${snakeCase(name)} = ?`);
  const text = `UPDATE ${table} SET ${assignments.join(', ')} WHERE id = ? AND workspace_id = ?`;
  return prepare(db, text, { ...changed, id, workspaceId } as unknown as C);
}

function prepare<C extends Columns>(db: DatabaseSync, text: string, columns: C): Write<C> {
  const statement = db.prepare(text);
  const valuesOf = compileValues<ValuesOf<C>>(columns);
  return (row) => {
    statement.run(...valuesOf(row));
  };
}
