import type { InputRequiredResult, ServerContext } from '@modelcontextprotocol/server';

/** What answers in place of the product, for one name. */
export type Fixture<Result> = (
  args: Record<string, unknown>,
  context: ServerContext,
) => Result | InputRequiredResult | Promise<Result | InputRequiredResult>;
