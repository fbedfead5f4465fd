/* What opens once a conversation has been dealt with: this person's choice, on this device. */
export const AFTER_CLOSE = ['next', 'list', 'nothing'] as const;
export type AfterClose = (typeof AFTER_CLOSE)[number];

const NAME = 'inlet:after-close';

export function afterClose(): AfterClose {
  const kept = localStorage.getItem(NAME);
  return AFTER_CLOSE.find((one) => one === kept) ?? 'next';
}

export const setAfterClose = (choice: AfterClose): void => localStorage.setItem(NAME, choice);
