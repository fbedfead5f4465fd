import type { FastifyInstance, FastifyRequest } from 'fastify';
import { plainBytes, textRefusal } from '../../../http/body-text.ts';
import { fieldText, readMultipart } from '../../../lib/multipart.ts';
import type { FormPart } from '../../../lib/multipart.ts';
import { fileEnding, mimeTypeOf } from '../../../lib/mime-type.ts';
import { wrongField } from '../../../domain/refusal.ts';
import { BROKEN_ID } from '../../../http/validation.ts';
import { isWellFormed, wellFormed } from '../../../lib/well-formed.ts';
import type { HighLevelPrincipal } from '../auth.ts';
import { locatedPrincipalOf } from '../auth.ts';
import { HighLevelRefusal, MESSAGE_TEXTS, TEXTS, missingFields } from '../errors.ts';
import type { HighLevelPorts } from '../ports.ts';
import { traced } from '../present.ts';
import { LONGEST_FORM, uploadAnswer, UPLOAD_ENDINGS, UPLOAD_LIMITS } from '../schemas/uploads.ts';
import { requireContact, requireConversation } from './messages.ts';

/** POST …/messages/upload (docs/highlevel.md#uploaded-files): files to send, kept by Inlet. */
export function uploadRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  void scope.register((child, _options, done) => {
    child.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer' },
      (request: FastifyRequest, body: Buffer) => plainBytes(request, body, LONGEST_FORM),
    );
    child.post(
      '/conversations/messages/upload',
      {
        bodyLimit: LONGEST_FORM,
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
        const form = readForm(request);
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
function readForm(request: FastifyRequest): Form {
  const { body } = request;
  if (!(body instanceof Buffer)) throw failed(415, 'The content type must be multipart/form-data.');
  const { parts: mostParts, files: mostFiles, fileSize, fieldSize } = UPLOAD_LIMITS;
  const parts = readMultipart(body, request.headers['content-type'] ?? '', mostParts);
  if ('kind' in parts) {
    if (parts.kind === 'too-many') throw failed(413, 'The form has too many parts.');
    throw failed(400, `The form cannot be read: ${parts.reason}.`);
  }
  const form: Form = { fields: new Map(), files: [] };
  for (const part of parts) {
    if (!PLAIN_TRANSFERS.has(part.transfer)) {
      throw failed(
        415,
        `The Content-Transfer-Encoding ${part.transfer.slice(0, 40)} is not taken: send the bytes as they are.`,
      );
    }
    if (part.filename === null) {
      if (part.content.length > fieldSize) throw failed(413, 'A field of the form is too long.');
      form.fields.set(part.name, textOf(part));
      continue;
    }
    if (part.content.length > fileSize) throw failed(413, 'A file may have up to 5 MB.');
    if (part.name !== 'fileAttachment') continue;
    form.files.push({ name: wellFormed(part.filename), content: part.content });
  }
  if (form.files.length > mostFiles) throw failed(413, 'A request may have up to five files.');
  return form;
}

/** RFC 7578 has no other; what mail does with bytes is not done here. */
const PLAIN_TRANSFERS = new Set(['7bit', '8bit', 'binary']);

function textOf(part: FormPart): string {
  const text = fieldText(part);
  if (typeof text === 'string') return text;
  const { code, message } = textRefusal(text, `The field ${part.name.slice(0, 100)}`);
  throw failed(code === 'malformed' ? 400 : 415, message);
}

/** The form's parts are known only now, so the location is looked at here. */
async function requirePlace(
  fields: ReadonlyMap<string, string>,
  principal: HighLevelPrincipal,
  ports: HighLevelPorts,
): Promise<void> {
  for (const name of ['locationId', 'conversationId', 'contactId']) {
    if (!isWellFormed(fields.get(name) ?? '')) throw wrongField(name, BROKEN_ID);
  }
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
