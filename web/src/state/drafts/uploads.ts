/*
 * Files on their way to the server, for the draft that they were put into: whatever is on the screen
 * when one arrives, it becomes part of that draft and of no other.
 */
import { useSyncExternalStore } from 'react';
import { basePath } from '../api.ts';
import type { paths } from '../../../../src/client/index.ts';
import { newKey } from '../new-key.ts';
import { Problem, sentenceOf } from '../problem.ts';
import { drafts, type DraftOf } from './draft-store.ts';

type StoredFile = paths['/inlet/v1/files']['post']['responses'][201]['content']['application/json'];

export type Upload = {
  key: string;
  conversationId: string;
  file: File;
  /** From 0 to 1. */
  done: number;
  /** Why it was not taken; null while it goes. */
  fault: string | null;
};

let uploads: readonly Upload[] = [];
const requests = new Map<string, XMLHttpRequest>();
const listeners = new Set<() => void>();

function set(next: readonly Upload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}

const update = (key: string, change: Partial<Upload>) =>
  set(uploads.map((one) => (one.key === key ? { ...one, ...change } : one)));

const remove = (key: string) => set(uploads.filter((one) => one.key !== key));

export function useUploads(conversationId: string): readonly Upload[] {
  const all = useSyncExternalStore(subscribe, () => uploads);
  return all.filter((one) => one.conversationId === conversationId);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function upload(of: DraftOf, files: Iterable<File>): void {
  for (const file of files) {
    const key = newKey();
    const { conversationId } = of;
    set([...uploads, { key, conversationId, file, done: 0, fault: null }]);
    begin(of, key, file);
  }
}

export function cancelUpload(key: string): void {
  requests.get(key)?.abort();
  requests.delete(key);
  remove(key);
}

export function retryUpload(of: DraftOf, { key, file }: Upload): void {
  update(key, { done: 0, fault: null });
  begin(of, key, file);
}

/** Not by fetch, which says nothing of how far it has come. */
function begin(of: DraftOf, key: string, file: File): void {
  const request = new XMLHttpRequest();
  requests.set(key, request);
  request.open('POST', `${basePath}/inlet/v1/files?${new URLSearchParams({ name: file.name })}`);
  request.setRequestHeader('content-type', file.type || 'application/octet-stream');
  request.setRequestHeader('accept', 'application/json');
  request.setRequestHeader('inlet-workspace', of.workspace);
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    update(key, { done: total === 0 ? 0 : loaded / total }),
  );
  request.addEventListener('error', () => failed(key, new Problem(0, 'unreachable', '')));
  request.addEventListener('load', () => {
    const { status } = request;
    const body = request.response as (StoredFile & { code?: string; detail?: string }) | null;
    if (status === 201 && body !== null) arrived(of, key, file, body);
    else failed(key, new Problem(status, body?.code ?? 'internal', body?.detail ?? ''));
  });
  request.send(file);
}

function failed(key: string, problem: Problem): void {
  requests.delete(key);
  update(key, { fault: sentenceOf(problem) });
}

function arrived(of: DraftOf, key: string, file: File, { url, mediaType, size }: StoredFile): void {
  requests.delete(key);
  remove(key);
  const { files } = drafts.read(of);
  const one = { url, mimeType: mediaType, name: file.name, size };
  drafts.change(of, { files: [...files, one] });
  drafts.save(of);
}
