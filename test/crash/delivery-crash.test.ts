import { describe, expect, test } from 'vitest';
import { runDeliveryCampaign, type DeliveryRound } from './delivery-campaign.ts';
import { STEPS, type Step } from './dying-step.ts';

const UNSURE = new Set<Step>(['noted', 'received', 'answered', 'kept']);

const plain = (step: Step): DeliveryRound => ({ step, passes: 1, canRepeat: false });
const known = (step: Step): DeliveryRound => ({ step, passes: 0, canRepeat: true });

// Where the engines can differ is how what is noted and what is settled is committed; `npm run
// test:crash` kills each at every step.
describe.each([
  { engine: 'sqlite', rounds: [...STEPS.map(plain), known('received'), known('answered')] },
  { engine: 'postgres', rounds: [plain('noted'), plain('settled'), known('answered')] },
] as const)('killed at steps of an attempt, on $engine', ({ engine, rounds }) => {
  test(
    'a reply arrives once, or is left to a person where it may have arrived and cannot be repeated',
    { timeout: 300_000 },
    async () => {
      const report = await runDeliveryCampaign(engine, rounds);
      expect(report.faults).toEqual([]);
      expect(report.replies).toBeGreaterThan(rounds.length);
      // Killed when noted, received, answered or kept, nobody can know.
      const unsure = rounds.filter(({ step, canRepeat }) => !canRepeat && UNSURE.has(step));
      expect(report.unknown).toBeGreaterThanOrEqual(unsure.length);
      const repeats = rounds.filter(({ canRepeat }) => canRepeat);
      expect(report.repeated).toBeGreaterThanOrEqual(repeats.length);
    },
  );
});
