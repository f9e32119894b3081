import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralised, withoutNeutral } from '#shared/domain/csv/cells.ts';
import { clueOf, createLocalClock, readDate } from '#shared/domain/csv/dates.ts';
import { csvFields, exportHeadings, mapHeadings, originOf } from '#shared/domain/csv/fields.ts';
import { createNames } from '#shared/domain/csv/names.ts';
import { readSteps, writeSteps } from '#shared/domain/csv/steps.ts';
import { writeTime } from '#shared/domain/csv/ticket.ts';
import { readCloseCode, readList, readRisk, readState, readType } from '#shared/domain/csv/values.ts';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import { planTime, planTimeAt } from '#shared/domain/time.ts';

const clock = createLocalClock();
const at = (text: string, order: Parameters<typeof readDate>[1] = 'iso', zone = 'Europe/Berlin') => {
  const read = readDate(text, order, zone, clock);
  return read.ok ? new Date(read.at).toISOString() : read.reason;
};

describe('column names', () => {
  it('labels and field names of ServiceNow find the same fields', () => {
    const labels = [
      'Number',
      'Short description',
      'Configuration item',
      'Assigned to',
      'Planned start date',
      'Backout plan',
      'Close code',
    ];
    const names = [
      'number',
      'short_description',
      'cmdb_ci',
      'assigned_to',
      'start_date',
      'backout_plan',
      'close_code',
    ];
    expect(Object.values(mapHeadings(labels))).toEqual(Object.values(mapHeadings(names)));
    expect(Object.keys(mapHeadings(labels))).toHaveLength(labels.length);
    expect(originOf(labels)).toBe('servicenow');
  });

  it('Jira wraps its own fields, and its issue type is not the type of the change', () => {
    const headings = [
      'Issue Type',
      'Issue key',
      'Summary',
      'Custom field (Change type)',
      'Custom field (Change risk)',
      'Custom field (Affected services)',
      'Status',
    ];
    expect(mapHeadings(headings)).toEqual({
      'Issue key': 'externalRef',
      Summary: 'title',
      'Custom field (Change type)': 'type',
      'Custom field (Change risk)': 'risk',
      'Custom field (Affected services)': 'services',
      Status: 'state',
    });
    expect(originOf(headings)).toBe('jira');
  });

  it('two headings for one single field do not fight: the better known one fills it', () =>
    expect(mapHeadings(['Key', 'Issue key', 'Name', 'Title'])).toEqual({
      'Issue key': 'externalRef',
      Title: 'title',
    }));

  it('what Slipway writes is understood without being told anything', () => {
    const headings = csvFields.map((field) => exportHeadings[field]);
    expect(mapHeadings(headings)).toEqual(
      Object.fromEntries(csvFields.map((field) => [exportHeadings[field], field])),
    );
    expect(originOf(headings)).toBe('slipway');
  });
});

