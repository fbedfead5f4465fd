import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCampaign, type CampaignOptions, type CampaignReport } from './campaign.ts';
import type { FaultKind } from './checker.ts';

const faultyServer = fileURLToPath(new URL('./faulty-server.ts', import.meta.url));

// A few kills of each kind; `npm run test:crash -- 200` is for more.
describe('after a crash under load', { timeout: 300_000 }, () => {
  it('everything acknowledged is there once, on SQLite', async () => {
    await survives({ engine: 'sqlite', victim: 'server', rounds: 3 });
  });

  it('everything acknowledged is there once, on PostgreSQL', async () => {
    await survives({ engine: 'postgres', victim: 'server', rounds: 3 });
  });

  it('of PostgreSQL itself, everything acknowledged is there once', async () => {
    await survives({ engine: 'postgres', victim: 'database', rounds: 3 });
  });

  async function survives(scene: Omit<CampaignOptions, 'seed'>): Promise<CampaignReport> {
    const seed = Date.now() % 1_000_000;
    const report = await runCampaign({ ...scene, seed });
    expect(report.faults, `seed ${seed}`).toEqual([]);
    expect(report.rounds).toBe(scene.rounds);
    expect(report.messages).toBeGreaterThan(100);
    return report;
  }
});

describe('the crash test, given a server with a planted fault,', { timeout: 300_000 }, () => {
  it('finds nothing when there is none', async () => {
    expect(found(await campaign('none', 1))).toEqual([]);
  });

  it('misses messages that were answered before the commit', async () => {
    const report = await campaign('answers before the commit', 10, 'missing');
    expect(found(report)).toContain('missing');
  });

  it('sees second copies once the unique key is gone', async () => {
    const report = await campaign('drops the unique key', 10, 'stored twice');
    expect(found(report)).toContain('stored twice');
  });

  function campaign(fault: string, rounds: number, wanted?: FaultKind): Promise<CampaignReport> {
    const command = [faultyServer, fault];
    return runCampaign({ engine: 'sqlite', victim: 'server', rounds, seed: 1, command, wanted });
  }

  function found(report: CampaignReport): string[] {
    return [...new Set(report.faults.map(({ kind }) => kind))];
  }
});
