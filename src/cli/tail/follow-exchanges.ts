import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed } from '../exit.ts';

const RETRY_MS = 1_000;

type Server = { url: string; token: string };

/**
 * The lines that a server sends, each one a JSON object. The connection is made anew when it ends,
 * because a quiet one is closed by what lies between after some minutes; only the first has to
 * succeed. Ends when the signal is given.
 */
export async function* followExchanges(
  server: Server,
  signal: AbortSignal,
  retryMs = RETRY_MS,
  onConnected: () => void = () => undefined,
): AsyncGenerator<string> {
  const first = await connect(server, signal);
  onConnected();
  yield* linesOf(first);
  while (!signal.aborted) {
    await delay(retryMs, undefined, { signal }).catch(() => undefined);
    const response = await connect(server, signal).catch(refusedOnly);
    if (response !== undefined) yield* linesOf(response);
  }
}

/** A server that is away may come back; one that refuses the token will go on doing so. */
function refusedOnly(error: unknown): undefined {
  if (error instanceof CommandFailed) throw error;
}

async function connect({ url, token }: Server, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    // The operator's own server, often on loopback, which safe-fetch refuses to dial.
    response = await fetch(`${url}/inlet/v1/tail`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
  } catch (error) {
    if (signal.aborted) return new Response(null);
    const { cause } = error as { cause?: { message?: string } };
    throw new Error(`No server answers at ${url}: ${cause?.message ?? String(error)}`);
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { detail?: unknown };
  const detail = typeof problem.detail === 'string' ? `: ${problem.detail}` : '.';
  throw new CommandFailed(`${url} answered ${response.status}${detail}`);
}

/** Empty lines are the server's sign of life. A connection that breaks off ends the lines. */
async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (body === null) return;
  let rest = '';
  try {
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter((line) => line !== '');
    }
  } catch {
    // Stopped, or the server is gone: the caller knows which, and what to do.
  }
}
