import { randomInt } from 'node:crypto';

const SHORTEST = 12;
/** Longer ones would only cost time. */
const LONGEST = 256;

/** Without the letters that are read as another: 31 of them are 4.95 bits each. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** What is wrong with a new password, as the end of "The password ..."; null when nothing is. */
export function passwordFault(password: string, email: string): string | null {
  const { length } = [...password];
  if (length < SHORTEST)
    return `needs ${SHORTEST} characters or more: a few words are easy to keep`;
  if (length > LONGEST) return `must not be longer than ${LONGEST} characters`;
  const lower = password.toLowerCase();
  const [account = ''] = email.toLowerCase().split('@');
  if (account.length >= 4 && lower.includes(account)) return 'must not contain the e-mail address';
  if (new Set(lower).size < 5) return 'has too few different characters';
  return null;
}

/** A password of 100 random bits that can be read out and typed. */
export function makePassword(): string {
  const letter = () => LETTERS[randomInt(LETTERS.length)] ?? '';
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
