import type { AcceptCommand } from '../../src/domain/accept-command.ts';
import { toAcceptCommand } from '../../src/vendors/pipedrive/inbound.ts';
import { receiveRequests } from '../load/receive-request.ts';
import { scatter } from '../load/scatter.ts';
import { CONVERSATIONS, RAW_TEXT, prepareChannel } from './face.ts';
import type { MeasuredFace } from './face.ts';

/** Pipedrive's "receive a message". */
export const pipedrive: MeasuredFace = {
  name: 'Pipedrive receive',
  requests({ pipedrive: { apiToken: token, channelId } }, run) {
    return receiveRequests({ token, channelId, run });
  },
  async commands(store, owner) {
    const { workspaceId } = owner;
    return source({ workspaceId, ...(await prepareChannel(store, owner, 'pipedrive')) });
  },
};

function* source(owner: { workspaceId: number; appId: number }): Generator<AcceptCommand, never> {
  for (let sequence = 0; ; sequence += 1) {
    const conversation = scatter(sequence, CONVERSATIONS);
    const body = {
      id: `raw-${String(sequence).padStart(12, '0')}`,
      channel_id: 'bench',
      sender_id: `sender-${conversation}`,
      conversation_id: `conversation-${conversation}`,
      message: RAW_TEXT,
      status: 'sent' as const,
      created_at: new Date().toISOString(),
      attachments: [],
    };
    yield toAcceptCommand(body, owner, Date.now());
  }
}
