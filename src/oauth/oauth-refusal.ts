import type { OAuthAnswer, OAuthDialect } from '../access/oauth/dialect.ts';
import type { OAuthFault } from '../access/oauth/fault.ts';
import { Refusal } from '../domain/refusal.ts';

/** A refused OAuth request with its answer, in the words of the app's world. */
export class OAuthRefusal extends Refusal {
  readonly answer: OAuthAnswer;

  constructor(dialect: OAuthDialect, fault: OAuthFault) {
    super(fault.code === 'invalid_client' ? 'unauthenticated' : 'invalid', fault.text);
    this.answer = dialect.presentFault(fault);
  }
}
