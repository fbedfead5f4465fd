/**
 * Whether a statement of PostgreSQL keeps to one workspace: every table of a workspace that it touches
 * is held to `workspace_id = $n`, or joined by workspace_id to one that is, and what it writes is of
 * one. So the tables can be spread over machines by workspace.
 */
import { loadModule, parseSync } from 'libpg-query';

await loadModule();

type Node = Record<string, unknown>;

/** A table, query or function that a statement names; `isHeld` once it is known to be of one workspace. */
type Source = { table: string | null; isHeld: boolean; joined: Source[] };
type Scope = {
  names: Map<string, Source>;
  own: Source[];
  queries: ReadonlySet<string>;
  above: Scope | null;
};

/** The tables that are touched and not held, each once. */
export function looseTables(text: string, tables: ReadonlySet<string>): string[] {
  const walk = new Walk(tables);
  for (const { stmt } of (parseSync(text) as { stmts: { stmt: Node }[] }).stmts) {
    walk.any(stmt, { names: new Map(), own: [], queries: new Set(), above: null });
  }
  return walk.loose();
}

class Walk {
  readonly #tables: ReadonlySet<string>;
  readonly #all: Source[] = [];
  readonly #written: string[] = [];

  constructor(tables: ReadonlySet<string>) {
    this.#tables = tables;
  }

  loose(): string[] {
    for (const one of this.#all) if (one.isHeld) spread(one);
    const read = this.#all.filter((one) => one.table !== null && !one.isHeld);
    return [...new Set([...read.map(({ table }) => table ?? ''), ...this.#written])].sort();
  }

  any(node: unknown, scope: Scope): void {
    if (Array.isArray(node)) for (const one of node) this.any(one, scope);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    for (const [kind, value] of Object.entries(node as Node)) {
      if (STATEMENTS.has(kind)) this.#statement(value as Node, scope);
      else this.any(value, scope);
    }
  }

  #statement(node: Node, above: Scope): void {
    const scope: Scope = { names: new Map(), own: [], queries: new Set(above.queries), above };
    this.#common(node, scope);
    for (const side of ['larg', 'rarg']) if (node[side]) this.#statement(node[side] as Node, above);
    if (node['relation']) this.#source({ RangeVar: node['relation'] }, scope, !node['selectStmt']);
    this.#source(node['fromClause'], scope);
    this.#source(node['usingClause'], scope);
    this.#hold(node['whereClause'], scope);
    const { relation, fromClause, usingClause, larg, rarg, withClause, ...rest } = node;
    this.any(rest, scope);
    this.#insert(node);
  }

  #common(node: Node, scope: Scope): void {
    const list = ((node['withClause'] as Node | undefined)?.['ctes'] ?? []) as Node[];
    const queries = new Set(scope.queries);
    scope.queries = queries;
    for (const one of list) {
      const { ctename, ctequery } = one['CommonTableExpr'] as Node;
      queries.add(ctename as string);
      this.any(ctequery, scope);
    }
  }

  #source(node: unknown, scope: Scope, isRead = true): void {
    if (Array.isArray(node)) for (const one of node) this.#source(one, scope);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { RangeVar, JoinExpr, RangeSubselect, RangeFunction } = node as Record<string, Node>;
    if (RangeVar) this.#table(RangeVar, scope, isRead);
    if (JoinExpr) {
      this.#source(JoinExpr['larg'], scope);
      this.#source(JoinExpr['rarg'], scope);
      this.#hold(JoinExpr['quals'], scope);
      this.any(JoinExpr['quals'], scope);
    }
    if (RangeSubselect) {
      this.any(RangeSubselect['subquery'], scope);
      // What it reads is looked at by itself.
      this.#add(aliasOf(RangeSubselect), { table: null, isHeld: true, joined: [] }, scope);
    }
    if (RangeFunction) {
      this.any(RangeFunction['functions'], scope);
      this.#add(aliasOf(RangeFunction), { table: null, isHeld: false, joined: [] }, scope);
    }
  }

  #table(node: Node, scope: Scope, isRead: boolean): void {
    const name = node['relname'] as string;
    const isQuery = scope.queries.has(name);
    const table = !isQuery && isRead && this.#tables.has(name) ? name : null;
    this.#add(aliasOf(node) ?? name, { table, isHeld: isQuery, joined: [] }, scope);
  }

