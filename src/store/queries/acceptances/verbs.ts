import { gather } from '../../gather.ts';
import * as acceptances from './acceptances.ts';
import * as rejections from './rejections.ts';

export const acceptancesVerbs = gather(acceptances, rejections);
