import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OAuthFault } from '../access/oauth/fault.ts';
import { fault } from '../access/oauth/fault.ts';
import type { Fields } from '../access/oauth/form.ts';
import { readFields, readJsonFields } from '../access/oauth/form.ts';

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
  const options = { parseAs: 'string', bodyLimit: LONGEST_BODY } as const;
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    options,
    (_request: FastifyRequest, text: string) =>
      Promise.resolve<FieldBody>({
        format: 'form',
        fields: readFields(text),
        claimedId: claimedIdOf(text),
      }),
  );
  scope.addContentTypeParser(
    /^application\/json(?:;|$)/i,
    options,
    (_request: FastifyRequest, text: string) => Promise.resolve(readJson(text)),
  );
  scope.addContentTypeParser('*', options, (_request: FastifyRequest, text: string) =>
    Promise.resolve<FieldBody>({
      format: 'other',
      fields: WRONG_TYPE,
      claimedId: claimedIdOf(text),
    }),
  );
}

const ID_NAMES = ['client_id', 'clientId'];

/** Null where it names none, or more than one. */
function claimedIdOf(text: string): string | null {
  const parameters = new URLSearchParams(text);
  const [id, ...more] = ID_NAMES.flatMap((name) => parameters.getAll(name));
  return more.length === 0 ? (id ?? null) : null;
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
