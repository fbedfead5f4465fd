/** A form of message that a provider has approved; its content has places such as `{{1}}`. */
export type Template = { id: string; name: string; content: string; language: string | null };
