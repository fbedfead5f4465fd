/**
 * Why a request was refused, in Inlet's own words. A vendor's errors.ts gives each code the
 * status and body of that vendor; Inlet's own API gives problem+json.
 */
export const REFUSAL_CODES = [
  'unauthenticated',
  'rate-limited',
  'scope-missing',
  'payload-too-large',
  'unsupported-media-type',
  'malformed',
  'invalid',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'conflict',
  'unavailable',
  'internal',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** One wrong field: where it is (`attachments[0].url`) and what was expected there. */
export type FieldError = { path: string; message: string };

/** More are told to nobody: an answer may not be longer than what it answers. */
const MOST_ERRORS = 100;
/** Names of fields are the sender's own. */
const LONGEST_PATH = 300;

function shortened({ path, message }: FieldError): FieldError {
  return { path: path.slice(0, LONGEST_PATH).toWellFormed(), message };
}

/**
 * A request that Inlet does not carry out. Thrown at the edge only (routes and access); use cases
 * and the store return tagged values instead.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly errors: FieldError[];
  /** Seconds after which trying again may help. */
  readonly retryAfterSeconds: number | null;
  /** A word only the face that threw it understands, such as which of two 403s it is. */
  readonly detail: string | null;
  /** What programs need besides, by name. */
  readonly more: Readonly<Record<string, string>>;

  constructor(
    code: RefusalCode,
    message: string,
    options: {
      errors?: FieldError[];
      retryAfterSeconds?: number;
      detail?: string;
      more?: Record<string, string>;
    } = {},
  ) {
    super(message);
    this.code = code;
    this.errors = (options.errors ?? []).slice(0, MOST_ERRORS).map(shortened);
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.detail = options.detail ?? null;
    this.more = options.more ?? {};
  }

  /** The message with every wrong field, for logs and lists. */
  get explanation(): string {
    const fields = this.errors.map(({ path, message }) => `${path} ${message}`);
    return fields.length === 0 ? this.message : `${this.message} ${fields.join('; ')}`;
  }
}

/** For what a schema cannot say, in the words and shape of what it does say. */
export function wrongField(path: string, message: string): Refusal {
  return wrongFields([{ path, message }]);
}

export function wrongFields(errors: FieldError[]): Refusal {
  return new Refusal('invalid', 'The request is not valid.', { errors });
}
