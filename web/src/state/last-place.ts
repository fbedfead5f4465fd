import { VIEWS, type ViewName } from '../routes.ts';

type Last = { workspace: string; view: ViewName };

const nameFor = (userId: string) => `inlet:last:${userId}`;

/** Where a person was last on this device. */
export function lastPlace(userId: string): Last | null {
  const [workspace, view] = (localStorage.getItem(nameFor(userId)) ?? '').split('/');
  const known = VIEWS.find((one) => one === view);
  return workspace === undefined || known === undefined ? null : { workspace, view: known };
}

export function keepPlace(userId: string, { workspace, view }: Last): void {
  localStorage.setItem(nameFor(userId), `${workspace}/${view}`);
}
