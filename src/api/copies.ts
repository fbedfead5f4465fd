import { FILES_PATH } from '../attachments/attachments.ts';
import type { Attachments } from '../attachments/attachments.ts';
import type { Message } from '../domain/message.ts';
import { httpUrlOrNull } from '../lib/http-url.ts';
import type { Copy } from '../store/store.ts';

/** What is known of the copies of some addresses, by URL. */
export type Copies = Record<string, Copy>;

type Pictured = { id: number; avatarUrl: string | null };

export function copiesOfMessages(
  attachments: Pick<Attachments, 'copiesOf'>,
  workspaceId: number,
  messages: readonly Message[],
): Promise<Copies> {
  const urls = messages.flatMap((message) => message.attachments.map(({ url }) => url));
  return attachments.copiesOf(workspaceId, urls);
}

/**
 * Copies of avatars. One that is looked at for the first time is fetched from then on: a browser
 * never asks the provider for it.
 */
export async function copiesOfAvatars(
  attachments: Pick<Attachments, 'copiesOf' | 'want'>,
  workspaceId: number,
  pictured: readonly Pictured[],
): Promise<Copies> {
  const known = pictured.flatMap(({ id, avatarUrl }) => {
    const url = httpUrlOrNull(avatarUrl);
    return url === null ? [] : [{ url, id }];
  });
  const copies = await attachments.copiesOf(
    workspaceId,
    known.map(({ url }) => url),
  );
  const wanted = new Map(
    known.filter(({ url }) => copies[url] === undefined).map((one) => [one.url, one.id]),
  );
  await attachments.want(
    workspaceId,
    [...wanted].map(([url, participantId]) => {
      return { url, use: 'avatar', expires: false, messageId: null, participantId } as const;
    }),
  );
  return copies;
}

/** For pages of this server: a path, null while there is no copy. */
export function pathOfCopy(copy: Copy | undefined): string | null {
  const file = copy?.file ?? null;
  return file === null ? null : `${FILES_PATH}/${file.name}`;
}
