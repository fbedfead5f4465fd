import type { FastifyInstance } from 'fastify';
import type { ContactAttributes } from '../contacts.ts';
import { changeContact, findContact } from './contacts.ts';
import { locatedPrincipalOf } from '../auth.ts';
import type { HighLevelPorts } from '../ports.ts';
import { traced } from '../present.ts';
import * as schemas from '../schemas/contacts.ts';

type Request = { Params: { contactId: string }; Body: { tags: string[] } };

/** Adds and removes some of a contact's tags (docs/highlevel.md#contact-objects). */
export function contactTagRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  const route = (method: 'POST' | 'DELETE', summary: string, apply: Apply) => {
    const code = method === 'POST' ? 201 : 200;
    scope.route<Request>({
      method,
      url: '/contacts/:contactId/tags',
      schema: {
        summary,
        params: schemas.contactParams,
        body: schemas.tagsSchema,
        response: { [code]: schemas.tagsAnswer },
      },
      config: { action: 'contacts.update', readsBody: true },
      async handler(request, reply) {
        const principal = locatedPrincipalOf(request);
        const known = await findContact(ports, principal, request.params.contactId);
        const tags = apply(tagsOf(known), request.body.tags);
        const changed = await changeContact(ports, principal, known, { tags });
        void reply.code(code);
        return traced({ tags: tagsOf(changed) });
      },
    });
  };
  route('POST', 'Add tags to a contact', (before, given) => [...before, ...given]);
  route('DELETE', 'Remove tags of a contact', (before, given) =>
    before.filter((tag) => !given.includes(tag)),
  );
}

type Apply = (before: readonly string[], given: readonly string[]) => string[];

function tagsOf({ attributes }: { attributes: Record<string, unknown> }): string[] {
  return (attributes as ContactAttributes).tags ?? [];
}
