import { randomBytes } from 'node:crypto';
import { makeToken } from '../token-format.ts';

/** Of a client of Inlet itself. The id is no secret and says what it is. */
export function makeOwnClient(): { clientId: string; clientSecret: string } {
  return {
    clientId: `inlet_app_${randomBytes(12).toString('hex')}`,
    clientSecret: makeToken('secret'),
  };
}
