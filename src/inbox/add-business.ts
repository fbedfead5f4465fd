import type { Business } from '../domain/business.ts';
import type { NewBusiness } from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

/** Null when the vendor already has a business of that external id in the workspace. */
export function addBusiness(
  { store, now }: InboxPorts,
  business: Omit<NewBusiness, 'createdAt'>,
): Promise<Business | null> {
  return store.write.addBusiness({ ...business, createdAt: now() });
}
