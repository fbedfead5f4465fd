import { join } from 'node:path';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { Source, Store } from '../store/store.ts';
import { createAttachments } from './attachments.ts';
import type { AttachmentLimits, Attachments } from './attachments.ts';
import { bucketContents } from './bucket-contents.ts';
import type { Bucket } from './bucket-contents.ts';
import { Copier } from './copier.ts';
import { diskContents } from './disk-contents.ts';
import { Unfinished } from './unfinished.ts';

/** Where contents are kept, and which. */
export type AttachmentConfig = AttachmentLimits & {
  /** Null: in the folder `files` of the data directory. */
  bucket: Bucket | null;
};

export type OpenPorts = {
  store: Pick<Store, 'read' | 'write'>;
  outbound: Pick<SafeFetch, 'fetch'>;
  dataDirectory: string;
  config: AttachmentConfig;
  origin: () => string;
  localNetworksOf: (workspaceId: number) => Promise<string[]>;
  refresh: (source: Source) => Promise<boolean>;
  now: () => number;
  steady: () => number;
};

/** The contents that Inlet keeps, and the background that copies them. */
export function openAttachments(ports: OpenPorts): { attachments: Attachments; copier: Copier } {
  const { outbound, config } = ports;
  const contents =
    config.bucket === null
      ? diskContents(join(ports.dataDirectory, 'files'))
      : bucketContents(config.bucket, outbound, config.mostBytes);
  const attachments = createAttachments({
    ...ports,
    contents,
    unfinished: new Unfinished(join(ports.dataDirectory, 'unfinished')),
    limits: config,
    wake: () => copier.wake(),
  });
  const copier = new Copier({ ...ports, contents, attachments });
  return { attachments, copier };
}
