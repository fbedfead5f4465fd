import { afterEach, expect, test, vi } from 'vitest';
import { Metrics } from './metrics.ts';

afterEach(() => vi.restoreAllMocks());

test('its own figures are of now, and those of the process at most a second old', async () => {
  const looks = vi.spyOn(process, 'cpuUsage');
  const metrics = new Metrics(() => 0);
  const begun = looks.mock.calls.length;
  const looksSince = () => looks.mock.calls.length - begun;
  metrics.answered(200, 1);
  const first = await metrics.text(5_000);
  expect(first).toContain('inlet_http_answers_total{status="200"} 1\n');
  expect(first).toMatch(/^process_cpu_seconds_total \d/m);
  expect(looksSince()).toBe(1);
  metrics.answered(200, 1);
  expect(await metrics.text(5_999)).toContain('inlet_http_answers_total{status="200"} 2\n');
  expect(looksSince()).toBe(1);
  await metrics.text(6_000);
  expect(looksSince()).toBe(2);
});

test('every figure has a line break after it, and none stands there twice', async () => {
  const text = await new Metrics(() => 3).text();
  const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('nodejs_version_info');
  expect(text).toContain('inlet_waiting_messages 3\n');
  expect(text.endsWith('\n')).toBe(true);
});
