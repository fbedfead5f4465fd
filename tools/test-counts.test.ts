import { expect, test } from 'vitest';
import { countResults, failedTests, slowestTests } from './test-counts.ts';

const file = (status: string, ...statuses: string[]) => ({
  name: '/a/file.test.ts',
  status,
  assertionResults: statuses.map((each) => ({ status: each, fullName: `a ${each} test` })),
});

test('counts passed and failed tests', () => {
  const report = { testResults: [file('failed', 'passed', 'failed'), file('passed', 'passed')] };
  expect(countResults(report, 1)).toEqual({ passed: 2, failed: 1, skipped: [] });
});

test('names every test that did not run', () => {
  const report = { testResults: [file('passed', 'passed', 'skipped', 'pending', 'todo')] };
  const { skipped } = countResults(report, 0);
  expect(skipped.map(({ title }) => title)).toEqual([
    'a skipped test',
    'a pending test',
    'a todo test',
  ]);
});

test('counts a file that could not be loaded as a failure', () => {
  const report = { testResults: [file('failed'), file('passed', 'passed')] };
  expect(countResults(report, 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('counts a run that ended badly without a failed test as a failure', () => {
  const report = { testResults: [file('passed', 'passed')] };
  expect(countResults(report, 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('counts a run without a report as a failure', () => {
  expect(countResults(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: [] });
});

test('lists the slowest tests of all runs, the slowest first', () => {
  const took = (fullName: string, duration: number | null = null) => ({
    status: 'passed',
    fullName,
    duration,
  });
  const reports = [
    { testResults: [{ ...file('passed'), assertionResults: [took('a', 900), took('skipped')] }] },
    undefined,
    { testResults: [{ ...file('passed'), assertionResults: [took('b', 12_340), took('c', 80)] }] },
  ];
  expect(slowestTests(reports, 2)).toEqual([
    '  12.3 s  /a/file.test.ts: b',
    '   0.9 s  /a/file.test.ts: a',
  ]);
});

test('tells each test that failed, with the first line of its error', () => {
  const failureMessages = ['AssertionError: expected 1 to be 2\n    at somewhere'];
  const failed = { status: 'failed', fullName: 'a sum', failureMessages };
  const reports = [
    { testResults: [{ ...file('failed', 'passed'), assertionResults: [failed] }] },
    undefined,
    { testResults: [{ ...file('failed', 'skipped'), message: 'No server came up' }] },
  ];
  expect(failedTests(reports)).toEqual([
    '/a/file.test.ts: a sum: AssertionError: expected 1 to be 2',
    '/a/file.test.ts: No server came up',
  ]);
});
