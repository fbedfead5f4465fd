import { describe, expect, test } from 'vitest';
import { engines } from '../support/database.ts';
import { runDeliveryCampaign, type DeliveryRound } from './delivery-campaign.ts';
import { STEPS } from './dying-step.ts';

describe.each(engines)('killed at each step of an attempt, on %s', (engine) => {
  test(
    'a reply arrives once, or is left to a person where it may have arrived and cannot be repeated',
    { timeout: 300_000 },
    async () => {
      const report = await runDeliveryCampaign(engine, [
        ...STEPS.map((step): DeliveryRound => ({ step, passes: 1, canRepeat: false })),
        { step: 'received', passes: 0, canRepeat: true },
        { step: 'answered', passes: 0, canRepeat: true },
      ]);
      expect(report.faults).toEqual([]);
      expect(report.replies).toBeGreaterThan(STEPS.length);
      // Noted, received, answered and kept: four of which nobody can know.
      expect(report.unknown).toBeGreaterThanOrEqual(4);
      // Received and answered again, where the receiver knows them.
      expect(report.repeated).toBeGreaterThanOrEqual(2);
    },
  );
});
