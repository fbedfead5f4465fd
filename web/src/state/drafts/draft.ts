/* What was typed in a conversation and not sent. Pure. */

export type DraftFile = { url: string; mimeType: string; name: string; size: number };

/** A reply that is written anew: one that has not gone out, or one that did not arrive. */
export type Editing = { messageId: string; how: 'change' | 'again'; text: string };

type Words = { text: string; at: number };

export type Draft = {
  text: string;
  files: readonly DraftFile[];
  /** Where a person has chosen it; null for where the contact wrote last. */
  channelId: string | null;
  editing: Editing | null;
  /** The longest that stood there before it was emptied by hand. */
  lost: Words | null;
  /** What was written at the same time in another tab. */
  other: Words | null;
  version: string;
  /** The version that this one was written on. */
  basedOn: string;
  at: number;
};

export type Content = Pick<Draft, 'text' | 'files' | 'channelId' | 'editing' | 'lost' | 'other'>;

export const NO_DRAFT: Draft = {
  ...{ text: '', files: [], channelId: null, editing: null, lost: null, other: null },
  ...{ version: '', basedOn: '', at: 0 },
};

const DAY_MS = 86_400_000;
/** Less than this is not worth a way back. */
const WORTH = 12;

/** The draft with another text; what is emptied by hand can be brought back. */
export function withText(draft: Draft, text: string, now: number): Partial<Content> {
  if (draft.editing !== null) return { editing: { ...draft.editing, text } };
  const longest = draft.lost?.text ?? '';
  if (draft.text.length < WORTH || draft.text.length < longest.length) return { text };
  return { text, lost: { text: draft.text, at: now } };
}

/** What can be brought back into an empty field; null where there is nothing. */
export function lostOf({ text, lost, editing }: Draft, now: number): string | null {
  if (text !== '' || editing !== null || lost === null) return null;
  return now - lost.at < DAY_MS ? lost.text : null;
}

export const isEmpty = ({ text, files, editing, lost, other, channelId }: Draft): boolean =>
  [editing, lost, other, channelId].every((one) => one === null) &&
  text === '' &&
  files.length === 0;

/**
 * What becomes of the draft of this tab when the device holds another: what was written on this one,
 * or is the same, follows it; two that were written at the same time are both kept.
 */
export function meet(mine: Draft, isUnsaved: boolean, stored: Draft): Draft {
  if (stored.version === mine.version) return mine;
  const follows = stored.basedOn === mine.version || stored.text === mine.text;
  if (follows && !isUnsaved) return stored;
  const isWorth = stored.text !== '' && stored.text !== mine.text;
  const other = isWorth ? { text: stored.text, at: stored.at } : mine.other;
  return { ...mine, other, basedOn: stored.version };
}
