import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WindowRule } from '#shared/contract/calendar.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { editSeries, removeFromSeries, type SeriesPlan } from '#shared/domain/calendar/series.ts';
import type { WindowId } from '#shared/domain/ids.ts';
import { windowRule } from '#test/support/calendar.ts';

const rule = (fields: Partial<WindowRule> = {}) =>
  windowRule({ id: 'series' as WindowId, rrule: 'FREQ=WEEKLY;BYDAY=TU,TH', ...fields });

/** The rules as they are once a plan is carried out. */
function carriedOut(rules: readonly WindowRule[], plan: SeriesPlan | string): WindowRule[] {
  if (typeof plan === 'string') throw new Error(plan);
  const added = plan.added && { ...plan.added, id: 'added' as WindowId };
  return [...rules, ...(added ? [added] : [])]
    .filter((one) => !plan.removed.includes(one.id))
    .map((one) => ({
      ...one,
      ...plan.patches.find(({ id }) => id === one.id)?.fields,
      ...(plan.adopted.some(({ id }) => id === one.id) ? { seriesId: 'added' as WindowId } : {}),
    }));
}

const MARCH = Date.UTC(2027, 1, 1);
function starts(rules: readonly WindowRule[], days = 60): string[] {
  return rules
    .flatMap((one) => occurrencesOf(one, MARCH, MARCH + days * 86_400_000))
    .map((one) => one.local)
    .sort();
}

const edit = (
  one: WindowRule,
  local: string,
  scope: 'this' | 'following' | 'all',
  fields: Parameters<typeof editSeries>[2],
  edited: readonly WindowRule[] = [],
) => editSeries({ rule: one, edited }, { local, scope }, fields);

test('one night moved leaves a hole in the series and stands on its own', () => {
  const after = carriedOut(
    [rule()],
    edit(rule(), '2027-02-09T22:00', 'this', {
      startLocal: '2027-02-10T23:00',
      endLocal: '2027-02-11T01:00',
      name: 'Short night',
    }),
  );
  expect(starts(after, 14)).toEqual([
    '2027-02-02T22:00',
    '2027-02-04T22:00',
    '2027-02-10T23:00',
    '2027-02-11T22:00',
  ]);
  expect(after[1]).toMatchObject({
    name: 'Short night',
    rrule: '',
    endLocal: '2027-02-11T01:00',
    seriesId: 'series',
    recurrenceId: '2027-02-09T22:00',
  });
});

test('from one night on, the old series ends before it and no night is lost or doubled', () => {
  const before = rule({ exDates: ['2027-02-04T22:00', '2027-02-18T22:00'], rDates: ['2027-02-20T22:00'] });
  const after = carriedOut(
    [before],
    edit(before, '2027-02-11T22:00', 'following', {
      startLocal: '2027-02-11T23:00',
      endLocal: '2027-02-12T02:00',
    }),
  );
  expect(after[0]).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270209T210000Z', rDates: [] });
  expect(after[1]).toMatchObject({ exDates: ['2027-02-18T23:00'], rDates: ['2027-02-20T23:00'] });
  expect(starts(after, 24)).toEqual([
    '2027-02-02T22:00',
    '2027-02-09T22:00',
    '2027-02-11T23:00',
    '2027-02-16T23:00',
    '2027-02-20T23:00',
    '2027-02-23T23:00',
  ]);
});

test('a series of ten nights split after three has three and seven, left-out ones counted', () => {
  const before = rule({ rrule: 'FREQ=WEEKLY;COUNT=10;BYDAY=TU,TH', exDates: ['2027-02-04T22:00'] });
  const after = carriedOut([before], edit(before, '2027-02-11T22:00', 'following', { hard: false }));
  expect(after.map((one) => one.rrule)).toEqual([
    'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3',
    'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=7',
  ]);
  expect(starts(after)).toEqual(starts([before]));
});

test('this and following of the first night is all of them', () => {
  const plan = edit(rule(), '2027-02-02T22:00', 'following', { name: 'Late' });
  expect(plan).toMatchObject({ added: null, patches: [{ id: 'series', fields: { name: 'Late' } }] });
});

test('all nights move by as much as the one that was dragged, weekdays, end and left-out days with them', () => {
  const before = rule({
    rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;UNTIL=20270330T200000Z',
    exDates: ['2027-02-07T22:00'],
  });
  const after = carriedOut(
    [before],
    edit(before, '2027-02-16T22:00', 'all', { startLocal: '2027-02-18T01:00', endLocal: '2027-02-18T05:00' }),
  );
  const moved = starts([before]).map((local) =>
    new Date(Date.parse(`${local}:00Z`) + 27 * 3_600_000).toISOString().slice(0, 16),
  );
  expect(starts(after)).toEqual(moved);
  expect(moved.length).toBeGreaterThan(5);
});

