/**
 * npm run bench: measures and prints; asserts nothing. Everything runs on this machine, over
 * loopback, and stops by itself.
 *
 * @example
 * npm run bench -- --engine sqlite --rounds 5 --json
 * npm run bench -- --only growth --messages 5000000
 * npm run bench -- --only lists --messages 1000000
 * npm run bench -- --only inbox --engine sqlite
 */
import { parseArgs } from 'node:util';
import { measureAccepting } from './accepting.ts';
import { measureAgents } from './agents.ts';
import { measureDeletion, measurePages } from './beside.ts';
import { measureCredential } from './credential.ts';
import { measureDelivering } from './delivering.ts';
import { measureFairness } from './fairness.ts';
import { measureGrowth } from './growth.ts';
import { measureHostile } from './hostile.ts';
import { measureInbox } from './inbox.ts';
import { measureLists } from './lists.ts';
import { measureReads } from './reads.ts';
import type { Engine } from './subject.ts';
import { printTable } from './table.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'both' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    messages: { type: 'string', default: '5000000' },
    replies: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
  },
});
const durationMs = Number(values.seconds) * 1_000;
const engines: Engine[] =
  values.engine === 'both' ? ['sqlite', 'postgres'] : [asEngine(values.engine)];
/** `growth`, `lists` and `inbox` take minutes, so they run only when asked for. */
const wanted = values.only?.split(',') ?? [
  'accepting',
  'credential',
  'pages',
  'deletion',
  'agents',
  'delivering',
  'hostile',
  'fairness',
  'reads',
];

for (const engine of engines) {
  if (wanted.includes('accepting')) {
    const options = { rounds: Number(values.rounds), durationMs };
    printTable(
      `Accepting messages, ${engine}`,
      await measureAccepting(engine, options),
      values.json,
    );
  }
  if (wanted.includes('credential')) {
    const options = { rounds: Number(values.rounds), durationMs };
    printTable(
      `Checking the credential, ${engine}`,
      await measureCredential(engine, options),
      values.json,
    );
  }
  if (wanted.includes('pages')) {
    printTable(`Reading meanwhile, ${engine}`, await measurePages(engine, durationMs), values.json);
  }
  if (wanted.includes('deletion')) {
    const rows = await measureDeletion(engine, 3 * durationMs);
    printTable(`Deleting meanwhile, ${engine}`, rows, values.json);
  }
  if (wanted.includes('agents')) {
    printTable(`By agents, ${engine}`, await measureAgents(engine, durationMs), values.json);
  }
  if (wanted.includes('lists')) {
    const rows = await measureLists(engine, Number(values.messages), durationMs);
    printTable(`Long lists, ${engine}`, rows, values.json);
  }
  if (wanted.includes('delivering')) {
    const rows = await measureDelivering(engine, Number(values.replies), durationMs);
    printTable(`Handing replies over, ${engine}`, rows, values.json);
  }
  if (wanted.includes('hostile')) {
    const rows = await measureHostile(engine, 3 * durationMs);
    printTable(`Memory beside a bad subscriber, ${engine}`, rows, values.json);
  }
  if (wanted.includes('fairness')) {
    const rows = await measureFairness(engine, durationMs);
    printTable(`Beside a flood, ${engine}`, rows, values.json);
  }
  if (wanted.includes('reads')) {
    const rows = await measureReads(engine, durationMs);
    printTable(`Beside much reading, ${engine}`, rows, values.json);
  }
  if (wanted.includes('inbox')) {
    printTable(`The inbox, ${engine}`, await measureInbox(engine), values.json);
  }
  if (wanted.includes('growth')) {
    const rows = await measureGrowth(engine, Number(values.messages), durationMs);
    printTable(`Growing, ${engine}`, rows, values.json);
  }
}
process.exit(0);

function asEngine(text: string): Engine {
  if (text === 'sqlite' || text === 'postgres') return text;
  throw new Error('--engine is sqlite, postgres or both');
}
