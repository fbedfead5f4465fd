/** Where contents lie: a folder, or a bucket. Keys are made here and hold nothing of a user's. */
export interface ContentStore {
  put(key: string, content: Buffer, mediaType: string): Promise<void>;
  /** Null where there is nothing under this key. */
  get(key: string): Promise<Buffer | null>;
  /** No fault where there is nothing. */
  remove(key: string): Promise<void>;
}

/** One folder a workspace, and below it few enough entries for any file system. */
export function contentKey(file: { workspaceId: number; name: string }): string {
  return `${file.workspaceId}/${file.name.slice(0, 2)}/${file.name}`;
}
