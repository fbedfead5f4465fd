import { html, type Html } from '../lib/html.ts';
import { shownName } from '../lib/shown-name.ts';

/** A name in a sentence: in whichever direction it runs, the words around it stay where they are. */
export const nameOf = (name: string): Html => html`<bdi>${shownName(name)}</bdi>`;
