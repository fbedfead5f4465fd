import { expect, test } from 'vitest';
import { Circuit } from './circuit.ts';

const WHY = 'The receiver answered 503.';

function failing(times: number): Circuit {
  const circuit = new Circuit();
  for (let i = 0; i < times; i += 1) circuit.failed(0, WHY, null);
  return circuit;
}

test('four failures in a row leave a receiver open, the fifth closes it for 30 seconds', () => {
  const circuit = failing(4);
  expect(circuit.room(0, 16)).toBe(16);
  expect(circuit.failed(0, WHY, null)).toEqual([{ cause: 'failing', until: 30_000, reason: WHY }]);
  expect(circuit.room(0, 16)).toBe(0);
  expect(circuit.room(29_999, 16)).toBe(0);
  expect(circuit.opensAt).toBe(30_000);
});

test('then one delivery probes it, and each failed probe doubles the time, up to 5 minutes', () => {
  const circuit = failing(5);
  const waits = [];
  for (let i = 0; i < 6; i += 1) {
    const at = circuit.opensAt;
    expect(circuit.room(at, 16)).toBe(1);
    circuit.failed(at, WHY, null);
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
  expect(circuit.failed(0, WHY, 60_000)).toEqual([{ cause: 'asked', until: 60_000, reason: WHY }]);
  expect([circuit.room(59_999, 16), circuit.room(60_000, 16)]).toEqual([0, 16]);
  circuit.failed(60_000, WHY, 999_999_999);
  expect(circuit.opensAt).toBe(360_000);
  expect(circuit.failed(360_000, WHY, 360_000)).toEqual([]);
});

test('once the store knows of a pause, it is what the store says', () => {
  const circuit = failing(5);
  // What was read meanwhile is older.
  circuit.follow(null);
  expect(circuit.room(0, 16)).toBe(0);
  circuit.told();
  circuit.follow(60_000);
  expect(circuit.opensAt).toBe(60_000);
  circuit.follow(null);
  expect(circuit.room(0, 16)).toBe(1);
});
