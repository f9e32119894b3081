import { describe, expect, it } from 'vitest';
import { MOST_EVENTS, readCalendar } from '#main/documents/ics/read.ts';
import type { IcsAs } from '#shared/contract/exchange.ts';
import {
  apple,
  asFreeze,
  calendar,
  event,
  exchangeServer,
  google,
  outlook,
  windowsZone,
} from '#test/support/ics/files.ts';

function read(file: string | Uint8Array, as: Partial<IcsAs> = {}) {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  return readCalendar(bytes, { ...asFreeze, ...as }, () => undefined);
}
/** The only window of a file. */
function one(file: string | Uint8Array, as: Partial<IcsAs> = {}) {
  const found = read(file, as);
  expect(found.report.filter((line) => line.severity === 'refused')).toEqual([]);
  return found.series[0]?.master;
}
/** Lines of the report as `line severity`, and what they say. */
function said(file: string | Uint8Array, as: Partial<IcsAs> = {}) {
  return read(file, as).report.map(({ line, severity, what }) => ({ at: `${line} ${severity}`, what }));
}
/** The number, from 1, of the first line that begins so. */
const lineOf = (file: string, start: string) =>
  file.split('\r\n').findIndex((line) => line.startsWith(start)) + 1;

const NIGHT = ['DTSTART;TZID=Europe/Berlin:20270202T220000', 'DTEND;TZID=Europe/Berlin:20270203T020000'];
const nightly = (...more: readonly string[]) => calendar(event('night', ...NIGHT, ...more));

describe('files of the programs of the trade', () => {
  it('Outlook: a name of Windows is a zone, and a whole day is one although it is written as two midnights', () => {
    const found = read(outlook);
    expect(found.report).toEqual([]);
    expect(found.source).toBe('Company freezes');
    expect(found.series.map((series) => series.master)).toMatchObject([
      {
        name: 'Year-end freeze, all services but the shop',
        zone: 'Europe/Berlin',
        startLocal: '2026-12-20T18:00',
        endLocal: '2027-01-05T06:00',
        allDay: false,
      },
      { name: 'Stocktaking', startLocal: '2027-03-27T00:00', endLocal: '2027-03-28T00:00', allDay: true },
    ]);
  });

  it('Google: a moved occurrence leaves its series and stands on its own, a cancelled one is gone', () => {
    const [series] = read(google).series;
    expect(series?.master?.exDates).toEqual(['2027-02-16T22:00', '2027-03-09T22:00', '2027-03-23T22:00']);
    expect(series?.edits).toMatchObject([
      { recurrenceId: '2027-03-09T22:00', window: { startLocal: '2027-03-11T20:00', rrule: '' } },
      { recurrenceId: '2027-03-23T22:00', window: null },
    ]);
  });

  it('Exchange: a zone under a name of its own is found by its hours, and said once', () => {
    const found = read(exchangeServer);
    expect(found.series[0]?.master).toMatchObject({ zone: 'Europe/Berlin', exDates: ['2027-02-26T22:00'] });
    expect(found.report).toHaveLength(1);
    expect(found.report[0]).toMatchObject({
      line: lineOf(exchangeServer, 'DTSTART;TZID=Customized'),
      severity: 'adjusted',
    });
    expect(found.report[0]?.what).toContain('taken as Europe/Berlin');
  });

  it('Apple: four hours over a change of the clock, a day without an end, days until a day', () => {
    expect(read(apple).series.map((series) => series.master)).toMatchObject([
      { startLocal: '2027-03-13T23:00', endLocal: '2027-03-14T04:00', zone: 'America/New_York' },
      { startLocal: '2027-04-05T00:00', endLocal: '2027-04-06T00:00', allDay: true, zone: 'Europe/Berlin' },
      { allDay: true, endLocal: '2027-04-05T00:00', rrule: 'FREQ=WEEKLY;UNTIL=20270430T220000Z' },
    ]);
  });
});

