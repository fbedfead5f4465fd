import type { Tool as ListedTool } from '@modelcontextprotocol/server';
import Type from 'typebox';
import type { Principal } from '../access/principal.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Formats } from '../http/validation.ts';
import { validatorCompiler } from '../http/validation.ts';
import { mapValues } from '../lib/map-values.ts';
import { readHabits } from './habits.ts';
import type { Narrowing, Permission } from './permission.ts';
import { permissionOf } from './permission.ts';
import type { Tool } from './tool.ts';

/** Clients cap what they show a model; more tools than this also make it choose worse. */
const MOST_TOOLS = 25;

type Checked = { value: Record<string, unknown> } | { error: Refusal };

export type TableEntry = {
  readonly tool: Tool;
  readonly listed: ListedTool;
  /** Reads the arguments of a call, with the habits of clients: numbers from text, null as not given. */
  readonly check: (args: Record<string, unknown> | undefined) => Checked;
};

/** Every tool of the product, once: entries are built at the start, a check at its first call. */
export class ToolTable {
  readonly #entries: ReadonlyMap<string, TableEntry>;

  constructor(tools: readonly Tool[], formats: Formats) {
    const compile = validatorCompiler(formats);
    this.#entries = new Map(tools.map((tool) => [tool.name, entryOf(tool, compile)]));
    if (this.#entries.size !== tools.length) throw new Error('Two MCP tools have the same name.');
    if (tools.length > MOST_TOOLS) throw new Error(`More than ${MOST_TOOLS} MCP tools.`);
  }

  get entries(): readonly TableEntry[] {
    return [...this.#entries.values()];
  }

  /** The tools that this caller sees and may call. */
  listFor(principal: Principal, narrowing: Narrowing): ListedTool[] {
    return this.entries
      .filter(({ tool }) => permissionOf(tool, principal, narrowing).kind === 'granted')
      .map(({ listed }) => listed);
  }

  /** Undefined where there is no such tool for this caller. */
  find(
    name: string,
    principal: Principal,
    narrowing: Narrowing,
  ): { entry: TableEntry; permission: Exclude<Permission, { kind: 'hidden' }> } | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    const permission = permissionOf(entry.tool, principal, narrowing);
    return permission.kind === 'hidden' ? undefined : { entry, permission };
  }
}

function entryOf(tool: Tool, compile: ReturnType<typeof validatorCompiler>): TableEntry {
  const input = inputSchemaOf(tool);
  // Read like the parts of a URL: a model writes "5" for 5.
  const check = compile({ schema: input, httpPart: 'querystring' });
  const { name, title, description, annotations } = tool;
  return {
    tool,
    listed: {
      name,
      title,
      description,
      inputSchema: portable(input),
      outputSchema: portable(tool.output),
      annotations: { ...annotations },
    } as ListedTool,
    check(args) {
      const { value, leftOut } = readHabits(input, args ?? {});
      const checked = check(value) as Checked;
      if ('value' in checked) tool.refuseLeftOut?.(checked.value, leftOut);
      return checked;
    },
  };
}

function inputSchemaOf(tool: Tool): object {
  const confirm = Type.Optional(
    Type.Boolean({ description: 'true once the person you work for has agreed to this.' }),
  );
  const properties = tool.question === undefined ? {} : { confirm };
  return Type.Object({ ...tool.input.properties, ...properties }, { additionalProperties: false });
}

/**
 * As it is listed: the part of JSON Schema that every model takes, without the words that only the
 * server's own check reads.
 */
function portable(schema: Schema): Schema {
  const { properties, items, format: _format, maxUnits: _maxUnits, isId: _isId, ...rest } = schema;
  return {
    ...(rest.enum === undefined ? {} : { type: 'string' }),
    ...rest,
    ...(properties === undefined ? {} : { properties: mapValues(properties, portable) }),
    ...(items === undefined ? {} : { items: portable(items) }),
  };
}

type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  format?: string;
  maxUnits?: number;
  isId?: boolean;
};