test('what no rule can say is refused in a sentence instead of being moved wrongly', () => {
  const monthly = rule({ rrule: 'FREQ=MONTHLY;BYDAY=1TU' });
  const later = { startLocal: '2027-02-03T22:00', endLocal: '2027-02-04T02:00' };
  expect(edit(monthly, '2027-02-02T22:00', 'all', later)).toMatch(/names its days/);
  expect(
    edit(monthly, '2027-02-02T22:00', 'all', { ...later, rrule: 'FREQ=MONTHLY;BYDAY=1WE' }),
  ).toMatchObject({
    patches: [{ fields: { startLocal: '2027-02-03T22:00' } }],
  });
  const hours = rule({ rrule: 'FREQ=DAILY;BYHOUR=6,22' });
  expect(edit(hours, '2027-02-02T22:00', 'all', { startLocal: '2027-02-02T21:00' })).toMatch(/times of day/);
  expect(edit(rule(), '2027-02-03T22:00', 'this', {})).toMatch(/no occurrence/);
});

test('edited nights follow the part they lie in, and go with it when it is removed', () => {
  const night = (recurrenceId: string) =>
    rule({ id: recurrenceId as WindowId, rrule: '', seriesId: 'series' as WindowId, recurrenceId });
  const edited = [night('2027-02-04T22:00'), night('2027-02-18T22:00')];
  const one = rule({ exDates: edited.map(({ recurrenceId }) => recurrenceId) });
  const split = edit(one, '2027-02-11T22:00', 'following', { startLocal: '2027-02-11T21:00' }, edited);
  expect(split).toMatchObject({
    adopted: [{ id: '2027-02-18T22:00', recurrenceId: '2027-02-18T21:00' }],
    added: { exDates: ['2027-02-18T21:00'] },
  });
  const remove = (scope: 'this' | 'following' | 'all') =>
    removeFromSeries({ rule: one, edited }, { local: '2027-02-11T22:00', scope });
  expect(remove('this')).toMatchObject({ removed: [] });
  expect(remove('following')).toMatchObject({ removed: ['2027-02-18T22:00'] });
  expect(remove('all')).toMatchObject({ removed: ['series', '2027-02-04T22:00', '2027-02-18T22:00'] });
});

test('a window that happens once is edited and removed as a whole, an extra day is taken out of the list', () => {
  const once = rule({ rrule: '' });
  expect(edit(once, '2027-02-02T22:00', 'this', { name: 'x' })).toMatchObject({ added: null });
  expect(
    removeFromSeries({ rule: once, edited: [] }, { local: '2027-02-02T22:00', scope: 'this' }),
  ).toMatchObject({ removed: ['series'] });
  const extra = rule({ rrule: '', rDates: ['2027-02-10T22:00', '2027-02-20T22:00'] });
  const after = carriedOut([extra], edit(extra, '2027-02-10T22:00', 'following', { zone: 'Europe/Berlin' }));
  expect(after.map((one) => [one.startLocal, one.rDates])).toEqual([
    ['2027-02-02T22:00', []],
    ['2027-02-10T22:00', ['2027-02-20T22:00']],
  ]);
});

test('splitting a series anywhere changes none of its nights', () => {
  const rules = fc.constantFrom(
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU',
    'FREQ=WEEKLY;BYDAY=TU;COUNT=7',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=2,-1',
    'FREQ=DAILY;BYHOUR=3,22;COUNT=40',
    'FREQ=WEEKLY;UNTIL=20270601T000000Z;BYDAY=MO,FR',
    'FREQ=MONTHLY;INTERVAL=2',
  );
  const extra = fc.uniqueArray(fc.constantFrom('2027-02-20T22:00', '2027-03-28T02:30', '2027-02-04T10:00'));
  fc.assert(
    fc.property(rules, extra, fc.nat(30), fc.nat(5), (rrule, rDates, at, skip) => {
      const plain = rule({ rrule, rDates });
      const before = { ...plain, exDates: starts([plain], 200).filter((_, index) => index % 6 === skip) };
      const local = starts([before], 200)[at];
      if (local === undefined) return;
      expect(starts(carriedOut([before], edit(before, local, 'following', {})), 300)).toEqual(
        starts([before], 300),
      );
      const left = carriedOut(
        [before],
        removeFromSeries({ rule: before, edited: [] }, { local, scope: 'following' }),
      );
      expect(starts(left, 300)).toEqual(starts([before], 300).filter((one) => one < local));
    }),
    { numRuns: 300 },
  );
});

test('a rule that began centuries ago is split at once, and still where it was asked', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => hour).join(',');
  const old = rule({
    startLocal: '0001-02-01T22:00',
    endLocal: '0001-02-01T23:00',
    rrule: `FREQ=DAILY;BYHOUR=${hours}`,
  });
  // Expanding two thousand years of hours would run into the time limit of the test.
  const after = carriedOut([old], edit(old, '2027-02-09T22:00', 'following', { name: 'Later' }));
  const last = occurrencesOf(after[0] as WindowRule, MARCH, MARCH + 30 * 86_400_000).at(-1);
  expect(last?.local).toBe('2027-02-09T21:00');
  expect(after[1]).toMatchObject({ startLocal: '2027-02-09T22:00', name: 'Later' });
});
