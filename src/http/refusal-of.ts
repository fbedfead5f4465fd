import { Refusal } from '../domain/refusal.ts';
import { StoreUnavailable } from '../store/store.ts';

/** What the framework, the store or a bug threw, as a refusal that a face can present. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreUnavailable) {
    return new Refusal('unavailable', 'The store cannot be written to at the moment.', {
      retryAfterSeconds: 5,
    });
  }
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ECONNRESET' && message === 'aborted') {
    return new Refusal('malformed', 'The connection broke before the whole body had arrived.');
  }
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('payload-too-large', 'The body is larger than this server takes.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('unsupported-media-type', 'The content type must be application/json.');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('malformed', 'The body is not as long as its Content-Length says.');
    case 'FST_ERR_BAD_URL':
      return new Refusal('malformed', 'The path is not validly percent-encoded.');
    default:
      return new Refusal('internal', 'Something went wrong on this server; nothing was stored.');
  }
}
