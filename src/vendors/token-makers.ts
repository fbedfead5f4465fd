import type { Vendor } from './vendor.ts';

export type TokenMaker = {
  makeValue: () => string;
  /** Acts for the workspace itself and not as one of the vendor's apps. */
  isWithoutApp: boolean;
};

/** How each kind of a vendor's tokens is made, by vendor and kind. */
export function tokenMakersOf(
  vendors: readonly Vendor[],
): Record<string, Record<string, TokenMaker>> {
  return Object.fromEntries(
    vendors.map(({ name, tokens }) => [
      name,
      Object.fromEntries(
        Object.entries(tokens?.kinds ?? {}).map(([kind, makeValue]) => [
          kind,
          { makeValue, isWithoutApp: tokens?.withoutApp?.includes(kind) === true },
        ]),
      ),
    ]),
  );
}
