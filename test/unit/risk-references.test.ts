import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRef, lettersAfter, parseRef } from '#shared/domain/references.ts';
import { riskBands, riskLines, riskOf } from '#shared/domain/risk.ts';
import { sampleWorld } from '#shared/domain/sample.ts';

const world = sampleWorld(3, Date.UTC(2027, 1, 11, 13));

test('the bands meet without gap or overlap, at the scores the screen names', () => {
  const level = (points: number) => riskOf([{ what: 'x', points }]).level;
  expect([0, 14, 15, 34, 35, 54, 55, 400].map(level)).toEqual([
    'low',
    'low',
    'moderate',
    'moderate',
    'high',
    'high',
    'very high',
    'very high',
  ]);
  expect(riskOf([{ what: 'x', points: -6 }])).toEqual({ score: 0, level: 'low' });
  expect(riskBands.at(-1)?.from).toBe(0);
});

test('the score is the sum of the lines shown, and no line is shown twice', () => {
  for (const change of world.changes) {
    const lines = riskLines(change, world.services);
    expect(riskOf(lines).score).toBe(
      Math.max(
        0,
        lines.reduce((sum, line) => sum + line.points, 0),
      ),
    );
    expect(new Set(lines.map((line) => line.what)).size).toBe(lines.length);
    expect(lines.every((line) => line.points !== 0)).toBe(true);
  }
});

/** A change that no rule speaks about, and what it has beside that. */
function linesOf(over: Partial<(typeof world.changes)[number]>) {
  const [base] = world.changes;
  if (base === undefined) throw new Error('no change');
  const plain = {
    title: 'Plain words',
    description: '',
    type: 'normal' as const,
    serviceIds: [],
    deploymentSteps: [],
    backOutSteps: [{ title: 'Back', minutes: 5 }],
    validationSteps: [{ title: 'Look', minutes: 5 }],
    plannedOutageMinutes: 0,
    assigneeId: null,
    validatorId: null,
  };
  return riskLines({ ...base, ...plain, ...over }, world.services).map(({ what, points }) => [what, points]);
}

test('each fact about a change adds its own points, in both directions', () => {
  expect(linesOf({})).toEqual([]);
  expect(linesOf({ backOutSteps: [] })).toEqual([['No way back written down', 10]]);
  expect(linesOf({ validationSteps: [] })).toEqual([['No validation written down', 5]]);
  expect(linesOf({ plannedOutageMinutes: 30 })).toEqual([['Planned outage of 30 min', 6]]);
  expect(linesOf({ plannedOutageMinutes: 31 })).toEqual([['Planned outage of 31 min', 10]]);
  expect(linesOf({ type: 'emergency' })).toEqual([['Emergency: no assessment beforehand', 15]]);
  expect(linesOf({ type: 'standard' })).toEqual([['Standard change, done the same way before', -6]]);
});

test('a service that is changed itself is not counted again as built on another one', () => {
  const below = world.services.find((one) => world.services.some((two) => two.dependsOn.includes(one.id)));
  if (below === undefined) throw new Error('no dependency');
  const above = world.services.filter((one) => one.dependsOn.includes(below.id));
  const builtOn = (serviceIds: (typeof below.id)[]) =>
    linesOf({ serviceIds }).find(([what]) => String(what).endsWith('built on it'))?.[0];
  expect(builtOn([below.id])).toMatch(above.length === 1 ? /^One / : new RegExp(`^${above.length} `));
  const outside = world.services.filter(
    (one) => !above.includes(one) && one.dependsOn.some((id) => above.some((two) => two.id === id)),
  );
  const both = builtOn([below.id, ...above.map((one) => one.id)]);
  if (outside.length === 0) expect(both).toBeUndefined();
  else expect(both).toMatch(outside.length === 1 ? /^One / : new RegExp(`^${outside.length} `));
});

test('a word inside another word is not taken for it', () => {
  const base = world.changes.find((one) => one.state === 'New');
  if (base === undefined) throw new Error('no new change');
  const told = (title: string) =>
    riskLines({ ...base, serviceIds: [], title, description: '' }, world.services).map((line) => line.what);
  expect(told('Show monkeys on the turkey page')).not.toContain('Touches secrets or access');
  expect(told('Rotate the vault keys')).toContain('Touches secrets or access');
});

test('references are read as people type them, and nothing else is taken for one', () => {
  expect(formatRef('CHG', 'A', 12)).toBe('CHG-A12');
  expect(parseRef(' chg-ab7 ')).toEqual({ prefix: 'CHG', letters: 'AB', number: 7 });
  for (const text of ['CHG-12', 'CHG-A0', 'CHG-A012', 'A12', '', 'CHG-A1x', 'CHG--A1', 'LB-1180'])
    expect(parseRef(text), text).toBeNull();
});

test('what is written is read back, for any device and number', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ABCXYZ'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(letters, fc.integer({ min: 1, max: 9_999_999 }), (own, number) => {
      expect(parseRef(formatRef('REL', own, number))).toEqual({ prefix: 'REL', letters: own, number });
    }),
  );
});

test('ten thousand devices get ten thousand different letters', () => {
  const seen = new Set<string>();
  let letters = '';
  for (let i = 0; i < 10_000; i++) {
    letters = lettersAfter(letters);
    seen.add(letters);
  }
  expect(seen.size).toBe(10_000);
  expect(['', 'A', 'Z', 'AZ', 'ZZ'].map(lettersAfter)).toEqual(['A', 'B', 'AA', 'BA', 'AAA']);
});
