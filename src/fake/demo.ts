/*
 * A day of work for the sandbox, told in the words of each vendor: what `inlet seed --demo` brings in
 * by the same requests that a connector makes.
 */
import type { CallInlet, ConnectorSetup, FakeConnector, InletAnswer } from './fake-connector.ts';

/** What somebody wrote, or that they called. */
export type DemoMessage = {
  /** Unlike any other of the day. */
  id: string;
  who: string;
  text: string;
  /** Milliseconds UTC. */
  writtenAt: number;
  pictures: { url: string; name: string; size: number }[];
  /** Of mail. */
  subject: string | null;
};

/** The channels of the day that one vendor has; the story calls them by what they carry. */
export type DemoChannels = {
  readonly carries: readonly string[];
  /** Makes the channels that are not there yet. */
  open(call: CallInlet): Promise<void>;
  receive(kind: string, message: DemoMessage, call: CallInlet): Promise<InletAnswer>;
  /** Takes the replies of the day; absent where it leaves them held. */
  readonly taking?: {
    connector(setup: ConnectorSetup): FakeConnector;
    /** Tells Inlet where it listens; null: nowhere any more. */
    listen(origin: string | null, call: CallInlet): Promise<void>;
  };
};
