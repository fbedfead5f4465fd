/** The server as a user starts it, under load over HTTP from a process of its own. */
import type { MeasuredFace } from './faces/face.ts';
import { pipedrive } from './faces/pipedrive.ts';
import type { LoadResult } from './load/measurement.ts';
import type { RequestTemplate } from './load/request.ts';
import { startLoad } from './load/start-load.ts';
import type { Subject } from './subject.ts';

let runs = 0;

export interface EndToEndOptions {
  connections: number;
  durationMs: number;
  warmupMs?: number;
  total?: number;
  ratePerSecond?: number;
  /** Whose messages; Pipedrive's unless told. */
  face?: MeasuredFace;
  requests?: RequestTemplate[];
}

/** Distinct messages over 5,000 conversations unless other requests are given. */
export async function load(subject: Subject, options: EndToEndOptions): Promise<LoadResult> {
  runs += 1;
  const { hostname: host, port } = new URL(subject.server.url);
  const { sandbox } = subject.server;
  const run = `run${runs}-${Date.now()}`;
  const { face = pipedrive, ...rest } = options;
  const requests = options.requests ?? (await face.requests(sandbox, run));
  const { result } = startLoad({ host, port: Number(port), warmupMs: 1_000, ...rest, requests });
  const measured = await result;
  if (measured.errors > 0) {
    const seen = JSON.stringify({ ...measured.statusCounts, ...measured.lostBecause });
    throw new Error(`the load met errors, so its figures mean nothing: ${seen}`);
  }
  return measured;
}
