/** The names that are there, for a `class` attribute. */
export const classNames = (...names: Array<string | false | null | undefined>): string =>
  names.filter((name) => typeof name === 'string' && name !== '').join(' ');
