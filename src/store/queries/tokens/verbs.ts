import { gather } from '../../gather.ts';
import * as tokens from './tokens.ts';
import * as tokenReach from './token-reach.ts';
import * as tokenRotation from './token-rotation.ts';
import * as grants from './grants.ts';
import * as redemption from './redemption.ts';

export const tokensVerbs = gather(tokens, tokenReach, tokenRotation, grants, redemption);
