import type { ReplyTemplate } from './delivery.ts';

/** A form of message that a provider has approved; its content has places such as `{{1}}`. */
export type Template = { id: string; name: string; content: string; language: string | null };

/** A numbered place, or one with a name; no brace within, so that this stays linear. */
const PLACE = /\{\{\s{0,5}([^{}\s]{1,50})\s{0,5}\}\}/g;
const NUMBER = /^[1-9]\d{0,2}$/;

/** The one that is asked for; a form without a language fits any. */
export function chosenFrom(templates: readonly Template[], asked: ReplyTemplate): Template | null {
  const fits = ({ id, language }: Template) =>
    id === asked.id && (language === null || (asked.language ?? language) === language);
  return templates.find(fits) ?? null;
}

/** The values by place: by number where all have one, else in the order in which places stand. */
function valuesOf({ content }: Template, { parameters }: ReplyTemplate) {
  const places = [...new Set([...content.matchAll(PLACE)].map(([, name = '']) => name))];
  const areNumbered = places.every((name) => NUMBER.test(name));
  const at = (name: string, index: number) => (areNumbered ? Number(name) - 1 : index);
  return new Map(places.map((name, index) => [name, parameters[at(name, index)]]));
}

/** Why it must not go out: places that would have no value. Null where each has one. */
export function whyIncomplete(template: Template, asked: ReplyTemplate): string | null {
  const empty = [...valuesOf(template, asked)].flatMap(([name, value]) =>
    value === undefined ? [`{{${name}}}`] : [],
  );
  if (empty.length === 0) return null;
  return `must have a value for each place of the template: ${empty.slice(0, MOST_NAMED).join(', ')} would be empty`;
}

const MOST_NAMED = 20;

/** The text with its places filled. */
export function fillTemplate(template: Template, asked: ReplyTemplate): string {
  const values = valuesOf(template, asked);
  return template.content.replace(PLACE, (place, name: string) => values.get(name) ?? place);
}
