import { expect, test } from 'vitest';
import { Circuit } from './circuit.ts';

function failing(times: number): Circuit {
  const circuit = new Circuit();
  for (let i = 0; i < times; i += 1) circuit.failed(0);
  return circuit;
}

test('four failures in a row leave a receiver open, the fifth closes it for 30 seconds', () => {
  expect(failing(4).room(0, 16)).toBe(16);
  expect(failing(5).room(0, 16)).toBe(0);
  expect(failing(5).room(29_999, 16)).toBe(0);
  expect(failing(5).opensAt).toBe(30_000);
});

test('then one delivery probes it, and each failed probe doubles the time, up to 5 minutes', () => {
  const circuit = failing(5);
  const waits = [];
  for (let i = 0; i < 6; i += 1) {
    const at = circuit.opensAt;
    expect(circuit.room(at, 16)).toBe(1);
    circuit.failed(at);
    waits.push((circuit.opensAt - at) / 1_000);
  }
  expect(waits).toEqual([60, 120, 240, 300, 300, 300]);
});

test('those that were under way when it closed do not lengthen the time', () => {
  const circuit = failing(16);
  expect(circuit.opensAt).toBe(30_000);
});

test('a receiver that asks for a pause gets it, up to 5 minutes for all of its deliveries', () => {
  const circuit = new Circuit();
  circuit.failed(0);
  circuit.pause(60_000, 0);
  expect([circuit.room(59_999, 16), circuit.room(60_000, 16)]).toEqual([0, 16]);
  circuit.pause(999_999_999, 60_000);
  expect(circuit.opensAt).toBe(360_000);
});
