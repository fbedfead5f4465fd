/**
 * @example
 * npm run test:crash -- 200
 * npm run test:crash -- 50 --engine postgres --victim database --seed 7
 * npm run test:crash -- 100 --victim reply
 */
import { parseArgs } from 'node:util';
import { runCampaign, type CampaignOptions } from './campaign.ts';
import { runDeliveryCampaign, type DeliveryRound } from './delivery-campaign.ts';
import { STEPS } from './dying-step.ts';
import { seededRandom } from './random.ts';

/** `reply`: Inlet, at a step of handing a reply over. */
type Scene = { engine: CampaignOptions['engine']; victim: CampaignOptions['victim'] | 'reply' };

const SCENES: readonly Scene[] = [
  { engine: 'sqlite', victim: 'server' },
  { engine: 'postgres', victim: 'server' },
  { engine: 'postgres', victim: 'database' },
  { engine: 'sqlite', victim: 'reply' },
  { engine: 'postgres', victim: 'reply' },
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
      '[--victim server|reply|database (postgres only)] [--seed NUMBER]',
  );
  process.exit(2);
}

for (const { engine, victim } of scenes) {
  console.log(`\nKilling the ${victim} on ${engine}, ${rounds} times, seed ${seed}`);
  const say = (line: string) => console.log(line);
  const faults =
    victim === 'reply'
      ? await killReplies(engine, say)
      : await killUnderLoad({ engine, victim, rounds, seed, say });
  for (const fault of faults.slice(0, 50)) console.log(`  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

async function killUnderLoad(options: CampaignOptions): Promise<string[]> {
  const report = await runCampaign(options);
  const { faults, messages, unanswered, storedUnanswered, slowestRestartMs } = report;
  console.log(
    `${report.rounds} kills, ${messages} messages, ${unanswered} sendings without an answer ` +
      `(${storedUnanswered} messages were stored all the same), ` +
      `slowest restart ${slowestRestartMs} ms, ${faults.length} faults`,
  );
  return faults.map(({ kind, what }) => `${kind}: ${what}`);
}

/** At every step in turn, at random counts of attempts, half of them to receivers that know ids. */
async function killReplies(
  engine: CampaignOptions['engine'],
  say: (line: string) => void,
): Promise<string[]> {
  const random = seededRandom(seed);
  const all = Array.from({ length: rounds }, (_, index): DeliveryRound => {
    const step = STEPS[index % STEPS.length] ?? 'claimed';
    return { step, passes: Math.floor(random() * 3), canRepeat: random() < 0.5 };
  });
  const { replies, repeated, unknown, faults } = await runDeliveryCampaign(engine, all, say);
  console.log(
    `${rounds} kills, ${replies} replies, ${unknown} left unknown, ${repeated} came again with ` +
      `the same id, ${faults.length} faults`,
  );
  return faults;
}
