import { createFakeReceiver } from '../../fake/fake-receiver.ts';
import type { ConnectorSetup, FakeConnector } from '../../fake/fake-connector.ts';
import { vendors } from '../../vendors/index.ts';
import { MISBEHAVIOURS } from '../../fake/misbehaviours.ts';

type Maker = (setup: ConnectorSetup) => FakeConnector;

/** By vendor; under `inlet` the receiver of Inlet's own webhooks. */
export const fakeMakers: ReadonlyMap<string, Maker> = new Map([
  ...vendors.flatMap((vendor): [string, Maker][] => {
    const make = vendor.sandbox?.fakeConnector?.bind(vendor.sandbox);
    return make === undefined ? [] : [[vendor.name, make]];
  }),
  ['inlet', createFakeReceiver],
]);

/** Of one that nobody has told anything. */
const nothingKnown: ConnectorSetup = {
  ...{ conversations: 0, messages: 0, credentials: {}, key: null, idPrefix: '', now: Date.now },
};

/** Every way in which each can fail, and what it can tell, for --help. */
export function abilitiesText(): string {
  const parts = [...fakeMakers].flatMap(([name, make]) => {
    const { failures, tells } = make(nothingKnown);
    return [
      table(`Failures of ${name}:`, failures),
      ...(Object.keys(tells).length === 0 ? [] : [table(`What ${name} tells Inlet:`, tells)]),
    ];
  });
  return [...parts, table('Failures of all:', Object.fromEntries(MISBEHAVIOURS))].join('\n\n');
}

function table(heading: string, entries: Readonly<Record<string, { means: string }>>): string {
  const lines = Object.entries(entries).map(([name, { means }]) => `  ${name.padEnd(18)} ${means}`);
  return [heading, ...lines].join('\n');
}
