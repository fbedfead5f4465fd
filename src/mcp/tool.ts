import type { Static, TObject } from 'typebox';
import type { Principal } from '../access/principal.ts';
import type { Action, Rights } from '../access/rights.ts';
import type { Acceptance } from '../domain/acceptance.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Toolset } from '../domain/toolset.ts';

/** All four, said for each tool: two of the protocol's defaults are the dangerous ones. */
export type Annotations = {
  /** Also what read-only mode goes by. */
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
};

/** What a tool sees of one call. */
export type ToolCall<Input> = {
  input: Input;
  principal: Principal;
  /** What the request weighs in the queue before the store. */
  bytes: number;
  /** To how many at most it may do this: what is left of the token's budget. */
  most: number;
};

export type ToolAnswer<Output = Record<string, unknown>> = {
  /** Fits the tool's output schema. */
  structured: Output;
  /** The same in a few words for the model; what outsiders wrote stands in quotes (quote.ts). */
  text: string;
  /** Where a message was accepted: for metrics and the log. */
  acceptance?: Acceptance;
  /** The call was made before, so that it costs nothing now. */
  changedNothing?: true;
  /** To how many it was done, where the call may be about several. */
  count?: number;
};

/**
 * One entry of the tool table. Listing and enforcement both read it: what is listed to a caller is
 * exactly what that caller can call.
 */
export interface Tool<Input extends TObject = TObject, Output extends TObject = TObject> {
  /** `noun_verb`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: Toolset;
  readonly annotations: Annotations;
  /** What it does, in the words of the table of rights: that says which roles and scopes may. */
  readonly action: Action;
  /** The credentials of one vendor that may use it too, by that vendor's own rights. */
  readonly vendor?: { readonly name: string; readonly rights: Rights };
  /** The hourly budget of the token that a call takes from. */
  readonly budget?: 'sends' | 'deletes';
  /** To how many a call of this input may do it; one where left out. */
  most?(input: Static<Input>): number;
  /** Throws where leaving out what came without a value would do it to more than was meant. */
  refuseLeftOut?(input: Static<Input>, leftOut: readonly string[]): void;
  readonly input: Input;
  readonly output: Output;
  /** For what cannot be undone: the question that a person is asked. The table adds `confirm`. */
  question?(input: Static<Input>): string;
  /** A refusal in the words of the API that the tool stands for; Inlet's own where left out. */
  explain?(refusal: Refusal): string;
  /** Throws a Refusal where it cannot be done. */
  run(call: ToolCall<Static<Input>>): Promise<ToolAnswer<Static<Output>>>;
}

/** Marks a refusal that the tools make themselves, which no vendor's API has words for. */
export const OF_THE_TOOL = { detail: 'of-the-tool' };

/** Gives `run` and `question` the types of the tool's own schemas. */
export function defineTool<Input extends TObject, Output extends TObject>(
  tool: Tool<Input, Output>,
): Tool {
  return tool;
}
