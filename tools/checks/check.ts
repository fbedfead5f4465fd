/** One thing that `npm run check` looks at. */
export interface Check {
  /** One word: what the summary and the command line call it. */
  readonly name: string;
  /** Looks at the tree below `root`, which is the folder of package.json. */
  run(root: string): Promise<Findings> | Findings;
}

export interface Findings {
  /** One line or more for each fault; empty when all is well. */
  readonly faults: readonly string[];
  /** What was looked at, so that "nothing wrong" cannot mean "nothing seen". */
  readonly seen: string;
}
