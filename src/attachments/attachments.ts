import { hash, randomBytes } from 'node:crypto';
import type { Copy, NewFile, Store, StoredFile, Wanted } from '../store/store.ts';
import { StoreUndecided } from '../store/store.ts';
import { contentKey } from './content-store.ts';
import type { ContentStore } from './content-store.ts';
import { isAllowedType, mediaTypeOf } from './media-type.ts';
import type { Place, Unfinished } from './unfinished.ts';

export const FILES_PATH = '/inlet/files';

export type AttachmentLimits = {
  /** Of one content, in bytes. */
  mostBytes: number;
  /** Media types that are kept, such as `image/*`. */
  types: readonly string[];
};

export type NewContent = {
  workspaceId: number;
  /** What people call it; null where nobody said. */
  title: string | null;
  mediaType: string;
  content: Buffer;
};

export type Kept = { file: StoredFile } | { refusal: string };

/** Contents that Inlet itself holds: copies of attachments and avatars, and uploads. */
export interface Attachments {
  readonly limits: AttachmentLimits;
  /** Keeps a content once for its workspace, or says in a sentence why not. */
  keep(upload: NewContent): Promise<Kept>;
  /** Null where there is no such file. Whoever knows the name may read it. */
  open(name: string): Promise<{ file: StoredFile; content: Buffer } | null>;
  /** The address of a file for others than this server's own pages. */
  urlOf(file: Pick<StoredFile, 'name'>): string;
  /** The file that such an address of this server names; null for every other URL. */
  fileOf(url: string): Promise<StoredFile | null>;
  copiesOf(workspaceId: number, urls: readonly string[]): Promise<Record<string, Copy>>;
  /** Fetches a copy of these in the background, where that was not asked before. */
  want(workspaceId: number, wanted: Wanted[]): Promise<void>;
  /** Removes the contents that were begun and that no row names. */
  removeUnfinished(): Promise<void>;
}

export type AttachmentPorts = {
  store: Pick<Store, 'read' | 'write'>;
  contents: ContentStore;
  unfinished: Unfinished;
  limits: AttachmentLimits;
  /** Under which others reach this server, without a slash at the end. */
  origin: () => string;
  now: () => number;
  /** Called when there is something to fetch. */
  wake: () => void;
};

export function createAttachments(ports: AttachmentPorts): Attachments {
  const { store, contents, limits, now } = ports;
  const prefix = () => `${ports.origin()}${FILES_PATH}/`;
  return {
    limits,
    keep: (upload) => keep(ports, upload),
    async open(name) {
      const file = await store.read.findFileByName({ name });
      if (file === null) return null;
      const content = await contents.get(contentKey(file));
      return content === null ? null : { file, content };
    },
    urlOf: (file) => prefix() + file.name,
    async fileOf(url) {
      if (!url.startsWith(prefix())) return null;
      return store.read.findFileByName({ name: url.slice(prefix().length) });
    },
    copiesOf: (workspaceId, urls) => store.read.findCopies({ workspaceId, urls: [...urls] }),
    async want(workspaceId, wanted) {
      if (wanted.length === 0) return;
      await store.write.wantCopies({ workspaceId, wanted, now: now() });
      ports.wake();
    },
    removeUnfinished: () => removeUnfinished(ports),
  };
}

async function keep(ports: AttachmentPorts, upload: NewContent): Promise<Kept> {
  const { store, limits } = ports;
  const { workspaceId, content } = upload;
  const mediaType = mediaTypeOf(upload.mediaType);
  const refusal = refusalOf(content.length, mediaType, limits);
  if (refusal !== null) return { refusal };
  const digest = hash('sha256', content, 'hex');
  const known = await store.read.findFileByHash({ workspaceId, hash: digest });
  if (known !== null) {
    const { id } = known;
    const isThere = await store.write.touchFile({ workspaceId, id, now: ports.now() });
    if (isThere) return { file: known };
  }
  const place = { workspaceId, name: randomBytes(16).toString('hex') };
  const file = await keepNew(ports, place, upload, {
    ...{ ...place, hash: digest, size: content.length, mediaType },
    title: upload.title,
    createdAt: ports.now(),
  });
  return { file };
}

/** The content, then its row; where either fails nothing is left. */
async function keepNew(
  ports: AttachmentPorts,
  place: Place,
  { content }: NewContent,
  row: NewFile,
): Promise<StoredFile> {
  const { store, contents, unfinished } = ports;
  await unfinished.begin(place);
  let file: StoredFile;
  try {
    await contents.put(contentKey(place), content, row.mediaType);
    file = await store.write.addFile(row);
  } catch (error) {
    if (error instanceof StoreUndecided) unfinished.leave(place);
    else await removeContent(ports, place);
    throw error;
  }
  // Otherwise another attempt kept the same content meanwhile.
  if (file.name === place.name) await unfinished.end(place);
  else await removeContent(ports, place);
  return file;
}

/** What cannot be removed now is found by its note within the hour. */
async function removeContent({ contents, unfinished }: AttachmentPorts, place: Place) {
  const isRemoved = await contents.remove(contentKey(place)).then(
    () => true,
    () => false,
  );
  if (isRemoved) await unfinished.end(place);
  else unfinished.leave(place);
}

async function removeUnfinished(ports: AttachmentPorts): Promise<void> {
  const { store, unfinished } = ports;
  for (const place of await unfinished.list()) {
    const isNamed = (await store.read.findFileByName({ name: place.name })) !== null;
    await (isNamed ? unfinished.end(place) : removeContent(ports, place));
  }
}

/** Why a content of this size and type is not kept, for the people who read the thread. */
export function refusalOf(
  bytes: number,
  mediaType: string,
  { mostBytes, types }: AttachmentLimits,
): string | null {
  if (bytes > mostBytes) return `The file is larger than ${sizeText(mostBytes)}.`;
  return isAllowedType(mediaType, types) ? null : `Files of type ${mediaType} are not kept.`;
}

function sizeText(bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? ['kB', 1_000] : ['MB', 1_000_000];
  return `${Math.round((10 * bytes) / size) / 10} ${unit}`;
}
