import { gather } from '../../gather.ts';
import * as events from './events.ts';
import * as pruneEvents from './prune-events.ts';
import * as webhooks from './webhooks.ts';

export const eventsVerbs = gather(events, pruneEvents, webhooks);
