/** The part of Vitest's JSON report that is read here. */
export interface Report {
  readonly testResults: ReadonlyArray<{
    readonly name: string;
    readonly status: string;
    /** Why the file itself could not run. */
    readonly message?: string;
    readonly assertionResults: ReadonlyArray<{
      readonly status: string;
      readonly fullName: string;
      /** In milliseconds; absent where it did not run. */
      readonly duration?: number | null;
      /** What each of its errors says, with its stack. */
      readonly failureMessages?: readonly string[];
    }>;
  }>;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: ReadonlyArray<{ readonly file: string; readonly title: string }>;
}

/**
 * Counts tests. A file that failed without a failed test (it could not be loaded, or its set-up
 * broke) counts as one failure, and so does a run that ended badly without any.
 */
export function countResults(report: Report | undefined, exitCode: number): Counts {
  const files = report?.testResults ?? [];
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName }) => ({ file: name, status, title: fullName })),
  );
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = tests.filter(({ status }) => status === 'failed').length + broken.length;
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed'),
  };
}

/** What failed in some runs, a line each with the first line of its error. */
export function failedTests(reports: readonly (Report | undefined)[]): string[] {
  const files = reports.flatMap((report) => report?.testResults ?? []);
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${name}: ${firstLine(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${name}: ${fullName}: ${firstLine(failureMessages?.[0])}`,
    );
  });
}

const firstLine = (text: string | undefined): string => text?.split('\n')[0] ?? 'no error is told';

/** The slowest tests of some runs, a line each. */
export function slowestTests(reports: readonly (Report | undefined)[], count: number): string[] {
  return reports
    .flatMap((report) => report?.testResults ?? [])
    .flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, duration }) => ({ name, fullName, ms: duration ?? 0 })),
    )
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(
      ({ name, fullName, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${name}: ${fullName}`,
    );
}
