/**
 * A vendor for tests of the outbox itself: Pipedrive's face, and replies that are posted as plain
 * JSON to one address, with or without an id by which the receiver knows them again.
 */
import type { Courier, Delivering, OutgoingReply, Outcome } from '../../src/domain/delivery.ts';
import { judgeAnswer } from '../../src/domain/judge-answer.ts';
import { pipedrive } from '../../src/vendors/pipedrive/index.ts';
import { vendors } from '../../src/vendors/index.ts';
import type { Vendor } from '../../src/vendors/vendor.ts';

export interface PlainOptions {
  /** Null: nobody to call yet. */
  url: (workspaceId: number) => string | null;
  canRepeat: (conversation: string) => boolean;
  /** Runs within the attempt, before the call. */
  before?: (reply: OutgoingReply) => Promise<void>;
}

/** All vendors of the product, with that one in Pipedrive's place. */
export function withPlainVendor(options: PlainOptions): readonly Vendor[] {
  const plain: Vendor = {
    ...pipedrive,
    outgoing: { ...pipedrive.outgoing, deliver: () => delivering(options) },
  };
  return vendors.map((vendor) => (vendor.name === plain.name ? plain : vendor));
}

function delivering({ url: urlNow, canRepeat: canRepeatNow, before }: PlainOptions): Delivering {
  return {
    async reply(reply: OutgoingReply, courier: Courier): Promise<Outcome> {
      const url = urlNow(reply.message.workspaceId);
      const canRepeat = canRepeatNow(reply.conversation.externalId);
      if (url === null) return { kind: 'held', reason: 'Nobody has said where replies go.' };
      await before?.(reply);
      const { text } = reply.message;
      const conversation = reply.conversation.externalId;
      const body = JSON.stringify({ id: reply.message.id, conversation, text });
      const headers = { 'content-type': 'application/json' };
      const request = { method: 'POST' as const, url, headers, body };
      const answer = await courier.handOver(request, { canRepeat });
      return judgeAnswer(answer, {
        now: courier.now,
        canRepeat,
        accept(text) {
          const said = (text === '' ? {} : JSON.parse(text)) as { id?: string };
          if (said.id === undefined) return { kind: 'sent', identity: null };
          return { kind: 'sent', identity: { externalId: said.id, scope: 'conversation' } };
        },
      });
    },
  };
}
