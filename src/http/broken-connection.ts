import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Refusal } from '../domain/refusal.ts';
import type { Face } from './face.ts';
import { faceOf } from './face.ts';
import { nextRequestId, requestIdHeader } from './request-id.ts';
import { withoutQuery } from './request.ts';

type ClientError = Error & { code?: string; rawPacket?: unknown };

/** Refusal.detail, for faces that repeat the status in their body. */
export const HEADERS_TOO_LARGE = 'headers-too-large';
export const REQUEST_TIMEOUT = 'request-timeout';

const REASONS: Record<string, { detail?: string; status: string; words: string }> = {
  HPE_HEADER_OVERFLOW: {
    detail: HEADERS_TOO_LARGE,
    status: '431 Request Header Fields Too Large',
    words: 'The request line and headers are larger than 16 KiB.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    detail: REQUEST_TIMEOUT,
    status: '408 Request Timeout',
    words: 'The request did not arrive in time.',
  },
};

/** Answers what could not be read as a request at all, still in the shape of the face it was for. */
export function answerBrokenConnections(faces: readonly Face[]) {
  return (error: ClientError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const reason = REASONS[error.code ?? ''] ?? {
      status: '400 Bad Request',
      words: 'The request is not valid HTTP/1.1.',
    };
    const face = faceOf(faces, pathFrom(error.rawPacket));
    const { detail } = reason;
    const refusal = new Refusal('malformed', reason.words, detail === undefined ? {} : { detail });
    const answer = face?.present(refusal, null);
    const body = JSON.stringify(answer?.body ?? { error: reason.words });
    const type = answer?.headers?.['content-type'] ?? 'application/json; charset=utf-8';
    socket.end(
      `HTTP/1.1 ${reason.status}\r\nConnection: close\r\n` +
        `Inlet-Request-Id: ${nextRequestId()}\r\n` +
        `Content-Type: ${type}\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  };
}

/** Answers a request that was sent ahead of too many others, and ends its connection. */
export function refuseOneTooMany(faces: readonly Face[]) {
  return ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
    const words = 'Too many requests were sent on this connection before the first was answered.';
    const refusal = new Refusal('unavailable', words, { retryAfterSeconds: 1 });
    const answer = faceOf(faces, withoutQuery(url))?.present(refusal, null);
    response.writeHead(answer?.status ?? 503, {
      'content-type': 'application/json; charset=utf-8',
      ...answer?.headers,
      ...requestIdHeader(nextRequestId()),
      'retry-after': '1',
      connection: 'close',
    });
    response.end(JSON.stringify(answer?.body ?? { error: words }));
  };
}

function pathFrom(packet: unknown): string {
  if (!Buffer.isBuffer(packet)) return '';
  const line = packet.toString('latin1', 0, 1_024).split('\r\n', 1)[0] ?? '';
  return withoutQuery(line.split(' ')[1] ?? '');
}
