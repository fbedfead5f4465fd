import type {
  CallOffOutcome,
  ChangedMessage,
  EditOutcome,
  MessageChange,
  Released,
  ReplyEdit,
} from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';
import { releaseHeld } from './release-held.ts';

type Ports = Pick<InboxPorts, 'store' | 'now' | 'wakeOutbox'>;
type Key = { workspaceId: number; id: number };

/** What connectors say of a message later, and what people do about a reply before it goes out. */
export interface MessageCases {
  /** A later word on a message. */
  changeMessage(change: Omit<MessageChange, 'now'>): Promise<ChangedMessage>;
  /** Another text, or other files, for a reply that has not gone out. */
  editReply(edit: Key & ReplyEdit): Promise<EditOutcome>;
  /** Takes a reply back that has not gone out. */
  callOffReply(key: Key): Promise<CallOffOutcome>;
  /** Takes a reply back before its time. False where it does not wait for one. */
  cancelScheduled(message: { workspaceId: number; messageId: number }): Promise<boolean>;
  /** Lets replies go that had nobody to be handed to. Answers how many. */
  releaseHeld(which: Released): Promise<number>;
}

export function createMessageCases(ports: Ports): MessageCases {
  const { now, wakeOutbox } = ports;
  const { write } = ports.store;
  return {
    async changeMessage(change) {
      const outcome = await write.changeMessage({ ...change, now: now() });
      // A reply that is known to have arrived holds up nobody.
      if (outcome.kind === 'changed' && change.status !== undefined) wakeOutbox();
      return outcome;
    },
    editReply: (edit) => write.editReply({ ...edit, now: now() }),
    async callOffReply(key) {
      const outcome = await write.callOffReply({ ...key, onlyScheduled: false, now: now() });
      // Those behind it move up.
      if (outcome.kind === 'called-off') wakeOutbox();
      return outcome;
    },
    async cancelScheduled({ workspaceId, messageId: id }) {
      const which = { workspaceId, id, onlyScheduled: true };
      const { kind } = await write.callOffReply({ ...which, now: now() });
      return kind === 'called-off';
    },
    releaseHeld: (which) => releaseHeld(ports, which),
  };
}
