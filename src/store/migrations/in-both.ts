/** A statement for both databases, or the escape: what each needs for itself. */
type Statement = string | { sqlite?: readonly string[]; postgres?: readonly string[] };

/**
 * One list of statements for both databases, in SQLite's words; the other's are filled in:
 *
 * - `INTEGER`, `TEXT` and `REAL`, in capitals: the types; `STRICT` and `WITHOUT ROWID` go;
 * - `TEXT COLLATE "C"`: ids and words from outside, which SQLite sorts byte by byte in any case;
 * - `status ONE OF ('a', 'b', 'c')`: a check. SQLite builds a table of the words of an IN list of three
 *   or more, and drops it again, with every row that it checks: a sixth of the time of storing a
 *   message (measured);
 * - `id ID`: what a workspace finds by its id. SQLite's key is the id alone, which is its place in
 *   the table; PostgreSQL's is `(workspace_id, id)`, so that the table can be spread.
 */
export function inBoth(statements: readonly Statement[]) {
  return {
    sqlite: statements.flatMap((one) => (isShared(one) ? sqliteOf(one) : (one.sqlite ?? []))),
    postgres: statements.flatMap((one) => (isShared(one) ? postgresOf(one) : (one.postgres ?? []))),
  };
}

const isShared = (one: Statement) => typeof one === 'string';

const ID = /^( *)id ID\b/m;
const ONE_OF = /(\w+) ONE OF \(([^)]*)\)/g;

function sqliteOf(statement: string): string {
  return statement
    .replace(ID, '$1id INTEGER PRIMARY KEY')
    .replaceAll(' COLLATE "C"', '')
    .replace(ONE_OF, (_, column: string, words: string) =>
      words
        .split(/,\s+/)
        .map((word) => `${column} = ${word}`)
        .join(' OR '),
    );
}

function postgresOf(statement: string): string {
  const end = ID.test(statement) ? ',\n    PRIMARY KEY (workspace_id, id)\n  )' : '\n  )';
  return statement
    .replace(/\n {2}\) STRICT(, WITHOUT ROWID)?$/, end)
    .replace(ID, '$1id bigint NOT NULL')
    .replaceAll(' ONE OF (', ' IN (')
    .replace(/\bINTEGER\b/g, 'bigint')
    .replace(/\bTEXT\b/g, 'text')
    .replace(/\bREAL\b/g, 'double precision');
}

/**
 * What SQLite is to believe of tables and their indexes (see 0001-initial): the table, the index, and
 * how many rows it has, then how many alike in the first column, in the first two, and so on.
 */
export function believed(rows: readonly (readonly [string, string, string])[]): Statement {
  const values = rows.map((row) => row.map((value) => `'${value}'`).join(', '));
  return { sqlite: values.map((row) => `INSERT INTO sqlite_stat1 VALUES (${row})`) };
}
