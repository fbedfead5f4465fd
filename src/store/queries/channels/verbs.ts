import { gather } from '../../gather.ts';
import * as channels from './channels.ts';
import * as channelAttention from './channel-attention.ts';
import * as channelTemplates from './channel-templates.ts';
import * as businesses from './businesses.ts';

export const channelsVerbs = gather(channels, channelAttention, channelTemplates, businesses);