describe('how the bytes come', () => {
  const plain = calendar(
    event('umlaut', ...NIGHT).replace('SUMMARY:umlaut', 'SUMMARY:Änderungssperre für Zürich'),
  );
  const NAME = 'Änderungssperre für Zürich';

  it.each([
    ['a byte order mark', Buffer.from(`\ufeff${plain}`)],
    ['line feeds only', Buffer.from(plain.replaceAll('\r\n', '\n'))],
    ['carriage returns only', Buffer.from(plain.replaceAll('\r\n', '\r'))],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${plain}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(plain, 'utf16le')],
    ['UTF-16, the other order', Buffer.from(`\ufeff${plain}`, 'utf16le').swap16()],
    ['a character cut in two by a fold', foldedInside(plain, 'Z\u00fc')],
    [
      'lower-case names',
      Buffer.from(plain.replace('SUMMARY', 'Summary').replace('BEGIN:VEVENT', 'begin:vevent')),
    ],
  ])('%s', (_, bytes) => {
    expect(one(bytes)?.name).toBe(NAME);
    expect(said(bytes)).toEqual([]);
  });

  it('windows-1252 is read as such, and said so', () => {
    const bytes = Buffer.from(plain, 'latin1');
    expect(one(bytes)?.name).toBe(NAME);
    expect(said(bytes)).toEqual([
      { at: `${lineOf(plain, 'SUMMARY')} adjusted`, what: expect.stringContaining('windows-1252') },
    ]);
  });

  it('a text that was broken without a fold belongs to the line before it, by the number of its line', () => {
    const broken = plain.replace('für Zürich', 'für\r\nZürich');
    expect(one(broken)?.name).toBe('Änderungssperre fürZürich');
    expect(said(broken)).toEqual([
      { at: `${lineOf(broken, 'Zürich')} adjusted`, what: expect.stringContaining('not folded rightly') },
    ]);
  });

  it('a file that is no calendar is refused as a whole', () => {
    expect(() => read('ref,title\r\n1,2\r\n')).toThrow('no calendar file');
    expect(() => read(Buffer.alloc(0))).toThrow('no calendar file');
    expect(() => read(Buffer.from([0x50, 0x4b, 3, 4, 0, 255, 254, 13, 10]))).toThrow('no calendar file');
  });

  it('more events than anybody could look at are refused before they are read', () => {
    const many = calendar(...Array.from({ length: MOST_EVENTS + 1 }, () => 'BEGIN:VEVENT\r\nEND:VEVENT'));
    expect(() => read(many)).toThrow(`at most ${MOST_EVENTS}`);
  });
});

function foldedInside(text: string, at: string): Buffer {
  const bytes = Buffer.from(text);
  const cut = bytes.indexOf(Buffer.from(at)) + Buffer.byteLength(at) - 1;
  return Buffer.concat([bytes.subarray(0, cut), Buffer.from('\r\n '), bytes.subarray(cut)]);
}

