import type { CallInlet, FakeConnector } from './fake-connector.ts';

/** What came of telling Inlet something. */
export type Told = {
  told: string;
  /** Null where it could not be told. */
  status: number | null;
  /** What Inlet answered, or why it was not told. */
  answer: unknown;
  /** Of a message that is new there: who answers it, answers there. */
  conversationId: string | null;
};

/** Never throws: what goes wrong is told to the one who asked. */
export async function tellInlet(
  { tells }: FakeConnector,
  name: string,
  { origin, call }: { origin: string; call: CallInlet },
): Promise<Told> {
  const nothing = { told: name, status: null, conversationId: null };
  try {
    const request = tells[name]?.request(origin) ?? null;
    if (request === null) return { ...nothing, answer: 'It was sent no message yet.' };
    const { status, body, acceptanceId, verdict } = await call(request);
    const isNew = acceptanceId !== null && verdict === 'stored';
    const conversationId = isNew ? await conversationOf(acceptanceId, call) : null;
    return { told: name, status, answer: body, conversationId };
  } catch (error) {
    return { ...nothing, answer: (error as Error).message };
  }
}

/** Where the message of an acceptance stands. */
export async function conversationOf(acceptanceId: string, call: CallInlet): Promise<string> {
  const path = `/inlet/v1/acceptances/${acceptanceId}`;
  const { body } = await call({ method: 'GET', path });
  return (body as { conversationId: string }).conversationId;
}
