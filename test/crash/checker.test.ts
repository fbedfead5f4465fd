import { describe, expect, it } from 'vitest';
import { checkAnswers, checkStored } from './checker.ts';
import type { Acknowledgement, Entry } from './ledger.ts';
import type { StoredConversation } from './stored.ts';

const stored = { verdict: 'stored', acceptanceId: '1', wasKnown: false };
const duplicate = { verdict: 'duplicate', acceptanceId: '2', wasKnown: true };

describe('the checker, on what is stored', () => {
  it('is content when every acknowledged message is there once', () => {
    expect(found([sent('a'), sent('b')], [held('a', 'b')])).toEqual([]);
  });

  it('does not mind whether an unacknowledged message is there', () => {
    const unanswered = sent('a', []);
    expect(found([unanswered], [held('a')])).toEqual([]);
    expect(found([unanswered], [held()])).toEqual([]);
  });

  it('misses an acknowledged message', () => {
    expect(found([sent('a'), sent('b')], [held('a')])).toEqual(['missing']);
    expect(found([sent('a')], [])).toEqual(['missing']);
    expect(found([sent('a')], [{ ...held('a'), externalId: 'other' }])).toEqual([
      'never sent',
      'missing',
    ]);
  });

  it('sees a second copy, acknowledged or not', () => {
    expect(found([sent('a')], [held('a', 'a')])).toEqual(['stored twice']);
    expect(found([sent('a', [])], [held('a', 'a')])).toEqual(['stored twice']);
  });

  it('sees a conversation that was made twice', () => {
    const both = [held('a'), held('b')];
    expect(found([sent('a'), sent('b')], both)).toEqual(['conversation twice']);
  });

  it('sees a changed text, an unknown message and a wrong count', () => {
    const changed = { ...held(), unreadCount: 1, messages: [{ externalId: 'a', text: 'x' }] };
    expect(found([sent('a')], [changed])).toEqual(['other text']);
    expect(found([], [held('a')])).toEqual(['never sent']);
    expect(found([sent('a')], [{ ...held('a'), unreadCount: 2 }])).toEqual(['unread count']);
  });

  function found(entries: Entry[], conversations: StoredConversation[]): string[] {
    return checkStored(entries, conversations).map(({ kind }) => kind);
  }
});

describe('the checker, on what the sender was told', () => {
  it('is content with a first answer that says stored and later ones that say duplicate', () => {
    expect(told([stored])).toEqual([]);
    expect(told([stored, duplicate, duplicate])).toEqual([]);
  });

  it('allows a first answer that says duplicate only after an unanswered sending', () => {
    expect(told([duplicate], 2)).toEqual([]);
    expect(told([duplicate], 1)).toEqual(['wrong verdict']);
  });

  it('sees a message that was stored again after its acknowledgement', () => {
    expect(told([duplicate, { ...stored, wasKnown: true }], 3)).toEqual(['forgotten']);
    expect(told([stored, stored])).toEqual(['wrong verdict']);
  });

  it('sees a verdict that makes no sense here', () => {
    expect(told([stored, { ...duplicate, verdict: 'updated' }])).toEqual(['wrong verdict']);
    expect(told([stored, { ...duplicate, verdict: 'undefined' }])).toEqual(['wrong verdict']);
  });

  it('sees a message without an answer, and an answer that is no verdict', () => {
    expect(told([], 3)).toEqual(['unacknowledged']);
    const refusal = { messageId: 'a', status: 500, body: '' };
    expect(checkAnswers([], [refusal]).map(({ kind }) => kind)).toEqual(['refused']);
  });

  function told(acknowledgements: Acknowledgement[], attempts = acknowledgements.length): string[] {
    return checkAnswers([{ ...sent('a', acknowledgements), attempts }], []).map(({ kind }) => kind);
  }
});

function sent(messageId: string, acknowledgements: Acknowledgement[] = [stored]): Entry {
  return {
    messageId,
    conversationId: 'c',
    text: `text of ${messageId}`,
    attempts: 1,
    acknowledgements,
  };
}

function held(...messageIds: string[]): StoredConversation {
  const messages = messageIds.map((id) => ({ externalId: id, text: `text of ${id}` }));
  return { externalId: 'c', unreadCount: messages.length, messages };
}