describe('zones', () => {
  const AMSTERDAM = '(UTC+01:00) Amsterdam, Berlin, Bern';
  const inZone = (tzid: string, more: readonly string[] = [], rrule: readonly string[] = []) =>
    calendar(
      ...more,
      event('e', `DTSTART;TZID=${tzid}:20270702T220000`, `DTEND;TZID=${tzid}:20270703T020000`, ...rrule),
    );
  const fixed = (tzid: string, offset: string, ...more: readonly string[]) => [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    ...more,
    'BEGIN:STANDARD',
    'DTSTART:16010101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ];

  it.each([
    ['America/New_York', 'America/New_York'],
    ['Eastern Standard Time', 'America/New_York'],
    ['W. Europe Standard Time 1', 'Europe/Berlin'],
    ['"AUS Eastern Standard Time"', 'Australia/Sydney'],
    ['/freeassociation.sourceforge.net/Europe/Berlin', 'Europe/Berlin'],
    ['/mozilla.org/20050126_1/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ])('%s is %s by its name', (tzid, zone) => {
    expect(ofZone(one(inZone(tzid))?.zone ?? '')).toBe(ofZone(zone));
    expect(said(inZone(tzid))).toEqual([]);
  });

  it('X-LIC-LOCATION names the zone of a TZID that does not', () => {
    expect(one(inZone('tz1', fixed('tz1', '+0900', 'X-LIC-LOCATION:Asia/Tokyo')))?.zone).toBe('Asia/Tokyo');
  });

  it('a name of Windows means the home zone where that is one of its zones', () => {
    expect(one(inZone('W. Europe Standard Time'), { zone: 'Europe/Vienna' })?.zone).toBe('Europe/Vienna');
  });

  it('the home zone is preferred among those that keep the hours, another one taken where it does not', () => {
    const file = inZone(AMSTERDAM, windowsZone(AMSTERDAM.replaceAll(',', '\\,')));
    expect(one(file, { zone: 'Europe/Vienna' })?.zone).toBe('Europe/Vienna');
    expect(one(file, { zone: 'Asia/Tokyo' })?.zone).toBe('Europe/Berlin');
    expect(one(inZone('ours', fixed('ours', '+0545')))?.zone).toMatch(/^Asia\/Kat/);
  });

  it('hours that no zone keeps: once is placed by its offset, a series cannot be', () => {
    const odd = fixed('Ship time', '+0317');
    expect(one(inZone('Ship time', odd))).toMatchObject({
      zone: 'UTC',
      startLocal: '2027-07-02T18:43',
      endLocal: '2027-07-02T22:43',
    });
    const series = inZone('Ship time', odd, ['RRULE:FREQ=DAILY;COUNT=3']);
    expect(said(series)).toEqual([
      { at: `${lineOf(series, 'DTSTART;TZID')} refused`, what: expect.stringContaining('“Ship time”') },
    ]);
  });

  it('a zone that is neither known nor described is refused, not taken as the home zone', () => {
    const file = inZone('Middle Earth Time');
    expect(said(file)).toEqual([
      {
        at: `${lineOf(file, 'DTSTART')} refused`,
        what: expect.stringContaining('“Middle Earth Time” is not known'),
      },
    ]);
  });

  it('floating times are read in the zone asked for, UTC stays UTC also in a series', () => {
    const floating = calendar(event('f', 'DTSTART:20270202T220000', 'DTEND:20270203T020000'));
    expect(one(floating, { zone: 'Australia/Lord_Howe' })?.zone).toBe('Australia/Lord_Howe');
    const utc = calendar(
      event('u', 'DTSTART:20270202T220000Z', 'DTEND:20270203T020000Z', 'RRULE:FREQ=WEEKLY'),
    );
    expect(one(utc)).toMatchObject({ zone: 'UTC', startLocal: '2027-02-02T22:00', rrule: 'FREQ=WEEKLY' });
  });

  it('an exception written in UTC leaves out the occurrence of that instant', () => {
    const file = nightly('RRULE:FREQ=WEEKLY;BYDAY=TU', 'EXDATE:20270209T210000Z,20270216T210000Z');
    expect(one(file)?.exDates).toEqual(['2027-02-09T22:00', '2027-02-16T22:00']);
  });
});

/** Two names of one place count as one. */
function ofZone(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}

describe('what is not as RFC 5545 has it', () => {
  it.each([
    ['COUNT and UNTIL', 'RRULE:FREQ=DAILY;COUNT=3;UNTIL=20270301T000000Z', 'COUNT or by UNTIL'],
    ['BYSETPOS alone', 'RRULE:FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS'],
    ['an endless rule below a day', 'RRULE:FREQ=HOURLY', 'FREQ=HOURLY'],
    ['a rule that is none', 'RRULE:every Tuesday', 'not a part of a recurrence rule'],
    ['an old exclusion rule', 'EXRULE:FREQ=MONTHLY', 'EXRULE is not supported'],
    ['an UNTIL that is no date', 'RRULE:FREQ=DAILY;UNTIL=20271399T000000Z', 'UNTIL'],
    ['an exception that is no date', 'EXDATE;TZID=Europe/Berlin:tomorrow', 'not a date'],
    ['half a parameter', 'RECURRENCE-ID;TZID:20270202T220000', 'RECURRENCE-ID cannot be read'],
    ['an edit of all that follows', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20270202T210000Z', 'THISANDFUTURE'],
  ])('%s is refused by the number of its line, and the next event is kept', (_, bad, why) => {
    const file = calendar(event('bad', ...NIGHT, bad), event('good', ...NIGHT));
    expect(said(file)).toEqual([{ at: `${lineOf(file, bad)} refused`, what: expect.stringContaining(why) }]);
    expect(read(file).series.map((series) => series.uid)).toEqual(['good']);
    expect(read(file).refused).toMatchObject([{ name: 'bad' }]);
  });

  it.each([
    ['no start', ['DTEND:20270203T020000Z'], 'no DTSTART', 'BEGIN:VEVENT'],
    ['no end', ['DTSTART:20270203T020000Z'], 'a start only', 'BEGIN:VEVENT'],
    ['a length that is none', ['DTSTART:20270203T020000Z', 'DURATION:4 hours'], 'length of time', 'DURATION'],
    ['a negative length', ['DTSTART:20270203T020000Z', 'DURATION:-PT1H'], 'length of time', 'DURATION'],
    [
      'an end before its start',
      ['DTSTART:20270203T020000Z', 'DTEND:20270203T010000Z'],
      'ends after it starts',
      'DTSTART',
    ],
    [
      'a day and a time',
      ['DTSTART;VALUE=DATE:20270203', 'DTEND:20270203T010000Z'],
      'not of one kind',
      'DTEND',
    ],
    ['a day that does not exist', ['DTSTART;VALUE=DATE:20270230'], 'not a date', 'DTSTART'],
    [
      'a second rule',
      [...NIGHT, 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY'],
      'this is its second',
      'RRULE:FREQ=WEEKLY',
    ],
  ])('%s is refused', (_, lines, why, at) => {
    const file = calendar(event('bad', ...lines));
    expect(said(file)).toEqual([{ at: `${lineOf(file, at)} refused`, what: expect.stringContaining(why) }]);
  });

  it.each([
    ['on the clock', 'UNTIL=20270302T220000', 'UNTIL=20270302T210000Z', 'read in Europe/Berlin'],
    ['as a day', 'UNTIL=20270302', 'UNTIL=20270302T225900Z', 'whole day'],
  ])('UNTIL %s is read as it was meant, and said so', (_, until, meant, why) => {
    const file = nightly(`RRULE:FREQ=WEEKLY;${until}`);
    expect(one(file)?.rrule).toBe(`FREQ=WEEKLY;${meant}`);
    expect(said(file)).toEqual([
      { at: `${lineOf(file, 'RRULE')} adjusted`, what: expect.stringContaining(why) },
    ]);
  });

  it('UNTIL as an instant keeps the last of a series of whole days', () => {
    const weekend = (until: string) =>
      one(calendar(event('w', 'DTSTART;VALUE=DATE:20270403', `RRULE:FREQ=DAILY;UNTIL=${until}`)))?.rrule;
    expect(weekend('20270430T220000Z')).toBe('FREQ=DAILY;UNTIL=20270430T220000Z'); // 1 May in Berlin
    expect(weekend('20270501T000000Z')).toBe('FREQ=DAILY;UNTIL=20270430T220000Z');
  });

  it('seconds make a window longer, never shorter', () => {
    const file = calendar(event('s', 'DTSTART:20270202T220030Z', 'DTEND:20270202T235959Z'));
    expect(one(file)).toMatchObject({ startLocal: '2027-02-02T22:00', endLocal: '2027-02-03T00:00' });
    expect(said(file)[0]?.what).toContain('Seconds');
  });

  it('a first day that the rule does not give still happens, as the program it came from shows it', () => {
    const file = calendar(
      event('x', 'DTSTART:20270203T220000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=TU'),
    );
    expect(one(file)?.rDates).toEqual(['2027-02-03T22:00']);
    expect(said(file)[0]?.what).toContain('does not give the first day');
  });

  it('a period of another length becomes an edited occurrence, one of the same length just joins', () => {
    const file = nightly(
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'RDATE;VALUE=PERIOD:20270304T210000Z/PT4H,20270305T210000Z/20270306T050000Z',
    );
    const [series] = read(file).series;
    expect(series?.master?.rDates).toEqual(['2027-03-04T22:00', '2027-03-05T22:00']);
    expect(series?.master?.exDates).toEqual(['2027-03-05T22:00']);
    expect(series?.edits).toMatchObject([
      {
        recurrenceId: '2027-03-05T22:00',
        window: { startLocal: '2027-03-05T22:00', endLocal: '2027-03-06T06:00' },
      },
    ]);
    expect(said(file)).toEqual([
      { at: `${lineOf(file, 'RDATE')} adjusted`, what: expect.stringContaining('length of its own') },
    ]);
  });

  it('an event that was never ended does not take the next one with it', () => {
    const file = calendar(event('open', ...NIGHT).replace('\r\nEND:VEVENT', ''), event('good', ...NIGHT));
    expect(read(file).series.map((series) => series.uid)).toEqual(['good']);
    expect(said(file)).toEqual([
      { at: `${lineOf(file, 'BEGIN:VEVENT')} refused`, what: expect.stringContaining('no END:VEVENT') },
    ]);
  });

  it('a file that breaks off keeps the events before the break', () => {
    const file = calendar(event('good', ...NIGHT), event('cut', ...NIGHT));
    const cut = file.slice(0, file.lastIndexOf('DTEND'));
    expect(read(cut).series.map((series) => series.uid)).toEqual(['good']);
    expect(said(cut).map((line) => line.at)).toEqual(['1 adjusted', '11 refused']);
  });

  it('an event without a UID is known again by what it holds', () => {
    const file = calendar(event('x', ...NIGHT).replace('UID:x\r\n', ''));
    expect(read(file).series[0]?.uid).toMatch(/^no-uid:[0-9a-f]{64}$/);
    expect(read(file).series[0]?.uid).toBe(read(file).series[0]?.uid);
  });
});

describe('several events of one UID', () => {
  it('the highest SEQUENCE counts, wherever it stands', () => {
    const file = calendar(
      event('x', 'SEQUENCE:2', 'DTSTART:20270202T220000Z', 'DURATION:PT2H'),
      event('x', 'SEQUENCE:10', 'DTSTART:20270202T220000Z', 'DURATION:PT3H'),
      event('x', 'SEQUENCE:1', 'DTSTART:20270202T220000Z', 'DURATION:PT1H'),
    );
    expect(read(file).series.map((series) => series.master?.endLocal)).toEqual(['2027-02-03T01:00']);
    expect(said(file).every((line) => line.at.endsWith('adjusted') && line.what.includes('newer'))).toBe(
      true,
    );
  });

  it('two different ones of the same age: the second is refused by its line, not dropped in silence', () => {
    const file = calendar(event('x', ...NIGHT), event('x', ...NIGHT).replace('SUMMARY:x', 'SUMMARY:Another'));
    expect(read(file).series).toHaveLength(1);
    expect(said(file)).toEqual([{ at: '11 refused', what: expect.stringContaining('same UID (line 4)') }]);
  });

  it('occurrences of a refused series are refused with it', () => {
    const file = calendar(
      event('x', ...NIGHT, 'RRULE:FREQ=HOURLY'),
      event('x', 'RECURRENCE-ID:20270209T210000Z', ...NIGHT),
    );
    const second = file.split('\r\n').lastIndexOf('BEGIN:VEVENT') + 1;
    expect(said(file).map((line) => line.at)).toEqual([
      `${lineOf(file, 'RRULE')} refused`,
      `${second} refused`,
    ]);
    expect(read(file).refused).toHaveLength(2);
  });

  it('what was cancelled is not kept, whether the event or the whole file says so', () => {
    const cancelled = calendar(event('x', ...NIGHT, 'STATUS:CANCELLED'));
    const method = calendar('METHOD:CANCEL', event('x', ...NIGHT));
    for (const file of [cancelled, method])
      expect(read(file).series).toMatchObject([{ uid: 'x', master: null, cancelled: true }]);
  });
});

// What took the square of its input would run into the time limit of the test.
describe('what is there without end', () => {
  it('a property a hundred thousand times over takes no square of that', () => {
    expect(one(nightly('SUMMARY:again\r\n'.repeat(100_000)))?.name).toBe('night');
  });

  it('parameters that do not end are refused with their event, and only with it', () => {
    const endless = `DTSTART;${'X=1;'.repeat(1_000_000)}TZID=Europe/Berlin:20270202T220000`;
    const file = calendar(event('endless', endless), event('good', ...NIGHT));
    expect(said(file)).toEqual([
      { at: `${lineOf(file, 'DTSTART')} refused`, what: expect.stringContaining('cannot be read') },
    ]);
    expect(read(file).series.map((series) => series.uid)).toEqual(['good']);
  });

  it('more remarks than a call takes arguments are all reported', () => {
    const days = `EXDATE;VALUE=DATE:${Array.from({ length: 900 }, () => '20270209').join(',')}`;
    const many = Array.from({ length: 300 }, (_, n) => event(`e${n}`, ...NIGHT, 'RRULE:FREQ=WEEKLY', days));
    expect(read(calendar(...many)).report).toHaveLength(270_000);
  });

  it('more days than a series can keep are refused by their line, also when the first start is one too many', () => {
    const days = (count: number) =>
      Array.from(
        { length: count },
        (_, n) =>
          `${new Date(Date.UTC(2030, 0, 1 + n)).toISOString().slice(0, 10).replaceAll('-', '')}T220000Z`,
      ).join(',');
    for (const [name, list] of [
      ['EXDATE', days(1001)],
      ['RDATE', days(1001)],
    ] as const) {
      const file = nightly('RRULE:FREQ=DAILY', `${name}:${list}`);
      expect(said(file)).toEqual([
        { at: `${lineOf(file, name)} refused`, what: expect.stringContaining('At most 1000 days') },
      ]);
    }
    const late = nightly('RRULE:FREQ=WEEKLY;BYDAY=FR', `RDATE:${days(1000)}`);
    expect(said(late)).toEqual([
      { at: `${lineOf(late, 'DTSTART')} refused`, what: expect.stringContaining('At most 1000 days') },
    ]);
  });

  it('a date that is none is named as it stands in the file', () => {
    const file = calendar(event('x', 'DTSTART:tomorrow', 'DURATION:PT1H'));
    expect(said(file)[0]?.what).toBe('“tomorrow” is not a date or time.');
  });
});

it('nothing that a file holds breaks the reader: every event is kept or refused', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (const file of [outlook, google, exchangeServer, apple]) {
    for (let round = 0; round < 150; round += 1) {
      const bytes = Buffer.from(file);
      for (let hit = 0; hit < 12; hit += 1) bytes[random(bytes.length)] = random(256);
      try {
        for (const line of read(bytes).report) expect(line.line).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ code: 'REFUSED' });
      }
    }
  }
});

describe('what would take too long or too much', () => {
  it('a parameter that never ends is refused by its line instead of being searched again and again', () => {
    const file = nightly(`RDATE;X=${'a=,;"'.repeat(40_000)}`);
    expect(said(file)).toEqual([
      { at: `${lineOf(file, 'RDATE')} refused`, what: expect.stringMatching(/\.$/) },
    ]);
  });

  it('an event with thousands of days left out is refused with the limit, others of the file are read', () => {
    const days = Array.from({ length: 1001 }, (_, at) =>
      new Date(Date.UTC(2027, 1, 2 + at, 22)).toISOString().slice(0, 16).replace(/[-:]/g, ''),
    );
    const file = calendar(
      event('much', ...NIGHT, 'RRULE:FREQ=DAILY', `EXDATE;TZID=Europe/Berlin:${days.join('00,')}00`),
      event('fine', ...NIGHT),
    );
    const found = read(file);
    expect(found.series.map(({ uid }) => uid)).toEqual(['fine']);
    expect(found.report[0]).toMatchObject({
      severity: 'refused',
      what: expect.stringContaining('At most 1000 days'),
    });
  });
});
