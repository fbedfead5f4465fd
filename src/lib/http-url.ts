/** The URL where it is one of http or https, else null: nothing else ever becomes a link. */
export function httpUrlOrNull(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { protocol } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? text : null;
}