  #add(name: string | null, source: Source, scope: Scope): void {
    this.#all.push(source);
    scope.own.push(source);
    if (name !== null) scope.names.set(name, source);
  }

  /** Conditions that all have to be true. */
  #hold(node: unknown, scope: Scope): void {
    if (typeof node !== 'object' || node === null) return;
    const { BoolExpr, A_Expr } = node as Record<string, Node>;
    if (BoolExpr?.['boolop'] === 'AND_EXPR') {
      for (const one of BoolExpr['args'] as unknown[]) this.#hold(one, scope);
    }
    if (A_Expr?.['kind'] !== 'AEXPR_OP' || operatorOf(A_Expr) !== '=') return;
    const sides = [A_Expr['lexpr'], A_Expr['rexpr']].map((side) => unwrapped(side as Node));
    const [one, other] = sides.map((side) => this.#workspaceOf(side, scope));
    if (one && other) {
      one.joined.push(other);
      other.joined.push(one);
    } else if (one && isGiven(sides[1])) one.isHeld = true;
    else if (other && isGiven(sides[0])) other.isHeld = true;
  }

  /** Whose workspace_id a column is. */
  #workspaceOf(node: Node | undefined, scope: Scope): Source | undefined {
    const fields = fieldsOf(node);
    if (fields?.at(-1) !== 'workspace_id') return undefined;
    if (fields.length === 1) return scope.own.find(({ table }) => table !== null) ?? scope.own[0];
    for (let at: Scope | null = scope; at !== null; at = at.above) {
      const found = at.names.get(fields[0] ?? '');
      if (found) return found;
    }
    return undefined;
  }

  #insert(node: Node): void {
    const name = (node['relation'] as Node | undefined)?.['relname'] as string | undefined;
    if (!node['selectStmt'] || name === undefined || !this.#tables.has(name)) return;
    const columns = ((node['cols'] ?? []) as Node[]).map(
      (one) => (one['ResTarget'] as Node)['name'],
    );
    const at = columns.indexOf('workspace_id');
    const select = (node['selectStmt'] as Node)['SelectStmt'] as Node;
    const lists = (select['valuesLists'] ?? []) as Node[];
    const values =
      lists.length > 0
        ? lists.map((list) => ((list['List'] as Node)['items'] as Node[])[at])
        : [
            ((select['targetList'] as Node[])[at]?.['ResTarget'] as Node | undefined)?.[
              'val'
            ] as Node,
          ];
    const isOne = values.every((value) => {
      const plain = unwrapped(value);
      return isGiven(plain) || (lists.length === 0 && fieldsOf(plain)?.at(-1) === 'workspace_id');
    });
    if (!isOne) this.#written.push(name);
  }
}

const STATEMENTS = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt']);

function spread(from: Source): void {
  for (const one of from.joined) {
    if (one.isHeld) continue;
    one.isHeld = true;
    spread(one);
  }
}

function aliasOf(node: Node): string | null {
  return ((node['alias'] as Node | undefined)?.['aliasname'] as string | undefined) ?? null;
}

function operatorOf(node: Node): unknown {
  return ((node['name'] as Node[])[0]?.['String'] as Node | undefined)?.['sval'];
}

function unwrapped(node: Node | undefined): Node | undefined {
  const cast = node?.['TypeCast'] as Node | undefined;
  return cast === undefined ? node : unwrapped(cast['arg'] as Node);
}

const isGiven = (node: Node | undefined): boolean => node?.['ParamRef'] !== undefined;

function fieldsOf(node: Node | undefined): string[] | undefined {
  const reference = node?.['ColumnRef'] as { fields: Node[] } | undefined;
  return reference?.fields.map(
    (one) => (one['String'] as { sval: string } | undefined)?.sval ?? '*',
  );
}
