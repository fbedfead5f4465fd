import { gather } from '../../gather.ts';
import * as imports from './imports.ts';
import * as conversationImport from './conversation-import.ts';

export const importsVerbs = gather(imports, conversationImport);
