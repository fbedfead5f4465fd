/**
 * The crash test: an Inlet under load is killed at a random moment, again and again. After each kill
 * everything that was acknowledged has to be there, once, and sending again must store nothing twice.
 * The victim is Inlet itself, or the PostgreSQL under it while Inlet stays up.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { startInlet, type InletProcess } from '../support/inlet-process.ts';
import { startPostgres, type PostgresCluster } from '../support/postgres.ts';
import { checkAnswers, checkStored, type FaultKind, type FoundFault } from './checker.ts';
import { checkIntegrity } from './integrity.ts';
import { Ledger, type Entry } from './ledger.ts';
import { seededRandom } from './random.ts';
import { readStored, readVerdict } from './stored.ts';

export interface CampaignOptions {
  engine: Engine;
  victim: 'server' | 'database';
  rounds: number;
  /** The same seed gives the same moments; the machine still adds its own chance. */
  seed: number;
  /** Starts something else than the product: a server with a planted fault. */
  command?: readonly string[];
  /** Goes on until a fault of this kind is found; else it ends with any. */
  wanted?: FaultKind | undefined;
  say?: (line: string) => void;
}

export interface CampaignReport {
  rounds: number;
  messages: number;
  /** Sendings without an answer: the ones whose fate the sender could not know. */
  unanswered: number;
  /** Messages that a crash left stored without an answer, as sending them again found out. */
  storedUnanswered: number;
  slowestRestartMs: number;
  faults: FoundFault[];
}

const SETTLE_MS = 60_000;
const LOOKED_UP = 100;
/** So many are on their way when a round's kill comes, however slow the machine. */
const LEAST_MESSAGES = 40;
/** Hundreds more; reading them all back costs more than sending them. */
const LONGEST_LOAD_MS = 200;

/** Ends early, after the first round with a fault. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const scratch = await mkdtemp(join(tmpdir(), 'inlet-crash-'));
  const postgres = options.engine === 'postgres' ? await startPostgres() : undefined;
  const campaign = new Campaign(options, join(scratch, 'data'), postgres, await freePort());
  try {
    return await campaign.run();
  } finally {
    await campaign.close();
    await postgres?.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

class Campaign {
  private readonly options: CampaignOptions;
  private readonly dataDirectory: string;
  private readonly postgres: PostgresCluster | undefined;
  private readonly port: number;
  private readonly random: () => number;
  private readonly faults: FoundFault[] = [];
  private slowestRestartMs = 0;
  private inlet: InletProcess | undefined;
  private ledger: Ledger | undefined;

  constructor(
    options: CampaignOptions,
    dataDirectory: string,
    postgres: PostgresCluster | undefined,
    port: number,
  ) {
    this.port = port;
    this.options = options;
    this.dataDirectory = dataDirectory;
    this.postgres = postgres;
    this.random = seededRandom(options.seed);
  }

  async run(): Promise<CampaignReport> {
    const inlet = await this.startInlet();
    const { baseUrl, apiToken, channelId } = inlet.sandbox.pipedrive;
    const ledger = new Ledger({ baseUrl, apiToken, channelId, random: this.random });
    this.ledger = ledger;
    let rounds = 0;
    while (rounds < this.options.rounds && !this.isFound()) {
      rounds += 1;
      await this.runRound(ledger, rounds);
    }
    if (this.faults.length === 0) await this.checkEverything(ledger);
    return {
      rounds,
      messages: ledger.entries.length,
      unanswered: ledger.unanswered,
      storedUnanswered: ledger.entries.filter(isStoredUnanswered).length,
      slowestRestartMs: Math.round(this.slowestRestartMs),
      faults: this.faults,
    };
  }

  /** One planted fault may show in several ways, and in another one first. */
  private isFound(): boolean {
    const { wanted } = this.options;
    return this.faults.some(({ kind }) => wanted === undefined || kind === wanted);
  }

  async close(): Promise<void> {
    this.ledger?.close();
    await this.inlet?.kill();
  }

  private async runRound(ledger: Ledger, round: number): Promise<void> {
    const before = ledger.entries.length;
    ledger.start();
    while (ledger.entries.length < before + LEAST_MESSAGES) await delay(5);
    await delay(this.random() * LONGEST_LOAD_MS);
    const restartMs = await this.crash();
    await delay(this.random() * 100);
    await this.settle(ledger);

    const entries = ledger.entries.slice(before);
    this.faults.push(...(await this.compare(entries)), ...checkAnswers(entries, ledger.refusals));
    this.options.say?.(
      `${round}: ${entries.length} messages, back after ${Math.round(restartMs)} ms, ` +
        (this.faults.length === 0 ? 'all there once' : 'FAULTS'),
    );
  }

  /** Kills the victim and brings it back; answers how long it took to serve again. */
  private async crash(): Promise<number> {
    if (this.options.victim === 'server') {
      await this.running().kill();
      await this.checkFiles();
    } else {
      await this.postgres?.kill();
      await delay(this.random() * 300);
    }
    const from = performance.now();
    if (this.options.victim === 'server') await this.startInlet();
    else await this.postgres?.restart();
    const restartMs = performance.now() - from;
    this.slowestRestartMs = Math.max(this.slowestRestartMs, restartMs);
    return restartMs;
  }

  private async startInlet(): Promise<InletProcess> {
    const { command } = this.options;
    this.inlet = await startInlet({
      dataDirectory: this.dataDirectory,
      databaseUrl: this.postgres?.url,
      command,
      settings: { INLET_PORT: String(this.port) },
    });
    return this.inlet;
  }

  private running(): InletProcess {
    if (this.inlet === undefined) throw new Error('Inlet has not been started');
    return this.inlet;
  }

  private async checkFiles(): Promise<void> {
    if (this.options.engine !== 'sqlite') return;
    const verdict = await checkIntegrity(this.dataDirectory);
    if (verdict !== 'ok') this.faults.push({ kind: 'damaged', what: verdict });
  }

  private async settle(ledger: Ledger): Promise<void> {
    const tooLate = new AbortController();
    await Promise.race([
      ledger.settle(),
      this.running().ended.then((how) => Promise.reject(new Error(how))),
      delay(SETTLE_MS, undefined, { signal: tooLate.signal, ref: false }).then(() => {
        throw new Error(`messages stay without an acknowledgement after ${SETTLE_MS} ms`);
      }),
    ]).finally(() => tooLate.abort());
  }

  private async compare(entries: readonly Entry[]): Promise<FoundFault[]> {
    const conversations = new Set(entries.map((entry) => entry.conversationId));
    const stored = await readStored(this.running().sandbox.inlet, (id) => conversations.has(id));
    return checkStored(entries, stored);
  }

  /** Later kills must not have touched the messages of earlier rounds; nor the acceptances. */
  private async checkEverything(ledger: Ledger): Promise<void> {
    this.faults.push(...(await this.compare(ledger.entries)));
    const all = ledger.entries.flatMap((entry) => entry.acknowledgements);
    for (let i = 0; i < LOOKED_UP && all.length > 0; i++) {
      const told = all[Math.floor(this.random() * all.length)];
      if (told === undefined) continue;
      const verdict = await readVerdict(this.running().sandbox.inlet, told.acceptanceId);
      if (verdict === told.verdict) continue;
      const what = `acceptance ${told.acceptanceId} said ${told.verdict}, now ${String(verdict)}`;
      this.faults.push({ kind: 'acceptance', what });
    }
  }
}

function isStoredUnanswered({ acknowledgements }: Entry): boolean {
  return acknowledgements.length > 0 && acknowledgements.every((told) => told.verdict !== 'stored');
}
