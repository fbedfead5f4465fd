import { gather } from '../../gather.ts';
import * as facts from './facts.ts';
import * as faults from './faults.ts';
import * as boxes from './boxes.ts';
import * as signingKeys from './signing-keys.ts';

export const serverVerbs = gather(facts, faults, boxes, signingKeys);
