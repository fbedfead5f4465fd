// Before each file of the e2e project: an answer that breaks its schema fails the test that got it.
import { afterAll, afterEach, expect } from 'vitest';
import { takeFaults } from './answer-checks.ts';

const holds = () => {
  expect(takeFaults(), 'Answers that break the schema they are advertised with').toEqual([]);
};

afterEach(holds);
afterAll(holds);
