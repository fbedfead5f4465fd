/** The verb of this name. One that there is not is a mistake of ours, and says its name. */
export function verbNamed<Verb>(verbs: object, name: string): Verb {
  if (Object.hasOwn(verbs, name)) return (verbs as Record<string, Verb>)[name] as Verb;
  throw new Error(`The store has no verb named ${name} here.`);
}
