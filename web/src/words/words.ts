/* Every text of the inbox, by the language of the page. Nothing else holds words for people. */
import { english } from './en.ts';
import type { Words } from './en.ts';

export const words: Words = english;
