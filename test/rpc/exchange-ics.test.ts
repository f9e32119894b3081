import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlanner } from '#db/queries/window-plan.ts';
import { LARGEST_FILE, PIECE } from '#shared/contract/exchange.ts';
import { DAY } from '#shared/domain/time.ts';
import { importCalendar, sendFile } from '#test/support/exchange.ts';
import { asFreeze, calendar, event, google, outlook } from '#test/support/ics/files.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { stock } from '#test/support/stock.ts';
import { lastOf, MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

const NIGHT = ['DTSTART;TZID=Europe/Berlin:20270202T220000', 'DTEND;TZID=Europe/Berlin:20270203T020000'];
const entries = () => work.app().store().db.row<{ n: number }>('SELECT count(*) AS n FROM log_entry')?.n ?? 0;
const windows = () => work.client().calendar.windows();
const importFile = (content: string | Uint8Array, partial = false, as = asFreeze) =>
  importCalendar(work.client(), content, as, partial);

describe('files that are sent', () => {
  const staged = () => {
    const folder = join(work.folder, 'staging-uploads');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  it('arrive in pieces and come together in their order', async () => {
    const bytes = Buffer.from(calendar(...Array.from({ length: 400 }, (_, n) => event(`e${n}`, ...NIGHT))));
    const file = await sendFile(work.client(), bytes, 1000);
    const done = await lastOf(await work.client().exchange.previewIcs({ file, as: asFreeze }));
    expect(done).toMatchObject({ kind: 'done', added: 400, refused: 0 });
  });

  it('that are too large are refused before they fill the disk', async () => {
    const data = Buffer.alloc(PIECE).toString('base64');
    let { file } = await work.client().exchange.upload({ data });
    const send = async () => {
      for (let sent = PIECE; sent <= LARGEST_FILE; sent += PIECE)
        ({ file } = await work.client().exchange.upload({ file, data }));
    };
    await expect(send()).rejects.toMatchObject({
      code: 'REFUSED',
      data: { reason: expect.stringContaining('50 MB') },
    });
    expect(staged()).toEqual([]);
  });

  it('are refused when a piece is no base64, or belongs to a file that is not there', async () => {
    const upload = work.client().exchange.upload;
    await expect(upload({ data: '%%%%' })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(upload({ file: crypto.randomUUID(), data: 'AAAA' })).rejects.toMatchObject({
      code: 'REFUSED',
    });
    const preview = work.client().exchange.previewIcs({ file: crypto.randomUUID(), as: asFreeze });
    await expect(preview.then(lastOf)).rejects.toMatchObject({
      code: 'REFUSED',
      data: { reason: expect.stringContaining('Choose it again') },
    });
  });

  it('do not stay: not after an hour, not after a restart', async () => {
    const old = await sendFile(work.client(), 'x');
    work.clock.advance(61 * 60_000);
    const young = await sendFile(work.client(), 'y');
    expect(staged()).toEqual([young]);
    expect(young).not.toBe(old);
    await work.reopen();
    expect(staged()).toEqual([]);
  });
});

describe('a calendar file', () => {
  it('is shown before it is written, and the preview writes nothing', async () => {
    const before = entries();
    const file = await sendFile(work.client(), google);
    const done = await lastOf(await work.client().exchange.previewIcs({ file, as: asFreeze }));
    expect(done).toMatchObject({
      kind: 'done',
      source: 'Maintenance',
      added: 2,
      events: [
        {
          name: 'Tuesday night',
          change: 'new',
          rrule: 'FREQ=WEEKLY;WKST=MO;UNTIL=20270630T215959Z;BYDAY=TU',
        },
        { name: 'Tuesday night, on Thursday', change: 'new', rrule: '' },
      ],
    });
    expect(entries()).toBe(before);
    expect(await windows()).toEqual([]);
  });

  it('becomes windows that the calendar shows, moved and cancelled occurrences as they are', async () => {
    expect(await importFile(google)).toMatchObject({ added: 2, updated: 0, unchanged: 0, refused: 0 });
    const [series, edit] = (await windows()).toSorted((a, b) => a.recurrenceId.localeCompare(b.recurrenceId));
    expect(edit).toMatchObject({
      seriesId: series?.id,
      recurrenceId: '2027-03-09T22:00',
      source: 'Maintenance',
    });
    const march = { from: Date.UTC(2027, 2, 1), until: Date.UTC(2027, 3, 1) };
    const { occurrences } = await work.client().calendar.range(march);
    expect(occurrences.map((one) => one.local)).toEqual([
      '2027-03-02T22:00',
      '2027-03-11T20:00',
      '2027-03-16T22:00',
      '2027-03-30T22:00',
    ]);
  });

  it('imported again writes nothing at all', async () => {
    await importFile(google);
    const before = entries();
    expect(await importFile(google)).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
    expect(entries()).toBe(before);
  });

  it('imported in a newer version updates what it brought, and only that', async () => {
    await importFile(google);
    await importFile(outlook);
    const [before] = (await windows()).filter((one) => one.rrule !== '');
    const newer = google
      .replace('20270630T215959Z', '20270831T215959Z')
      .replace(
        /BEGIN:VEVENT\r\n(?:(?!END:VEVENT).)*RECURRENCE-ID;TZID=Europe\/Berlin:20270309.*?END:VEVENT\r\n/s,
        '',
      );
    expect(await importFile(newer)).toMatchObject({ added: 0, updated: 1, unchanged: 0 });
    const [after, ...others] = (await windows()).filter((one) => one.source === 'Maintenance');
    expect(others).toEqual([]);
    expect(after).toMatchObject({ id: before?.id, exDates: ['2027-02-16T22:00', '2027-03-23T22:00'] });
    expect(after?.rrule).toContain('20270831T215959Z');
    expect((await windows()).filter((one) => one.source === 'Company freezes')).toHaveLength(2);
  });

  it('of another calendar with the same UIDs is another calendar', async () => {
    const file = calendar(event('x', ...NIGHT));
    await importFile(file, false, { ...asFreeze, source: 'Berlin' });
    expect(await importFile(file, false, { ...asFreeze, source: 'Vienna' })).toMatchObject({ added: 1 });
    expect((await windows()).map((one) => one.source).toSorted()).toEqual(['Berlin', 'Vienna']);
  });

  it('that cancels takes out what it had brought', async () => {
    const weekly = [...NIGHT, 'RRULE:FREQ=WEEKLY'];
    await importFile(calendar(event('x', ...weekly), event('y', ...weekly)));
    await importFile(calendar(event('x', ...weekly, 'STATUS:CANCELLED')));
    expect((await windows()).map((one) => one.name)).toEqual(['y']);
    await importFile(calendar('METHOD:CANCEL', event('y', 'RECURRENCE-ID:20270209T210000Z', ...NIGHT)));
    expect((await windows()).map((one) => one.exDates)).toEqual([['2027-02-09T22:00']]);
  });

  it('with an occurrence whose series is known from before changes that series', async () => {
    await importFile(calendar(event('x', ...NIGHT, 'RRULE:FREQ=WEEKLY')));
    const moved = event('x', 'RECURRENCE-ID:20270209T210000Z', 'DTSTART:20270210T210000Z', 'DURATION:PT1H');
    expect(await importFile(calendar(moved))).toMatchObject({ added: 1 });
    const found = await windows();
    const series = found.find((one) => one.rrule !== '');
    expect(series?.exDates).toEqual(['2027-02-09T22:00']);
    expect(found.find((one) => one.rrule === '')).toMatchObject({
      seriesId: series?.id,
      recurrenceId: '2027-02-09T22:00',
    });
  });

  it('with an occurrence of a series nobody knows keeps it on its own and says so', async () => {
    const done = await importFile(calendar(event('x', 'RECURRENCE-ID:20270209T210000Z', ...NIGHT)));
    expect(done).toMatchObject({
      added: 1,
      adjusted: 1,
      report: [{ what: expect.stringContaining('not in the file') }],
    });
    expect(await windows()).toMatchObject([{ seriesId: null, recurrenceId: '2027-02-09T22:00' }]);
  });

  it('leaves alone an occurrence that was edited here', async () => {
    const file = calendar(event('x', ...NIGHT, 'RRULE:FREQ=WEEKLY;BYDAY=TU'));
    await importFile(file);
    const [series] = await windows();
    if (series === undefined) throw new Error('The series is missing');
    await work.client().calendar.editOccurrence({
      id: series.id,
      local: '2027-02-09T22:00',
      scope: 'this',
      fields: { startLocal: '2027-02-09T23:00', endLocal: '2027-02-10T02:00' },
    });
    await importFile(file);
    const week = { from: Date.UTC(2027, 1, 8), until: Date.UTC(2027, 1, 12) };
    const { occurrences } = await work.client().calendar.range(week);
    expect(occurrences.map((one) => one.local)).toEqual(['2027-02-09T23:00']);
  });

  it('with a fault imports nothing, unless the good part is asked for', async () => {
    const file = calendar(event('good', ...NIGHT), event('bad', ...NIGHT, 'RRULE:FREQ=HOURLY'));
    await expect(importFile(file)).rejects.toMatchObject({
      code: 'REFUSED',
      data: { reason: expect.stringContaining('Line 17: ') },
    });
    expect(await windows()).toEqual([]);
    expect(await importFile(file, true)).toMatchObject({
      added: 1,
      refused: 1,
      report: [{ line: 17, about: 'bad', severity: 'refused' }],
    });
    expect((await windows()).map((one) => one.name)).toEqual(['good']);
  });

  it('is refused with a scope that is not there', async () => {
    const as = { ...asFreeze, serviceIds: [crypto.randomUUID() as never] };
    await expect(importFile(calendar(event('x', ...NIGHT)), false, as)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('thousands of events', () => {
  const many = (count: number) =>
    calendar(
      ...Array.from({ length: count }, (_, n) => event(`e${n}`, ...NIGHT, 'RRULE:FREQ=WEEKLY;COUNT=3')),
    );

  it('are written under one group, in entries of at most 500 rows, and the file is sound', async () => {
    expect(await importFile(many(1200))).toMatchObject({ added: 1200 });
    const { db } = work.app().store();
    const rows = db.rows<{ ops: number; group_id: string }>(
      "SELECT json_array_length(ops_json) AS ops, group_id FROM log_entry WHERE reason LIKE 'Calendar imported%'",
    );
    expect(rows.reduce((sum, row) => sum + row.ops, 0)).toBe(1200);
    expect(Math.max(...rows.map((row) => row.ops))).toBeLessThanOrEqual(500);
    expect(new Set(rows.map((row) => row.group_id)).size).toBe(1);
    await work.close();
    expect(faultsOf(work.folder)).toEqual([]);
    await work.reopen();
  });

  it('are looked up by an index: each event asks once, so a scan would be paid thousands of times', () => {
    const { db } = work.app().store();
    const plans: string[] = [];
    const watched: typeof db = {
      ...db,
      rows: (sql, ...params) => {
        plans.push(
          ...db.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params).map((one) => one.detail),
        );
        return db.rows(sql, ...params);
      },
    };
    const planner = createPlanner(watched, asFreeze);
    plans.length = 0;
    planner(watched, { uid: 'x', source: 'y', line: 1, master: null, cancelled: false, edits: [] });
    expect(plans).toEqual([expect.stringContaining('USING INDEX window_rule_uid')]);
  });

  it('left half-way are taken back', async () => {
    await importFile(calendar(event('e3', ...NIGHT).replace('SUMMARY:e3', 'SUMMARY:As it was')));
    const file = await sendFile(work.client(), many(5000));
    const stream = await work.client().exchange.importIcs({ file, as: asFreeze, partial: false });
    for await (const step of stream)
      if (step.kind === 'progress' && step.progress.what === 'Writing windows' && step.progress.done > 50)
        break;
    expect((await windows()).map((one) => [one.name, one.rrule])).toEqual([['As it was', '']]);
  });
});

describe('the calendar handed on', () => {
  it('holds what is planned, by layers, and comes back into its own workspace as what it is', async () => {
    const other = openWorkspace();
    try {
      const { windowId, changes, release } = await stock(other);
      const client = other.client();
      const [change] = changes;
      if (change === undefined) throw new Error('The change is missing');
      await client.calendar.editOccurrence({
        id: windowId,
        local: '2027-02-09T22:00',
        scope: 'this',
        fields: { startLocal: '2027-02-09T23:00' },
      });
      await client.cab.add({
        name: 'CAB',
        start: { local: '2027-02-04T10:00', zone: 'Europe/Berlin' },
        minutes: 60,
      });
      await client.calendar.move({
        subject: { kind: 'release', id: release.id },
        start: { local: '2027-02-02T22:30', zone: 'Europe/Berlin' },
        minutes: 60,
      });
      const range = { from: MONDAY, until: MONDAY + 14 * DAY };
      const { text } = await client.exchange.exportIcs({ ...range, layers: ['allow', 'release', 'meeting'] });
      expect(text).toContain('X-WR-CALNAME:Northwind');
      expect(text).toContain(release.ref);
      expect(text).toContain('CAB-A1 CAB');
      expect(text).not.toContain(change.ref);
      const onlyWindows = await client.exchange.exportIcs({ ...range, layers: ['allow', 'deny', 'inform'] });
      const before = await client.calendar.windows();
      expect(await importCalendar(client, onlyWindows.text, asFreeze)).toMatchObject({
        added: 0,
        updated: 0,
        unchanged: 2,
      });
      expect(await client.calendar.windows()).toEqual(before);
      // What is no window does not come in as one.
      expect(await importCalendar(client, text, asFreeze, true)).toMatchObject({ added: 0, refused: 2 });
    } finally {
      await other.remove();
    }
  });

  it('in a workspace that knows none of its services keeps the scope chosen there, never everything', async () => {
    const other = openWorkspace();
    try {
      await stock(other);
      const range = { from: MONDAY, until: MONDAY + 14 * DAY, layers: ['allow' as const] };
      const { text } = await other.client().exchange.exportIcs(range);
      const { environments } = await work.client().catalogue.list();
      const as = { ...asFreeze, environmentIds: environments.slice(0, 1).map((one) => one.id) };
      expect(await importFile(text, false, as)).toMatchObject({ added: 1, adjusted: 1 });
      expect(await windows()).toMatchObject([
        { kind: 'allow', protectionMinutes: 60, environmentIds: as.environmentIds },
      ]);
    } finally {
      await other.remove();
    }
  });
});

describe('public holidays', () => {
  const bavaria = { country: 'DE', region: 'BY', fromYear: 2027, untilYear: 2028, zone: 'Europe/Berlin' };

  it('are whole days of low traffic, as many as the region keeps', async () => {
    const added = await work.client().exchange.addHolidays(bavaria);
    expect(added.unchanged).toBe(0);
    const found = await windows();
    expect(found).toHaveLength(added.added);
    expect(found.find((one) => one.startLocal === '2027-01-06T00:00')).toMatchObject({
      name: 'Epiphany',
      kind: 'inform',
      traffic: 'low',
      allDay: true,
      endLocal: '2027-01-07T00:00',
      source: 'Public holidays DE',
    });
  });

  it('are not doubled when added again, nor by another region of the country', async () => {
    const { added } = await work.client().exchange.addHolidays(bavaria);
    expect(await work.client().exchange.addHolidays(bavaria)).toEqual({ added: 0, unchanged: added });
    const berlin = await work.client().exchange.addHolidays({ ...bavaria, region: 'BE' });
    expect(berlin.added).toBeLessThan(4);
    const days = (await windows()).map((one) => `${one.startLocal} ${one.name}`);
    expect(days).toEqual([...new Set(days)]);
  });

  it('of every country can be added', async () => {
    const countries = await work.client().exchange.holidayCountries();
    expect(countries.length).toBeGreaterThan(150);
    expect(countries.find((one) => one.code === 'DE')?.regions).toContainEqual({
      code: 'BY',
      name: 'Bayern',
    });
    for (const { code } of countries.filter((_, at) => at % 12 === 0)) {
      const one = { ...bavaria, country: code, region: '', untilYear: 2027 };
      await work
        .client()
        .exchange.addHolidays(one)
        .catch((error) => expect(error).toMatchObject({ code: 'REFUSED' }));
    }
    const { occurrences } = await work
      .client()
      .calendar.range({ from: Date.UTC(2027, 0, 1), until: Date.UTC(2028, 0, 1) });
    expect(occurrences.length).toBeGreaterThan(100);
  });

  it('are refused for places and years that nothing is known of', async () => {
    const add = work.client().exchange.addHolidays;
    await expect(add({ ...bavaria, country: 'ZZ' })).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(add({ ...bavaria, untilYear: 2026 })).rejects.toMatchObject({ code: 'REFUSED' });
  });
});
