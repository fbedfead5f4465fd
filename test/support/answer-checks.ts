/**
 * Holds what a server answers against what it says that it answers: each answer of Inlet's own API
 * against the response schema of its route, each structured answer of a tool against the tool's
 * output schema. What breaks its schema is kept until the test that got it ends, which fails it
 * (answers-keep-schemas.ts).
 *
 * Closed: a field that a schema does not name is a fault, unless the schema says that it is open.
 */
import { Readable } from 'node:stream';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { App } from '../../src/app.ts';
import type { Decorate } from '../../src/mcp/build-server.ts';

type Schema = Record<string, unknown>;

const faults: string[] = [];
const compiled = new Map<string, ValidateFunction>();
const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  allErrors: true,
  // A format that is not here stops the check, as it would stop a strict client.
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
});
// Words of the server's own check of requests, which some schemas of answers share.
ajv.addVocabulary(['maxUnits', 'isId']);

/** What was found since it was last asked for. */
export const takeFaults = (): string[] => faults.splice(0);

/** Keeps what is wrong with a value, by the name of who answered it. */
export function checkAgainst(schema: object, value: unknown, name: string): void {
  const text = JSON.stringify(schema);
  let validate = compiled.get(text);
  if (validate === undefined) {
    validate = ajv.compile(closed(JSON.parse(text)) as Schema);
    compiled.set(text, validate);
  }
  if (validate(value)) return;
  const found = (validate.errors ?? []).map(inWords).join('; ');
  faults.push(`${name}: ${found} in ${JSON.stringify(value).slice(0, 500)}`);
}

/** To be added before the first request. Sees each answer as it leaves. */
export function checkAnswers(app: FastifyInstance, base = '/inlet/v1/'): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith(base) && request.method !== 'HEAD') {
      checkAnswer(request, reply.statusCode, payload);
    }
    done();
  });
}

function checkAnswer(request: FastifyRequest, status: number, payload: unknown): void {
  const { schema, url = 'an unknown path', config } = request.routeOptions;
  // What is public is for people, or describes itself; a stream has no whole that could be checked.
  if (config.isPublic === true || payload instanceof Readable) return;
  const name = `${request.method} ${url} answered ${String(status)}`;
  const responses = (schema?.response ?? {}) as Record<string, Schema>;
  const said: Schema | undefined = status < 400 ? responses[String(status)] : PROBLEM;
  // A person is led to the login: no answer of the route's.
  if (status === 303) return;
  if (said === undefined) {
    faults.push(`${name}, which its schema does not name`);
    return;
  }
  if (said['type'] === 'null' && (payload === null || payload === undefined)) return;
  if (typeof payload !== 'string') faults.push(`${name} without JSON`);
  else checkAgainst(said, JSON.parse(payload), name);
}

/** RFC 9457 as it is documented, for every answer that refuses. */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    // Of events-gone.
    oldest: { type: 'string' },
    head: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** Around what agents are served with; `tables` answers the tools of the server that it is put around. */
export function checkTools(table: () => App['agents']['table']): Decorate {
  return ({ handlers, capabilities }) => {
    const call = handlers['tools/call'];
    if (call === undefined) return { handlers, capabilities };
    const checked: typeof call = async (request, context) => {
      const result = await call(request, context);
      const { name } = request.params;
      const { listed } = table().entries.find(({ tool }) => tool.name === name) ?? {};
      if (listed?.outputSchema === undefined) return result;
      const { structuredContent, isError, inputRequests } = result as Record<string, unknown>;
      if (structuredContent !== undefined) {
        checkAgainst(listed.outputSchema, structuredContent, `the tool ${name}`);
      } else if (isError !== true && inputRequests === undefined) {
        faults.push(`the tool ${name} answered nothing structured`);
      }
      return result;
    };
    return { handlers: { ...handlers, 'tools/call': checked }, capabilities };
  };
}

/** Objects take no more than what they name, wherever the schema does not say otherwise. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, part]) => [
    name,
    name === 'properties' ? closedEach(part as Schema) : name === 'enum' ? part : closed(part),
  ]);
  const made = Object.fromEntries(entries) as Schema;
  const isOpen = made['properties'] === undefined || made['additionalProperties'] !== undefined;
  return isOpen ? made : { ...made, additionalProperties: false };
}

const closedEach = (properties: Schema) =>
  Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, closed(one)]));

function inWords({ instancePath, message = '', params }: ErrorObject): string {
  const { additionalProperty } = params as { additionalProperty?: string };
  const extra = additionalProperty === undefined ? '' : ` (${additionalProperty})`;
  return `${instancePath === '' ? 'the answer' : instancePath} ${message}${extra}`;
}