describe('values', () => {
  it.each([
    ['-5', 'New'],
    ['-1', 'Implement'],
    ['0', 'Review'],
    ['3', 'Closed'],
    ['4', 'Cancelled'],
    ['Canceled', 'Cancelled'],
    ['AWAITING CAB APPROVAL', 'Authorize'],
    ['Awaiting implementation', 'Scheduled'],
    ['Declined', 'Cancelled'],
  ])('state %s is %s', (text, state) => expect(readState(text, 'other')?.state).toBe(state));

  it('review is the beginning in Jira and the end elsewhere', () => {
    expect(readState('Review', 'jira')?.state).toBe('Assess');
    expect(readState('Review', 'servicenow')?.state).toBe('Review');
  });

  it('words that every object has are no states', () => {
    for (const word of ['constructor', '__proto__', 'toString']) expect(readState(word, 'other')).toBeNull();
  });

  it('types, risks and close codes are known with numbers, hyphens and underscores', () => {
    expect(readType('Emergency Change')).toBe('emergency');
    expect(readRisk('3 - Moderate')).toBe('moderate');
    expect(readRisk('2')).toBe('high');
    expect(readCloseCode('successful_issues')).toBe('successful with issues');
    expect(readCloseCode('Rolled-back')).toBe('backed out');
    expect(readType('nonsense')).toBeNull();
  });

  it('a list of names is not torn where a name holds a comma', () => {
    expect(readList('Ledger, old; Checkout', 'other')).toEqual(['Ledger, old', 'Checkout']);
    expect(readList('Ledger, Checkout', 'other')).toEqual(['Ledger', 'Checkout']);
  });

  it('of two people with one name neither is taken for the other', () => {
    const people = [
      { name: 'Ana Meier', email: 'a@x.example' },
      { name: 'Ana Meier', email: 'b@x.example' },
      { name: 'Rosa Ruiz', email: '' },
    ];
    const names = createNames({
      people: people.map((one) => ({ ...one, id: newId<PersonId>() })),
      services: [],
      environments: [],
    });
    expect(names.person('Ana Meier')).toBeNull();
    expect(names.person('Ana Meier <b@x.example>')).not.toBeNull();
    expect(names.person('ruiz, rosa')).toBe(names.person('Rosa Ruiz'));
  });
});

describe('dates', () => {
  it.each([
    ['2027-02-11 22:00:00', 'iso', '2027-02-11T21:00:00.000Z'],
    ['2027-02-11T22:00:00Z', 'iso', '2027-02-11T22:00:00.000Z'],
    ['2027-02-11T22:00:00.000-0500', 'iso', '2027-02-12T03:00:00.000Z'],
    ['2027-02-11T22:00+05:30', 'iso', '2027-02-11T16:30:00.000Z'],
    ['20270211T220000Z', 'iso', '2027-02-11T22:00:00.000Z'],
    ['11.02.2027 22:00', 'day first', '2027-02-11T21:00:00.000Z'],
    ['11.2.27, 22:00 Uhr', 'day first', '2027-02-11T21:00:00.000Z'],
    ['02/11/2027 10:00 PM', 'month first', '2027-02-11T21:00:00.000Z'],
    ['2/11/27 12:05 AM', 'month first', '2027-02-10T23:05:00.000Z'],
    ['11/Feb/27 10:00 PM', 'iso', '2027-02-11T21:00:00.000Z'],
    ['Feb 11, 2027 10:00 PM', 'iso', '2027-02-11T21:00:00.000Z'],
    ['2027-02-11 22:00 America/New_York', 'iso', '2027-02-12T03:00:00.000Z'],
    ['2027-02-11 22:00 UTC', 'iso', '2027-02-11T22:00:00.000Z'],
  ] as const)('%s (%s) is %s', (text, order, iso) => expect(at(text, order)).toBe(iso));

  it.each([
    ['2027-02-30 10:00', 'iso', /does not exist/],
    ['2027-02-29', 'iso', /does not exist/],
    ['31/12/2027', 'month first', /no date with the month first/],
    ['11/02/2027', 'iso', /year first/],
    ['46429.9166', 'iso', /number/],
    ['next Tuesday', 'iso', /not a date/],
    ['2027-02-11 25:00', 'iso', /time of day/],
    ['2027-02-11 13:00 PM', 'iso', /time of day/],
    ['2027-02-11 22:00 CEST', 'iso', /zone/],
    ['2027-02-11 22:00 Mars/Olympus', 'iso', /zone/],
    ['2027-02-11T22:00+05:00[Europe/Berlin]', 'iso', /offset/],
  ] as const)('%s (%s) is refused', (text, order, words) => expect(at(text, order)).toMatch(words));

  it('an hour that the clocks skip moves forward and says so; a doubled one is its first pass', () => {
    const skipped = readDate('2027-03-28 02:30', 'iso', 'Europe/Berlin', clock);
    expect(skipped).toMatchObject({ ok: true, time: { local: '2027-03-28T03:30' } });
    expect(skipped.ok && skipped.notes[0]).toMatch(/does not exist in Europe\/Berlin.*03:30/);
    const doubled = readDate('2027-10-31 02:30', 'iso', 'Europe/Berlin', clock);
    expect(doubled).toMatchObject({
      ok: true,
      at: Date.UTC(2027, 9, 31, 0, 30),
      time: { local: '2027-10-31T02:30' },
    });
    expect(doubled.ok && doubled.notes[0]).toMatch(/twice/);
    expect(readDate('2027-10-31T02:30+01:00[Europe/Berlin]', 'iso', 'UTC', clock)).toMatchObject({
      ok: true,
      at: Date.UTC(2027, 9, 31, 1, 30),
    });
  });

  it('the quick clock agrees with the calendar of every zone at every minute', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Europe/Berlin',
          'America/New_York',
          'Australia/Lord_Howe',
          'Asia/Kolkata',
          'Africa/Casablanca',
          'America/Sao_Paulo',
          'Pacific/Apia',
        ),
        fc.date({ min: new Date('1995-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (zone, date) => {
          const local = date.toISOString().slice(0, 16);
          expect(clock(local, zone).at).toBe(planTime({ local, zone }).at);
        },
      ),
      { numRuns: 500 },
    ));

  it('a time Slipway wrote is read as the same instant in the same zone, also in the doubled hour', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC'),
        fc.oneof(
          fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
          fc.date({
            min: new Date('2027-10-30T22:00Z'),
            max: new Date('2027-10-31T04:00Z'),
            noInvalidDate: true,
          }),
        ),
        (zone, date) => {
          const time = planTimeAt(date.getTime(), zone);
          expect(readDate(writeTime(time), 'iso', 'Asia/Tokyo', clock)).toMatchObject({ ok: true, time });
        },
      ),
    ));

  it('only a date that settles the order is a clue to it', () => {
    expect(clueOf('13/02/2027')).toBe('day first');
    expect(clueOf('02/13/2027')).toBe('month first');
    expect(clueOf('02/03/2027')).toBe('either');
    expect(clueOf('11/Feb/27')).toBe('none');
    expect(clueOf('2027-02-03')).toBe('iso');
  });
});

