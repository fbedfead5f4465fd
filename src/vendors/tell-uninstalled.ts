import type { Uninstalled } from '../access/apps.ts';
import type { TellingPorts, Vendor } from './vendor.ts';

/** Tells apps of every vendor that they were taken out, each as its vendor does. Never rejects. */
export function tellsUninstalled(vendors: readonly Vendor[], ports: TellingPorts) {
  return async (uninstalled: Uninstalled): Promise<void> => {
    const vendor = vendors.find(({ name }) => name === uninstalled.app.vendor);
    // Whatever becomes of it, the app is out.
    await vendor?.apps?.tellUninstalled?.(ports, uninstalled).catch(() => undefined);
  };
}
