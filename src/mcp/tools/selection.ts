import Type from 'typebox';
import { BULK_STATES, statesNamed } from '../../domain/delivery-state.ts';
import { wrongField } from '../../domain/refusal.ts';
import type { Bulk, Selection } from '../../inbox/dead-letters.ts';
import { idOf } from '../arguments.ts';
import * as shapes from '../shapes.ts';
import type { ToolAnswer } from '../tool.ts';

/** To how many one call does something at most. */
const MOST = 50;

/** Instead of the one that is named: all that have something in common. */
export const SELECTION = {
  state: Type.Optional(
    Type.Enum([...BULK_STATES], {
      description: `In place of one id: all that are so, up to ${MOST}. dead: failed or unknown.`,
    }),
  ),
  conversation_id: Type.Optional(shapes.id('Beside state: only of this conversation.')),
};

/** What an answer says of several. */
export const COUNTS = {
  count: Type.Optional(Type.Integer({ description: 'How many it was done to.' })),
  skipped: Type.Optional(Type.Integer({ description: 'How many could not be.' })),
  has_more: Type.Optional(Type.Boolean({ description: 'Whether more are so: call it again.' })),
};

type Selecting = { state?: string; conversation_id?: string };

/** For a tool that does it to the one that is named `name`, or to all that are so. */
export const ofSeveral = (name: string) => ({
  most: ({ state }: Selecting): number => (state === undefined ? 1 : MOST),
  /** An id that came out empty would make the whole workspace of one conversation, or of one. */
  refuseLeftOut({ state, conversation_id: of }: Selecting, leftOut: readonly string[]): void {
    if (state === undefined || of !== undefined) return;
    const empty = ['conversation_id', name].find((one) => leftOut.includes(one));
    if (empty === undefined) return;
    throw wrongField(
      empty,
      `is empty, and state ${state} alone is for the whole workspace: give a conversation_id, ` +
        `or leave ${empty} out if you mean all of them`,
    );
  },
});

/** Null where one is named instead. Throws where neither is, or both. */
export function selectionOf(
  workspaceId: number,
  one: string | undefined,
  { state, conversation_id: conversation }: Selecting,
  name: string,
): Selection | null {
  if ((one === undefined) === (state === undefined)) {
    throw wrongField(name, 'or state has to be given, and one of them alone');
  }
  if (state === undefined) return null;
  return {
    ...{ workspaceId, states: statesNamed(state), messageId: null, webhookId: null },
    conversationId: conversation === undefined ? null : idOf(conversation, 'conversation'),
  };
}

export function bulkAnswer({ count, skipped, hasMore }: Bulk, what: string): ToolAnswer {
  return {
    structured: { count, skipped, has_more: hasMore },
    text:
      `${count} ${what}, ${skipped} could not be.` +
      (hasMore ? ' There are more: call again.' : ''),
    count,
  };
}
