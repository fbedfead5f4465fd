/**
 * @example
 * npm run test:crash -- 200
 * npm run test:crash -- 50 --engine postgres --victim database --seed 7
 */
import { parseArgs } from 'node:util';
import { runCampaign, type CampaignOptions } from './campaign.ts';

type Scene = Pick<CampaignOptions, 'engine' | 'victim'>;

const SCENES: readonly Scene[] = [
  { engine: 'sqlite', victim: 'server' },
  { engine: 'postgres', victim: 'server' },
  { engine: 'postgres', victim: 'database' },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string' }, victim: { type: 'string' }, seed: { type: 'string' } },
});
const rounds = Number(positionals[0] ?? 20);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const scenes = SCENES.filter(
  ({ engine, victim }) =>
    engine === (values.engine ?? engine) && victim === (values.victim ?? victim),
);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed) || scenes.length === 0) {
  console.error(
    'usage: npm run test:crash -- [ROUNDS] [--engine sqlite|postgres] ' +
      '[--victim server|database (postgres only)] [--seed NUMBER]',
  );
  process.exit(2);
}

for (const scene of scenes) {
  console.log(`\nKilling the ${scene.victim} on ${scene.engine}, ${rounds} times, seed ${seed}`);
  const report = await runCampaign({ ...scene, rounds, seed, say: (line) => console.log(line) });
  const { faults, messages, unanswered, storedUnanswered, slowestRestartMs } = report;
  console.log(
    `${report.rounds} kills, ${messages} messages, ${unanswered} sendings without an answer ` +
      `(${storedUnanswered} messages were stored all the same), ` +
      `slowest restart ${slowestRestartMs} ms, ${faults.length} faults`,
  );
  for (const { kind, what } of faults.slice(0, 50)) console.log(`  ${kind}: ${what}`);
  if (faults.length > 0) process.exitCode = 1;
}
