import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fileEnding, mimeTypeOf } from '../../../lib/mime-type.ts';
import { wellFormed } from '../../../lib/well-formed.ts';
import type { HighLevelPrincipal } from '../auth.ts';
import { locatedPrincipalOf } from '../auth.ts';
import { HighLevelRefusal, MESSAGE_TEXTS, TEXTS, missingFields } from '../errors.ts';
import type { HighLevelPorts } from '../ports.ts';
import { traced } from '../present.ts';
import { uploadAnswer, UPLOAD_ENDINGS, UPLOAD_LIMITS } from '../schemas/uploads.ts';
import { requireContact, requireConversation } from './messages.ts';

/** POST /conversations/messages/upload (facts 4.12): files to send, kept by Inlet. */
export function uploadRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  void scope.register((child, _options, done) => {
    void child.register(multipart, { limits: UPLOAD_LIMITS });
    child.post(
      '/conversations/messages/upload',
      {
        schema: {
          summary: 'Upload files, to send them with a message',
          description:
            'multipart/form-data with locationId, conversationId or contactId, and up to five ' +
            'files called fileAttachment of up to 5 MB each.',
          consumes: ['multipart/form-data'],
          response: { 200: uploadAnswer },
        },
        config: { action: 'attachments.add' },
      },
      async (request) => {
        const principal = locatedPrincipalOf(request);
        const form = await readForm(request);
        await requirePlace(form.fields, principal, ports);
        requireFiles(form.files);
        return traced({ uploadedFiles: await keepAll(form.files, principal, ports) });
      },
    );
    done();
  });
}

type File = { name: string; content: Buffer };
type Form = { fields: Map<string, string>; files: File[] };

/** All of it is read before anything is kept. */
async function readForm(request: FastifyRequest): Promise<Form> {
  if (!request.isMultipart()) throw failed(415, 'The content type must be multipart/form-data.');
  const form: Form = { fields: new Map(), files: [] };
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        form.fields.set(part.fieldname, String(part.value));
      } else {
        const content = await part.toBuffer();
        if (part.fieldname === 'fileAttachment') {
          form.files.push({ name: wellFormed(part.filename), content });
        }
      }
    }
  } catch (error) {
    throw refusalOf(error as { code?: string; message: string });
  }
  return form;
}

/** The form's parts are known only now, so the location is looked at here. */
async function requirePlace(
  fields: ReadonlyMap<string, string>,
  principal: HighLevelPrincipal,
  ports: HighLevelPorts,
): Promise<void> {
  const locationId = fields.get('locationId') ?? '';
  if (locationId === '') throw missingFields('locationId');
  if (locationId !== principal.locationId) throw new HighLevelRefusal(403, TEXTS.otherLocation);
  const [conversationId, contactId] = [fields.get('conversationId'), fields.get('contactId')];
  if (conversationId) await requireConversation(conversationId, principal, ports);
  if (contactId) await requireContact(contactId, principal, ports);
  if (!conversationId && !contactId) throw missingFields(MESSAGE_TEXTS.noConversationOrContact);
}

function requireFiles(files: readonly File[]): void {
  if (files.length === 0) throw missingFields('fileAttachment');
  const wrong = files.find(({ name }) => !UPLOAD_ENDINGS.has(fileEnding(name)));
  if (wrong === undefined) return;
  throw failed(415, `Files that end in .${fileEnding(wrong.name)} are not taken.`);
}

async function keepAll(
  files: readonly File[],
  { workspaceId }: HighLevelPrincipal,
  { attachments }: HighLevelPorts,
): Promise<Record<string, string>> {
  const urls: [name: string, url: string][] = [];
  for (const { name, content } of files) {
    // Its type is what its name says: what a browser of its sender says is not believed.
    const mediaType = mimeTypeOf(name);
    const kept = await attachments.keep({ workspaceId, title: name, mediaType, content });
    if ('refusal' in kept) throw failed(415, kept.refusal);
    urls.push([name, attachments.urlOf(kept.file)]);
  }
  return Object.fromEntries(urls);
}

/** The documented text, with the reason beside it. */
function failed(status: 413 | 415 | 400, reason: string): HighLevelRefusal {
  return new HighLevelRefusal(status, MESSAGE_TEXTS.uploadFailed, { status, reason });
}

function refusalOf({ code, message }: { code?: string; message: string }): Error {
  switch (code) {
    case 'FST_REQ_FILE_TOO_LARGE':
      return failed(413, 'A file may have up to 5 MB.');
    case 'FST_FILES_LIMIT':
      return failed(413, 'A request may have up to five files.');
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return failed(413, 'The form has too many parts.');
    default:
      return failed(400, `The form cannot be read: ${message}`);
  }
}
