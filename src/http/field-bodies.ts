import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OAuthFault } from '../access/oauth/fault.ts';
import { fault } from '../access/oauth/fault.ts';
import type { Fields } from '../access/oauth/form.ts';
import { checkFields, readJsonFields } from '../access/oauth/form.ts';
import { bodyText, plainBytes } from './body-text.ts';
import { formEntries } from './form-entries.ts';

/** What a request for tokens brought. Whether JSON is taken may be known only when the app is. */
export type FieldBody = {
  format: 'form' | 'json' | 'other';
  fields: Fields | OAuthFault;
  /** Which client it says it is from, as far as can be read: decides in whose words it is answered. */
  claimedId: string | null;
};

/** A request of this kind holds a code or two tokens. */
const LONGEST_BODY = 32_768;

/** Reads forms and JSON into fields; what cannot be read becomes a fault that the route answers. */
export function readFieldBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer', bodyLimit: LONGEST_BODY } as const;
  const parse = async (request: FastifyRequest, body: Buffer): Promise<FieldBody> => {
    const plain = await plainBytes(request, body, LONGEST_BODY);
    const type = request.headers['content-type'] ?? '';
    if (FORM.test(type)) return readForm(request, plain);
    if (JSON_TYPE.test(type)) return readJson(textOf(request, plain));
    return { format: 'other', fields: WRONG_TYPE, claimedId: claimedIdIn(plain) };
  };
  scope.addContentTypeParser('*', options, parse);
}

const FORM = /^application\/x-www-form-urlencoded *(?:;|$)/i;
const JSON_TYPE = /^application\/json *(?:;|$)/i;

function readForm(request: FastifyRequest, plain: Buffer): FieldBody {
  const entries = formEntries(request, plain);
  return { format: 'form', fields: checkFields(entries), claimedId: claimedIdOf(entries) };
}

function textOf(request: FastifyRequest, plain: Buffer): string {
  const text = bodyText(request, plain);
  if (typeof text === 'string') return text;
  throw text;
}

const ID_NAMES = ['client_id', 'clientId'];

/** Null where it names none, or more than one. */
function claimedIdOf(entries: readonly (readonly [string, string])[]): string | null {
  const [id, ...more] = entries.filter(([name]) => ID_NAMES.includes(name));
  return more.length === 0 ? (id?.[1] ?? null) : null;
}

/** Of a body that is not read any further. */
function claimedIdIn(plain: Buffer): string | null {
  return claimedIdOf([...new URLSearchParams(plain.toString('latin1'))]);
}

export const WRONG_TYPE = fault(
  'invalid_request',
  'content-type',
  'The content type must be application/x-www-form-urlencoded.',
);

const EMPTY: FieldBody = { format: 'form', fields: new Map(), claimedId: null };

export function fieldBodyOf(request: FastifyRequest): FieldBody {
  return (request.body as FieldBody | undefined) ?? EMPTY;
}

function readJson(text: string): FieldBody {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fields = fault('invalid_request', 'other', 'The body is not valid JSON.');
    return { format: 'json', fields, claimedId: null };
  }
  const named = (value ?? {}) as Record<string, unknown>;
  const id = ID_NAMES.map((name) => named[name]).find((one) => typeof one === 'string');
  return { format: 'json', fields: readJsonFields(value), claimedId: id ?? null };
}
