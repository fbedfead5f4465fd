/** What a contact is found by. `email` and `phone` are whole, for finding the same person again. */
export type ContactTerm = { kind: 'email' | 'phone' | 'word'; term: string };

/** Words beyond this many say nothing more of whom somebody looks for. */
const MOST_WORDS = 8;
const LONGEST_WORD = 100;
/** Of what is looked for; a name or an address is shorter. */
const LONGEST_QUERY = 1_000;

/**
 * The terms of a contact: its address and its number whole, and the words that a search finds the
 * beginnings of. `nationalPhone` is the number as people of its country write it, digits only.
 */
export function termsOf(contact: {
  name: string | null;
  email: string | null;
  phone: string | null;
  nationalPhone: string | null;
}): ContactTerm[] {
  const email = contact.email === null ? null : emailKey(contact.email);
  const words = new Set<string>();
  if (contact.name !== null) for (const word of wordsOf(contact.name)) words.add(word);
  if (email !== null) for (const word of [cut(email), ...wordsOf(email)]) words.add(word);
  for (const number of [contact.phone, contact.nationalPhone]) {
    if (number !== null) words.add(cut(digitsOf(number)));
  }
  return [
    ...(email === null ? [] : [{ kind: 'email' as const, term: email }]),
    ...(contact.phone === null ? [] : [{ kind: 'phone' as const, term: contact.phone }]),
    ...[...words].map((term) => ({ kind: 'word' as const, term })),
  ];
}

/** The form in which two spellings of one address are the same. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** The beginnings of words that a query looks for; all must be found. A number or address is one. */
export function queryWords(query: string): string[] {
  const text = query.slice(0, LONGEST_QUERY).trim();
  if (/^\+?[\d\s().-]{3,}$/.test(text) && digitsOf(text) !== '') return [cut(digitsOf(text))];
  if (/^[^\s@]+@\S+$/.test(text)) return [cut(emailKey(text))];
  return wordsOf(text).slice(0, MOST_WORDS);
}

/**
 * A run of accents is put into order by comparing each with each: none has more than 30 by right
 * (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format).
 */
function withFewMarks(text: string): string {
  return text.replaceAll(/(\p{M}{30})\p{M}+/gu, '$1');
}

/** Lower case, without accents, letters and digits only. */
function wordsOf(text: string): string[] {
  const plain = withFewMarks(text).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu)?.map(cut) ?? [];
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

function cut(word: string): string {
  return [...word].slice(0, LONGEST_WORD).join('');
}
