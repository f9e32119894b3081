import { expect, test } from 'vitest';
import { clockSentences } from '#renderer/features/calendar/windows/clockSentences.ts';
import { repeatWithEnd } from '#renderer/features/calendar/windows/repeat.ts';
import {
  changedFields,
  draftAt,
  draftOf,
  fieldsOf,
  newDraft,
  type WindowDraft,
  withAllDay,
  withStart,
} from '#renderer/features/calendar/windows/windowDraft.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { windowRule } from '#test/support/calendar.ts';

const rule = windowRule({
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  exDates: ['2027-02-09T22:00'],
  rDates: ['2027-02-12T18:00'],
  protectionMinutes: 30,
});
const fields = (draft: WindowDraft) => {
  const result = fieldsOf(draft);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.fields;
};

test.each([
  {},
  { rrule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330T200000Z' },
  { rrule: 'FREQ=MONTHLY;BYDAY=1TU;COUNT=7' },
  { rrule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU' },
  { allDay: true, startLocal: '2027-02-02T00:00', endLocal: '2027-02-04T00:00', exDates: [], rDates: [] },
])('a rule that was opened and saved is the same rule: %o', (part) => {
  const before = { ...rule, ...part };
  expect(before).toMatchObject(fields(draftOf(before)));
});

test('a night left out stays left out when the hour of all nights changes', () => {
  const later = fields(withStart(draftOf(rule), '2027-02-02', '23:00'));
  expect(later.exDates).toEqual(['2027-02-09T23:00']);
  expect(later.rDates).toEqual(['2027-02-12T18:00']);
});

test('the last of whole days belongs to the window', () => {
  const draft = withAllDay({ ...newDraft('2027-02-02', '2027-02-03', 'UTC'), name: 'Fair' }, true);
  expect(fields({ ...draft, endDate: '2027-02-04' })).toMatchObject({
    startLocal: '2027-02-02T00:00',
    endLocal: '2027-02-05T00:00',
  });
});

test('the last day of a repeat is the whole day in the zone of the rule, not in UTC', () => {
  const draft: WindowDraft = {
    ...draftOf({ ...rule, zone: 'America/New_York', exDates: [], rDates: [] }),
    end: { kind: 'on', date: '2027-02-16', exact: null },
  };
  const list = occurrencesOf({ ...rule, ...fields(draft) }, Date.UTC(2027, 0, 1), Date.UTC(2027, 6, 1));
  expect(list.map(({ local }) => local)).toEqual([
    '2027-02-02T22:00',
    '2027-02-09T22:00',
    '2027-02-16T22:00',
  ]);
});

test('what a rule is refused for stands at the field that holds it', () => {
  const typed = (text: string, end: WindowDraft['end'] = { kind: 'never' }) =>
    fieldsOf({ ...draftOf(rule), repeat: { kind: 'raw', rule: text }, end });
  expect(typed('FREQ=HOURLY')).toMatchObject({ errors: { repeat: expect.stringMatching(/daily at most/) } });
  expect(typed('FREQ=DAILY;COUNT=3', { kind: 'on', date: '2027-03-01', exact: null })).toMatchObject({
    errors: { repeat: expect.stringMatching(/not by both/) },
  });
  expect(typed('FREQ=DAILY', { kind: 'on', date: '2026-03-01', exact: null })).toMatchObject({
    errors: { end: expect.anything() },
  });
});

test('an edit of one occurrence sends what was changed, both ends together, and never the repeat it did not touch', () => {
  const start = draftAt(rule, '2027-02-16T22:00', 'all');
  const before = fields(start);
  expect(changedFields(before, fields({ ...start, name: 'Nights' }))).toEqual({ name: 'Nights' });
  expect(changedFields(before, { ...before, endLocal: '2027-02-17T03:00' })).toEqual({
    startLocal: '2027-02-16T22:00',
    endLocal: '2027-02-17T03:00',
  });
});

test('from one night on, the form counts the nights that are left', () => {
  const ten = { ...rule, rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=10' };
  expect(draftAt(ten, '2027-02-16T22:00', 'following').end).toEqual({ kind: 'after', count: 8 });
  expect(draftAt(ten, '2027-02-16T22:00', 'all').end).toEqual({ kind: 'after', count: 10 });
});

test('the change of clocks is said with the hour that was meant and the one that comes', () => {
  const said = (startLocal: string, endLocal: string, day: number) => {
    const daily = { ...rule, rrule: 'FREQ=DAILY', exDates: [], rDates: [], startLocal, endLocal };
    const length = Date.parse(`${endLocal}:00Z`) - Date.parse(`${startLocal}:00Z`);
    return occurrencesOf(daily, day, day + 86_400_000).flatMap((one) => clockSentences(one, length));
  };
  expect(said('2027-01-01T02:30', '2027-01-01T05:00', Date.UTC(2027, 2, 27, 23))).toEqual([
    '02:30 does not exist on 28 March: it starts at 03:30.',
  ]);
  expect(said('2027-01-01T22:00', '2027-01-02T02:30', Date.UTC(2027, 9, 30, 12))).toEqual([
    '02:30 comes twice on 31 October: it ends at the first, 02:30 CEST.',
  ]);
});

test('the list says when a repeat ends', () => {
  expect(repeatWithEnd('FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330T200000Z', 'Europe/Berlin')).toBe(
    'every week on Tuesday, until Tuesday 30 March 2027',
  );
  expect(repeatWithEnd('FREQ=DAILY;COUNT=3', 'UTC')).toBe('every day, 3 times');
});
