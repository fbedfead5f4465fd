import { Value } from 'typebox/value';
import { attachmentsOf, replyAttachments } from '../api/schemas/reply.ts';
import type { Attachment } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { CommandFailed, EXIT } from './exit.ts';

/** Files that an option gives as the API takes them, by the API's own rules; undefined where it is not. */
export function filesOf(json: string | undefined): Attachment[] | undefined {
  if (json === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new CommandFailed(`--attachments is not JSON: ${(error as Error).message}`, EXIT.usage);
  }
  if (!Value.Check(replyAttachments, value)) {
    throw new CommandFailed(
      '--attachments has to be a list of up to 10 such as {"url":"https://…","mimeType":"image/png","name":"a.png"}.',
      EXIT.usage,
    );
  }
  try {
    return attachmentsOf(value);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new CommandFailed(`--attachments: ${error.explanation}`, EXIT.usage);
  }
}
