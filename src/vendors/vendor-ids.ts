import type { IdForms } from '../domain/outside-ids.ts';
import { createOutsideIds } from '../domain/outside-ids.ts';
import type { Vendor } from './vendor.ts';

/** What the vendors' faces show for rows of ours, and which rows they mean. */
export function idsOfVendors(vendors: readonly Vendor[], idKey: Buffer) {
  const forms: Record<string, IdForms> = {};
  for (const vendor of vendors) {
    const form = vendor.ids?.forms(idKey);
    if (form !== undefined) forms[vendor.name] = form;
  }
  return {
    idKey,
    outsideIds: createOutsideIds(forms),
    /** The row id of a message that any of the faces shows under this id; null for other texts. */
    messageIdOf(shown: string): number | null {
      for (const vendor of vendors) {
        const id = vendor.ids?.messageIdOf(shown, idKey) ?? null;
        if (id !== null) return id;
      }
      return null;
    },
  };
}
