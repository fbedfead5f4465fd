import { expect, test } from 'vitest';
import { keyMeans } from './send-keys.ts';

const none = {
  ...{ ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false },
};
const enter = { ...none, key: 'Enter' };

test('Enter makes a line, and sends with Ctrl, at once with Shift too, and closes with Alt too', () => {
  expect(keyMeans(enter, false)).toBeNull();
  expect(keyMeans({ ...enter, ctrlKey: true }, false)).toBe('send');
  expect(keyMeans({ ...enter, metaKey: true }, false)).toBe('send');
  expect(keyMeans({ ...enter, ctrlKey: true, shiftKey: true }, false)).toBe('sendAtOnce');
  expect(keyMeans({ ...enter, ctrlKey: true, altKey: true }, false)).toBe('sendAndClose');
});

test('where Enter sends, Shift makes a line', () => {
  expect(keyMeans(enter, true)).toBe('send');
  expect(keyMeans({ ...enter, shiftKey: true }, true)).toBeNull();
});

test('the Enter that ends a word of an input method sends nothing', () => {
  expect(keyMeans({ ...enter, isComposing: true }, true)).toBeNull();
  expect(keyMeans({ ...enter, isComposing: true, ctrlKey: true }, true)).toBeNull();
});

test('Escape leaves the field, and letters are letters', () => {
  expect(keyMeans({ ...none, key: 'Escape' }, false)).toBe('leave');
  expect(keyMeans({ ...none, key: 'e' }, true)).toBeNull();
});
