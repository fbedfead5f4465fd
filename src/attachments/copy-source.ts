import type { Answered, Fetched } from '../lib/safe-fetch/answer.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { Source } from '../store/store.ts';
import { refusalOf } from './attachments.ts';
import type { AttachmentLimits, Attachments } from './attachments.ts';
import { mediaTypeOf } from './media-type.ts';

/** What one attempt to copy an address came to; `isGone`: the provider may know a newer address. */
export type CopyOutcome =
  | { state: 'kept'; fileId: number }
  | { state: 'refused'; reason: string }
  | { state: 'again'; reason: string; isGone: boolean };

export type CopyPorts = {
  attachments: Attachments;
  outbound: Pick<SafeFetch, 'fetch'>;
  /** What may be called for this workspace beside the public internet. */
  localNetworksOf: (workspaceId: number) => Promise<string[]>;
};

const REDIRECTS = 3;
const TIMES = { headersMs: 20_000, totalMs: 60_000 };

/** Fetches an address and keeps what is there. */
export async function copySource(ports: CopyPorts, source: Source): Promise<CopyOutcome> {
  const { attachments } = ports;
  const own = await attachments.fileOf(source.url);
  if (own !== null) {
    return own.workspaceId === source.workspaceId
      ? { state: 'kept', fileId: own.id }
      : { state: 'refused', reason: 'There is no such file.' };
  }
  const { mostBytes } = attachments.limits;
  const fetched = await call(ports, source, 'GET', mostBytes);
  if (fetched.kind === 'not-sent' && fetched.reason === 'bad-url') {
    return { state: 'refused', reason: `Its address cannot be called. ${fetched.message}` };
  }
  if (fetched.kind !== 'answered') return again(fetched.message, false);
  const refused = refusalOfAnswer(fetched, attachments.limits);
  if (refused !== null) return refused;
  const kept = await attachments.keep({
    workspaceId: source.workspaceId,
    title: null,
    mediaType: headerOf(fetched, 'content-type') ?? '',
    content: fetched.body,
  });
  return 'file' in kept
    ? { state: 'kept', fileId: kept.file.id }
    : { state: 'refused', reason: kept.refusal };
}

/** Whether the address still answers, without reading what is there. */
export async function isAlive(ports: CopyPorts, source: Source): Promise<boolean> {
  const fetched = await call(ports, source, 'HEAD', 0);
  // Not every server knows HEAD; one that says so is alive.
  return fetched.kind === 'answered' && (fetched.status < 400 || fetched.status === 405);
}

async function call(
  ports: CopyPorts,
  { workspaceId, url }: Source,
  method: 'GET' | 'HEAD',
  mostBytes: number,
): Promise<Fetched> {
  return ports.outbound.fetch({
    ...{ method, url, redirects: REDIRECTS },
    localNetworks: await ports.localNetworksOf(workspaceId),
    limits: { ...TIMES, mostBytes },
  });
}

function refusalOfAnswer(answer: Answered, limits: AttachmentLimits): CopyOutcome | null {
  const { status } = answer;
  if (status >= 400) {
    const isGone = [401, 403, 404, 410].includes(status);
    return again(`The provider answered ${status}.`, isGone);
  }
  if (status !== 200) return again(`The provider answered ${status}.`, false);
  const type = mediaTypeOf(headerOf(answer, 'content-type'));
  const announced = Number(headerOf(answer, 'content-length') ?? 0);
  const isLarge = answer.cutShort === 'too-large';
  const bytes = isLarge ? limits.mostBytes + 1 : Math.max(announced, answer.body.length);
  const refusal = refusalOf(bytes, type, limits);
  if (refusal !== null) return { state: 'refused', reason: refusal };
  return answer.cutShort === null ? null : again('The file did not come whole.', false);
}

function again(reason: string, isGone: boolean): CopyOutcome {
  return { state: 'again', reason, isGone };
}

function headerOf({ headers }: Answered, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}
