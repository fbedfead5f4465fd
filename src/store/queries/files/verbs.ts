import { gather } from '../../gather.ts';
import * as files from './files.ts';
import * as unusedFiles from './unused-files.ts';
import * as sources from './sources.ts';
import * as refreshed from './refreshed.ts';

export const filesVerbs = gather(files, unusedFiles, sources, refreshed);
