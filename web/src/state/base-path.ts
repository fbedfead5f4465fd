/** What stands before /inbox/assets/… in the address of a file that the page was loaded with. */
export function baseOf(moduleUrl: string): string {
  const { pathname } = new URL(moduleUrl);
  const end = pathname.lastIndexOf('/inbox/assets/');
  return end === -1 ? '' : pathname.slice(0, end);
}
