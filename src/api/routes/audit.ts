import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import Type from 'typebox';
import { auditEntries } from '../../access/audit.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, pageOf } from '../page.ts';
import { presentAuditEntry } from '../present-access.ts';
import { pageOfSchema, pageQuery } from '../schemas/common.ts';
import { AuditEntry } from '../schemas/access.ts';

/** The audit log of the workspace: who did what, or was refused it. To read it is recorded, too. */
export function auditRoutes(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/audit`,
      action: 'audit.read',
      summary: 'List the audit log, newest first',
      description:
        'Each entry has the SHA-256 of itself and of the one before it; `inlet audit verify` follows them.',
      query: {
        ...pageQuery,
        action: Type.Optional(
          Type.String({ maxLength: 100, isId: true, description: 'Only this, such as login.' }),
        ),
      },
      answer: pageOfSchema(AuditEntry),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor, action = null } = request.query;
      const before = cursorOf(cursor, 1, 'cursor')?.[0] ?? null;
      const rows = await store.read.listAudit({ workspaceId, action, before, limit: limit + 1 });
      return pageOf(rows, limit, ({ position }) => [position], presentAuditEntry);
    },
  );

  route(
    scope,
    {
      at: `GET ${base}/audit/export`,
      action: 'audit.read',
      summary: 'The whole audit log as JSON lines, oldest first',
      description:
        'As it stands in the chain: `inlet audit verify --file` checks it without this server.',
      // A stream is sent as it is: the type stands here for the document alone.
      answer: Type.Any({ description: 'One entry a line, as in the list.' }),
    },
    (request, reply) => {
      const { workspaceId } = principalOf(request);
      void reply.type('application/x-ndjson');
      return Readable.from(linesOf(store, workspaceId));
    },
  );
}

async function* linesOf(store: ApiPorts['store'], workspaceId: number) {
  for await (const entry of auditEntries(store, workspaceId)) {
    // The workspace is part of what is hashed.
    const workspace = { workspaceId: String(workspaceId) };
    yield `${JSON.stringify({ ...workspace, ...presentAuditEntry(entry) })}\n`;
  }
}
