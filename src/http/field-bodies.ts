import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OAuthFault } from '../access/oauth/fault.ts';
import { fault } from '../access/oauth/fault.ts';
import type { Fields } from '../access/oauth/form.ts';
import { readFields, readJsonFields } from '../access/oauth/form.ts';

/** What a request for tokens brought. Whether JSON is taken may be known only when the app is. */
export type FieldBody = { format: 'form' | 'json' | 'other'; fields: Fields | OAuthFault };

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
      Promise.resolve<FieldBody>({ format: 'form', fields: readFields(text) }),
  );
  scope.addContentTypeParser(
    /^application\/json(?:;|$)/i,
    options,
    (_request: FastifyRequest, text: string) =>
      Promise.resolve<FieldBody>({ format: 'json', fields: readJson(text) }),
  );
  scope.addContentTypeParser('*', options, () =>
    Promise.resolve<FieldBody>({ format: 'other', fields: WRONG_TYPE }),
  );
}

export const WRONG_TYPE = fault(
  'invalid_request',
  'content-type',
  'The content type must be application/x-www-form-urlencoded.',
);

export function fieldBodyOf(request: FastifyRequest): FieldBody {
  return (request.body as FieldBody | undefined) ?? { format: 'form', fields: new Map() };
}

function readJson(text: string): Fields | OAuthFault {
  try {
    return readJsonFields(JSON.parse(text));
  } catch {
    return fault('invalid_request', 'other', 'The body is not valid JSON.');
  }
}
