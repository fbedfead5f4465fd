import { hash } from 'node:crypto';
import type { InputRequiredResult, ServerContext } from '@modelcontextprotocol/server';
import { Refusal } from '../domain/refusal.ts';
import { OF_THE_TOOL } from './tool.ts';

/** How long a person may take to answer. */
const TTL_SECONDS = 600;
const KEY = 'confirm';

const REQUESTED = {
  type: 'object' as const,
  properties: { [KEY]: { type: 'boolean' as const, title: 'Yes, delete it' } },
  required: [KEY],
};

export type Asking = {
  question: string;
  tokenId: number;
  tool: string;
  args: unknown;
  /** Whether the client can put a question to a person. */
  canAsk: boolean;
};

/**
 * What cannot be undone is asked for twice: `confirm: true` in the call, or a yes of the person
 * behind the client. An answer holds for the call that it was asked for, and for ten minutes.
 */
export class Confirmations {
  readonly #key: Uint8Array;
  #loaded: Promise<Loaded> | null = null;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** For the server: the state comes back through the client, so it is signed. */
  verify = async (state: string, context: ServerContext): Promise<string> => {
    const { codec } = await this.#load();
    return codec.verify(state, context);
  };

  /** Null where the person agreed, else the question; throws a Refusal where they did not. */
  async ask(asking: Asking, context: ServerContext): Promise<InputRequiredResult | null> {
    if (!asking.canAsk) {
      const words = `${asking.question} Not done: ask, then set confirm to true.`;
      throw new Refusal('forbidden', words, OF_THE_TOOL);
    }
    const { library, codec } = await this.#load();
    const { inputRequired, inputResponse } = library;
    const digest = digestOf(asking);
    const answer = inputResponse(context.mcpReq.inputResponses, KEY);
    if (answer.kind === 'elicit' && context.mcpReq.requestState<string>() === digest) {
      if (answer.action === 'accept' && answer.content?.[KEY] === true) return null;
      const words = 'The person did not agree. Nothing was changed.';
      throw new Refusal('forbidden', words, OF_THE_TOOL);
    }
    const question = inputRequired.elicit({
      message: asking.question,
      requestedSchema: REQUESTED,
    });
    return inputRequired({
      inputRequests: { [KEY]: question },
      requestState: await codec.mint(digest, context),
    });
  }

  #load(): Promise<Loaded> {
    return (this.#loaded ??= load(this.#key));
  }
}

type Loaded = Awaited<ReturnType<typeof load>>;

/** The protocol's library is loaded when an agent comes (face.ts says why), not with this file. */
async function load(key: Uint8Array) {
  const library = await import('@modelcontextprotocol/server');
  const codec = library.createRequestStateCodec<string>({ key, ttlSeconds: TTL_SECONDS });
  return { library, codec };
}

function digestOf({ tokenId, tool, args }: Asking): string {
  return hash('sha256', JSON.stringify([tokenId, tool, args]), 'base64url');
}
