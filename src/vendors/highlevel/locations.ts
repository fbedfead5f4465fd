import type { Inbox } from '../../inbox/inbox.ts';
import { lastUsed } from '../../lib/last-used.ts';
import { VENDOR } from './settings.ts';

const REMEMBERED = 10_000;

/** The id of a workspace's location. It never changes, so it is read once. */
export class Locations {
  readonly #inbox: Pick<Inbox, 'aliasOf'>;
  readonly #known = lastUsed<number, string>(REMEMBERED);

  constructor(inbox: Pick<Inbox, 'aliasOf'>) {
    this.#inbox = inbox;
  }

  /** At once where it is known: the accept path then waits for nothing here. */
  idOf(workspaceId: number): string | Promise<string> {
    return this.#known.get(workspaceId) ?? this.#read(workspaceId);
  }

  async #read(workspaceId: number): Promise<string> {
    const id = (await this.#inbox.aliasOf(workspaceId, VENDOR)) ?? '';
    if (id !== '') this.#known.set(workspaceId, id);
    return id;
  }
}
