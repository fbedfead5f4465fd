import type { DraftFile } from '../drafts/draft.ts';
import type { Message } from '../nouns.ts';

/** The files of a reply, to send them with another. */
export const filesOf = ({ attachments }: Message): DraftFile[] =>
  attachments.flatMap(({ url, mimeType, name, size }) =>
    url === null ? [] : [{ url, mimeType, name: name ?? '', size: size ?? 0 }],
  );
