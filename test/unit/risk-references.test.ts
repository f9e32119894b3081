import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInPolicies } from '#shared/domain/changes/change-policies.ts';
import { type RiskBasis, riskLevelOf, riskOf, type Scored } from '#shared/domain/changes/risk.ts';
import { formatRef, lettersAfter, parseRef } from '#shared/domain/references.ts';
import { sampleWorld } from '#shared/domain/sample/sample.ts';

const world = sampleWorld(3, Date.UTC(2027, 1, 11, 13));
const model = builtInPolicies.riskModel;
const basis: RiskBasis = { model, services: world.services, history: [] };

test('the bands meet without gap or overlap, at the scores the screen names', () => {
  expect([0, 14, 15, 34, 35, 54, 55, 400].map((score) => riskLevelOf(score, model.bands))).toEqual([
    'low',
    'low',
    'moderate',
    'moderate',
    'high',
    'high',
    'very high',
    'very high',
  ]);
});

test('every whole score has exactly one level, whatever the bands of a workspace are', () => {
  const bands = fc
    .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 3, maxLength: 3 })
    .map((three) => three.toSorted((a, b) => a - b) as [number, number, number])
    .map(([moderate, high, veryHigh]) => ({ moderate, high, 'very high': veryHigh }));
  fc.assert(
    fc.property(bands, fc.integer({ min: 0, max: 1000 }), (from, score) => {
      const naive = (['low', 'moderate', 'high', 'very high'] as const).filter(
        (level, at, all) =>
          score >= (level === 'low' ? 0 : from[level]) &&
          (at === 3 || score < from[all[at + 1] as 'moderate' | 'high' | 'very high']),
      );
      expect(naive).toEqual([riskLevelOf(score, from)]);
    }),
  );
});

test('the score is the sum of the lines shown, and no line is shown twice', () => {
  for (const change of world.changes) {
    const { lines, score } = riskOf(change, basis);
    expect(score).toBe(
      Math.max(
        0,
        lines.reduce((sum, line) => sum + line.points, 0),
      ),
    );
    expect(new Set(lines.map((line) => line.what)).size).toBe(lines.length);
    expect(lines.every((line) => line.points !== 0)).toBe(true);
  }
});

/** A change that no rule speaks about. */
const plain: Scored = {
  title: 'Plain words',
  description: '',
  type: 'normal',
  serviceIds: [],
  deploymentSteps: [],
  backOutSteps: [{ title: 'Back', minutes: 5 }],
  validationSteps: [{ title: 'Look', minutes: 5 }],
  plannedOutageMinutes: 0,
  assigneeId: null,
  validatorId: null,
  riskAnswers: {},
};

function linesOf(over: Partial<Scored>, with_: Partial<RiskBasis> = {}) {
  return riskOf({ ...plain, ...over }, { ...basis, ...with_ }).lines.map(({ what, points }) => [
    what,
    points,
  ]);
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

test('a rule that a workspace switched off or weighs differently counts as it says', () => {
  const emergency = { type: 'emergency' as const, plannedOutageMinutes: 12 };
  const rules = {
    emergency: { off: true, points: 15 },
    outage: { off: false, points: 9 },
    'no-way-back': { off: false, points: 0 },
  };
  expect(linesOf({ ...emergency, backOutSteps: [] }, { model: { ...model, rules } })).toEqual([
    ['Planned outage of 12 min', 9],
  ]);
  const bands = { moderate: 5, high: 9, 'very high': 10 };
  const own = { ...basis, model: { ...model, rules, bands } };
  expect(riskOf({ ...plain, ...emergency }, own)).toMatchObject({ score: 9, level: 'high' });
});

test('questions without an answer are named and count nothing, those with one count as its points say', () => {
  const none = riskOf(plain, basis);
  expect(none.score).toBe(0);
  expect(none.notCounted).toEqual(model.questions.map(({ ask }) => `${ask} Not answered`));
  const answered = riskOf({ ...plain, riskAnswers: { undone: 'no', tested: 'test', gone: 'yes' } }, basis);
  expect(answered.lines).toEqual([{ what: 'Can it be undone? No', points: 14 }]);
  expect(answered.notCounted).toHaveLength(model.questions.length - 2);
  // An answer that a workspace took out of its question is as good as none.
  expect(riskOf({ ...plain, riskAnswers: { undone: 'perhaps' } }, basis)).toEqual(none);
});

test('the history of a service counts by its share of failures, and a missing one is named', () => {
  const [one, two, three] = world.services.filter(({ tier }) => tier >= 3);
  if (!one || !two || !three) throw new Error('no services');
  const rate = ({ id }: { id: typeof one.id }, closed: number, failed: number) => ({
    serviceId: id,
    closed,
    failed,
    version: '',
  });
  const told = (...history: RiskBasis['history']) => {
    const change = { ...plain, serviceIds: history.map(({ serviceId }) => serviceId) };
    const risk = riskOf(change, { ...basis, history });
    return { lines: risk.lines.filter(({ what }) => what.includes(' failed')), risk };
  };
  expect(told(rate(one, 20, 3)).lines).toEqual([{ what: `${one.name}: 3 of 20 changes failed`, points: 8 }]);
  expect(told(rate(one, 20, 1)).lines).toEqual([]);
  expect(told(rate(one, 20, 5)).lines[0]?.points).toBe(16);
  // Three times over all services, the worst first.
  expect(
    told(rate(one, 20, 2), rate(two, 10, 6), rate(three, 20, 20)).lines.map((line) => line.points),
  ).toEqual([24]);
  expect(told(rate(one, 4, 4)).lines).toEqual([]);
  expect(told(rate(one, 4, 4)).risk.notCounted).toContain(
    `${one.name}: 4 closed so far, 5 are needed to tell`,
  );
  const unknown = riskOf({ ...plain, serviceIds: [two.id] }, basis);
  expect(unknown.notCounted).toContain(`${two.name}: no closed change yet`);
  const rules = { history: { off: true, points: 8 } };
  const off = riskOf({ ...plain, serviceIds: [two.id] }, { ...basis, model: { ...model, rules } });
  expect(off.notCounted.some((what) => what.includes(two.name))).toBe(false);
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
  const told = (title: string) => linesOf({ title }).map(([what]) => what);
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
