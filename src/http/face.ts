import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import type { Rights } from '../access/rights.ts';
import type { Refusal } from '../domain/refusal.ts';

/** A refusal in the words, shape and status of one face. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** `scheme`: what the OpenAPI document calls it. */
export type CredentialHeader = { name: string; scheme: string };

/** One API that the server shows: a vendor's, or Inlet's own. */
export interface Face {
  readonly name: string;
  /** The paths that belong to it: each of these and everything below. */
  readonly prefixes: readonly string[];
  /** The header that its credentials come in, where they come in one of their own. */
  readonly credentialHeader?: CredentialHeader;
  /** Paths that the vendor documents and Inlet does not serve, as URL patterns. */
  readonly unserved?: readonly string[];
  /** What its credentials may do; checked of every route, after `authenticate`. */
  readonly rights: Rights;
  /** What is wrong with a path of it is told to anyone, without a credential. */
  readonly isOpen?: true;
  /** Whether its refused requests are kept for the operator (`/rejections`). */
  readonly keepsRejections: boolean;
  /**
   * Who sends this request; throws a Refusal where that is not known, or the sender is over a rate
   * limit. Runs before the body is read, for unknown routes too.
   */
  authenticate(request: FastifyRequest, reply: FastifyReply): Principal | Promise<Principal>;
  /** `request` is null where the connection broke before there was one. */
  present(refusal: Refusal, request: FastifyRequest | null): Answer;
  /** The origin whose pages may read what is answered: `*` for any, null for none. */
  readerOf?(request: FastifyRequest): string | null;
  routes(scope: FastifyInstance): void;
}

/** The face whose prefix the path starts with, the longest where several do. */
export function faceOf(faces: readonly Face[], path: string): Face | undefined {
  let best: { face: Face; length: number } | undefined;
  for (const face of faces) {
    for (const prefix of face.prefixes) {
      const belongs = path === prefix || path.startsWith(`${prefix}/`);
      if (belongs && prefix.length > (best?.length ?? -1)) best = { face, length: prefix.length };
    }
  }
  return best?.face;
}

/** A path is of one face. What begins alike may nest, as the longest prefix decides. */
export function refuseSharedPrefixes(faces: readonly Face[]): void {
  const owners = new Map<string, string>();
  for (const { name, prefixes } of faces) {
    for (const prefix of prefixes) {
      const owner = owners.get(prefix);
      if (owner !== undefined) {
        throw new Error(
          `${owner} and ${name} both serve ${prefix}: give one of the two another prefix.`,
        );
      }
      owners.set(prefix, name);
    }
  }
}
