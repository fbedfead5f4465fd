import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { FILES_PATH } from '../../attachments/attachments.ts';
import { rasterTypeOf, UNKNOWN_TYPE } from '../../attachments/media-type.ts';
import { Refusal } from '../../domain/refusal.ts';
import { plainBytes } from '../../http/body-text.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { StoredFile } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { missing } from '../page.ts';
import * as nouns from '../schemas/nouns.ts';

const NAME = /^[0-9a-f]{32}$/;
/** A content never changes under its name. */
const FOREVER = 'private, max-age=31536000, immutable';

/** Uploads, and the contents themselves: under names that cannot be guessed, never as a page. */
export function fileRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { attachments } = ports;

  scope.get<{ Params: { name: string } }>(
    `${FILES_PATH}/:name`,
    {
      config: { isPublic: true },
      schema: {
        summary: 'Read a file: a copy of an attachment or avatar, or an upload',
        description: 'Whoever knows the name may read it: 128 random bits.',
        params: Type.Object({ name: Type.String() }),
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const found = NAME.test(name) ? await attachments.open(name) : null;
      if (found === null) throw missing();
      return sendSafely(reply, found.file, found.content);
    },
  );

  void scope.register((child, _options, done) => {
    child.removeAllContentTypeParsers();
    child.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: attachments.limits.mostBytes },
      (request: FastifyRequest, body: Buffer) =>
        plainBytes(request, body, attachments.limits.mostBytes),
    );
    uploadRoute(child, base, ports);
    done();
  });
}

function uploadRoute(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { attachments } = ports;
  route(
    scope,
    {
      at: `POST ${base}/files`,
      bodyLimit: attachments.limits.mostBytes,
      action: 'attachments.add',
      summary: 'Upload a file, to send it with a reply',
      description:
        'The body is the content itself, the content type its type. The answer’s `url` goes into ' +
        'the attachments of a reply.',
      query: { name: Type.Optional(Type.String({ maxLength: 255 })) },
      answer: nouns.File,
      status: 201,
    },
    async (request) => {
      const principal = principalOf(request);
      const { body, query } = request;
      if (!Buffer.isBuffer(body) || body.length === 0) {
        throw new Refusal('invalid', 'The body is empty: send the content of the file.');
      }
      const kept = await attachments.keep({
        workspaceId: principal.workspaceId,
        title: query.name === undefined ? null : wellFormed(query.name),
        mediaType: request.headers['content-type'] ?? '',
        content: body,
      });
      if ('refusal' in kept) throw new Refusal('unsupported-media-type', kept.refusal);
      const { file } = kept;
      return {
        id: String(file.id),
        name: file.title,
        mediaType: file.mediaType,
        size: file.size,
        url: attachments.urlOf(file),
      };
    },
  );
}

/**
 * A browser must never run what a stranger sent: every file is a download, its type is not guessed,
 * and no script or frame works even where it is opened. A raster image keeps its type, so that an
 * `<img>`, which a disposition does not concern, shows it.
 */
function sendSafely(reply: FastifyReply, file: StoredFile, content: Buffer) {
  return reply
    .headers({
      'content-type': rasterTypeOf(content) ?? UNKNOWN_TYPE,
      'content-disposition': `attachment${filenameOf(file)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': FOREVER,
    })
    .send(content);
}

/** RFC 6266, in the form that holds any name and no quote. */
function filenameOf({ title }: StoredFile): string {
  if (title === null || title === '') return '';
  const escaped = encodeURIComponent(title).replace(/['()*]/g, (sign) => {
    return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `; filename*=UTF-8''${escaped}`;
}
