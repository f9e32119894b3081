import { describe, expect, test } from 'vitest';
import { repeatInWords, repeatOf, ruleOf } from '#renderer/features/calendar/windows/repeat.ts';

describe('repeat of a window', () => {
  test.each([
    '',
    'FREQ=WEEKLY;BYDAY=TU,TH',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU',
    'FREQ=MONTHLY;BYDAY=-1SA',
    'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24',
    'FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231T000000Z',
    'FREQ=MONTHLY;BYDAY=5SU',
  ])('%s survives the form unchanged', (rule) => {
    expect(ruleOf(repeatOf(rule))).toBe(rule);
  });

  test('a rule with an end is not shown as one without', () => {
    expect(repeatOf('FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231T000000Z').kind).toBe('raw');
  });

  test('a pasted property loses its name', () => {
    expect(ruleOf({ kind: 'raw', rule: ' RRULE:FREQ=DAILY ' })).toBe('FREQ=DAILY');
  });

  test('days are written in the order of the week, however they were clicked', () => {
    expect(ruleOf({ kind: 'weekly', every: 1, days: ['TH', 'TU'] })).toBe('FREQ=WEEKLY;BYDAY=TU,TH');
  });

  test('words', () => {
    expect(repeatInWords('')).toBe('once');
    expect(repeatInWords('FREQ=WEEKLY;BYDAY=TU,TH')).toBe('every week on Tuesday and Thursday');
    expect(repeatInWords('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU')).toBe('every 2 weeks on Sunday');
    expect(repeatInWords('FREQ=MONTHLY;BYDAY=-1SA')).toBe('every month on the last Saturday');
  });
});
