/*
 * The other side: what a connector of a vendor answers Inlet, for `inlet fake-connector` and for
 * tests. Pure: whoever listens (cli/fake-connector/) hands requests in and carries answers out.
 */

export type ConnectorRequest = {
  method: string;
  /** Decoded by nobody: as it came. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The fields of a form, or of a JSON object; files by their names. */
  fields: Readonly<Record<string, string[]>>;
  body: string;
};

export type ConnectorAnswer = { status: number; headers?: Record<string, string>; body: string };

export type ConnectorSize = {
  conversations: number;
  /** In each conversation. */
  messages: number;
};

export interface FakeConnector {
  /** The vendor's documented ways to fail, by name. */
  readonly failures: Readonly<Record<string, ConnectorAnswer>>;
  answer(request: ConnectorRequest): ConnectorAnswer;
  /** What Inlet has to be told so that it calls here, as JSON for a person to paste. */
  registration(origin: string): { what: string; value: unknown };
}
