import { expect, test } from 'vitest';
import { withChanges } from '../domain/setting-change.ts';
import { readAssignments } from './workspace-settings.ts';

const declared = {
  anyvendor: {
    strict: { type: 'boolean', default: false, description: '' },
    direction: { type: 'choice', choices: ['in', 'out'], default: 'in', description: '' },
  },
} as const;

type Declared = Parameters<typeof readAssignments>[2];

/** As the store makes the changes. */
function applySettings(of: typeof workspace, assignments: string[], settings: Declared) {
  const { name = of.name, changes } = readAssignments(of, assignments, settings);
  return { name, settings: withChanges(of.settings, changes) };
}

const workspace = {
  id: 1,
  name: 'Support',
  createdAt: 0,
  settings: { sandbox: true, rateLimits: { pipedrive: { burst: 20 } } },
};

test('settings are changed by path, and the rest stays', () => {
  expect(applySettings(workspace, ['rateLimits.pipedrive.dailyBudget=100'], declared)).toEqual({
    name: 'Support',
    settings: { sandbox: true, rateLimits: { pipedrive: { burst: 20, dailyBudget: 100 } } },
  });
  expect(workspace.settings.rateLimits.pipedrive).toEqual({ burst: 20 });
});

test('a vendor declares what can be set for it', () => {
  const { settings } = applySettings(
    workspace,
    ['anyvendor.strict=true', 'anyvendor.direction=out'],
    declared,
  );
  expect(settings).toMatchObject({ anyvendor: { strict: true, direction: 'out' } });
});

test('null removes a setting, and the name is a setting as well', () => {
  expect(
    applySettings(workspace, ['rateLimits.pipedrive=null', 'name=Sales = 1'], declared),
  ).toEqual({
    name: 'Sales = 1',
    settings: { sandbox: true, rateLimits: {} },
  });
});

test.for([
  'rateLimits',
  '=1',
  'name=',
  'rateLimit.pipedrive.burst=1',
  'rateLimits.pipedrive.burst=many',
  'rateLimits.pipedrive.burst=0',
  'sandbox=yes',
  'anyvendor=1',
  'anyvendor.strict=1',
  'anyvendor.direction=up',
  'anyvendor.unknown=true',
  '__proto__.polluted=1',
  'constructor.prototype.polluted=1',
])('%s is refused as wrong usage', (assignment) => {
  expect(() => applySettings(workspace, [assignment], declared)).toThrow(
    expect.objectContaining({ exitCode: 2 }),
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
