import { gather } from '../../gather.ts';
import * as replies from './replies.ts';
import * as replyFacts from './reply-facts.ts';
import * as openReplies from './open-replies.ts';
import * as scheduledReplies from './scheduled-replies.ts';
import * as unknownReplies from './unknown-replies.ts';

export const repliesVerbs = gather(
  replies,
  replyFacts,
  openReplies,
  scheduledReplies,
  unknownReplies,
);
