import { gather } from '../../gather.ts';
import * as files from './files.ts';
import * as unusedFiles from './unused-files.ts';
import * as links from './links.ts';
import * as refreshed from './refreshed.ts';

export const filesVerbs = gather(files, unusedFiles, links, refreshed);
