import { randomBytes } from 'node:crypto';

const HEADER = 'inlet-request-id';

/** Of this process; the number behind it grows with each request, so that ids are read in order. */
const origin = randomBytes(5).toString('hex');
let last = 0;

/** What names one request in its answer, in the log, in `/rejections` and in `inlet tail`. */
export function nextRequestId(): string {
  last += 1;
  return `${origin}-${last.toString(36)}`;
}

export function requestIdHeader(id: string): Record<typeof HEADER, string> {
  return { [HEADER]: id };
}
