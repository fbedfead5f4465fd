/* Files of the page are named after what they hold: another name is another version. Pure. */

/**
 * @param page The page as the server has it now.
 * @param scripts Addresses of the scripts that this page was loaded with.
 */
export function isOtherPage(page: string, scripts: readonly string[]): boolean {
  const own = scripts.flatMap((src) => /\/inbox\/assets\/[^/?#]+$/.exec(src)?.[0] ?? []);
  return page.includes('/inbox/assets/') && own.some((path) => !page.includes(path));
}
