import { gather } from '../../gather.ts';
import * as messages from './messages.ts';
import * as messageChanges from './message-changes.ts';
import * as messageLists from './message-lists.ts';

export const messagesVerbs = gather(messages, messageChanges, messageLists);