describe('cells that spreadsheets would run', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", "''=1", '＝1'])(
    '%j is neutralised and comes back',
    (text) => {
      expect(neutralised(text)).toBe(`'${text}`);
      expect(withoutNeutral(neutralised(text))).toBe(text);
    },
  );

  it('any text comes back as it was', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a', ' ', '"') }),
        (text) => {
          expect(withoutNeutral(neutralised(text))).toBe(text);
          expect(neutralised(text)).not.toMatch(/^[=+\-@\t\r\n]/);
        },
      ),
    ));
});

describe('steps', () => {
  it('numbered plans keep the lines below a number with it; plain lines and bullets are steps', () => {
    expect(readSteps('1. Stop\n   then wait\n2) Swap (10 min)')).toEqual([
      { title: 'Stop\n   then wait', minutes: null },
      { title: 'Swap', minutes: 10 },
    ]);
    expect(readSteps('- Stop\n\n* Swap')).toEqual([
      { title: 'Stop', minutes: null },
      { title: 'Swap', minutes: null },
    ]);
    expect(readSteps('')).toEqual([]);
  });

  it('more steps than a list takes are refused, not cut', () =>
    expect(readSteps(Array.from({ length: 501 }, (_, at) => `step ${at}`).join('\n'))).toMatch(/501 steps/));

  it('steps Slipway wrote are read as they were', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            title: fc.stringMatching(/^[A-Za-z][A-Za-z0-9 .,-]{0,40}[a-z]$/),
            minutes: fc.option(fc.nat({ max: 10_080 })),
          }),
          { maxLength: 30 },
        ),
        (steps) => {
          expect(readSteps(writeSteps(steps))).toEqual(steps);
        },
      ),
    ));
});
