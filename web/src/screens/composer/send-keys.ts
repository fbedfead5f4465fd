/* What a key means while a reply is written. Pure. */

export type Sending = 'send' | 'sendAtOnce' | 'sendAndClose';
export type KeyMeaning = Sending | 'leave' | null;

type Pressed = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  /** A word is still being put together, as in Japanese: Enter ends that and nothing else. */
  isComposing: boolean;
};

export function keyMeans(pressed: Pressed, enterSends: boolean): KeyMeaning {
  const { key, shiftKey, altKey } = pressed;
  if (pressed.isComposing) return null;
  if (key === 'Escape') return 'leave';
  if (key !== 'Enter') return null;
  if (pressed.ctrlKey || pressed.metaKey) {
    return altKey ? 'sendAndClose' : shiftKey ? 'sendAtOnce' : 'send';
  }
  return enterSends && !shiftKey && !altKey ? 'send' : null;
}
