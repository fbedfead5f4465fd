import { closeSync, openSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreUnavailable } from '../store/store.ts';

/** What a content is found under. */
export type Place = { workspaceId: number; name: string };

const FORM = /^(\d+)-([0-9a-f]{32})$/;

/**
 * Notes of contents that no row names yet, made before them: what a server that was killed had begun
 * is found by its notes, without a look at everything that is kept. An empty file each, in a folder
 * of this server alone.
 */
export class Unfinished {
  readonly #directory: string;
  /** Begun by this process, and not to be taken for lost. */
  readonly #underWay = new Set<string>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async begin(place: Place): Promise<void> {
    const note = noteOf(place);
    this.#underWay.add(note);
    try {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      closeSync(openSync(join(this.#directory, note), 'w', 0o600));
    } catch (error) {
      this.#underWay.delete(note);
      throw new StoreUnavailable((error as Error).message, { cause: error });
    }
  }

  /** A row names the content, or it is removed. A note that stays does no harm. */
  async end(place: Place): Promise<void> {
    this.leave(place);
    await rm(join(this.#directory, noteOf(place)), { force: true }).catch(() => undefined);
  }

  /** What became of it is not known here: `list` has it from now on. */
  leave(place: Place): void {
    this.#underWay.delete(noteOf(place));
  }

  /** What was begun and is not under way. */
  async list(): Promise<Place[]> {
    const names = await readdir(this.#directory).catch(() => []);
    return names.flatMap((note) => {
      const [, workspaceId, name] = FORM.exec(note) ?? [];
      if (name === undefined || this.#underWay.has(note)) return [];
      return [{ workspaceId: Number(workspaceId), name }];
    });
  }
}

function noteOf({ workspaceId, name }: Place): string {
  return `${workspaceId}-${name}`;
}
