/** One file that is made from the source. Adding one: its module here, a line in generate.ts. */
export interface Generator {
  /** From the folder of package.json. */
  readonly path: string;
  /** The text, the same each time; it is formatted afterwards. */
  readonly render: () => string | Promise<string>;
}
