import { afterAll, beforeAll, expect, test } from 'vitest';
import { aheadIn, bookedBatches, changesIn, loadSubject } from '#db/queries/bookables.ts';
import { failRates } from '#db/queries/change-risk.ts';
import { changeGroups, changePage, countChanges } from '#db/queries/change-table.ts';
import { recordsAbout } from '#db/queries/conflict-records.ts';
import { changeByExternalRef, changeByOwnRef, changesPlannedIn } from '#db/queries/external.ts';
import { planningFacts } from '#db/queries/planning-facts.ts';
import { searchEverything } from '#db/queries/search.ts';
import { timelinePage } from '#db/queries/timeline.ts';
import { todayView } from '#db/queries/today.ts';
import { nextOpen } from '#db/rescore.ts';
import type { Store } from '#db/store.ts';
import type { ChangeFilter, ChangeSort } from '#shared/contract/changes.ts';
import { type ChangeId, newId, type ReleaseId, type ServiceId } from '#shared/domain/ids.ts';
import { openTestStore, tempFolder } from '#test/support/store.ts';

const place = tempFolder();
let store: Store;
beforeAll(() => {
  store = openTestStore(place.folder);
});
afterAll(() => {
  store.close();
  place.remove();
});

/** Runs the work and answers with SQLite's plan lines of every statement it prepared. */
async function plansOf(work: (store: Store) => unknown): Promise<string[]> {
  const seen: string[] = [];
  const watched: Store = {
    ...store,
    db: {
      ...store.db,
      rows: (sql, ...params) => {
        const plan = store.db.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params);
        seen.push(...plan.map((line) => line.detail));
        return store.db.rows(sql, ...params);
      },
      row: (sql, ...params) => {
        const plan = store.db.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params);
        seen.push(...plan.map((line) => line.detail));
        return store.db.row(sql, ...params);
      },
    },
  };
  await work(watched);
  return seen;
}

/** A scan of a growing table without an index, or a sort that holds all of it. */
const isSlow = (line: string) =>
  /^SCAN (change|c|slot|s|log_entry|log_op|e)\b(?!.*USING (COVERING )?INDEX)/.test(line);

const page =
  (sort: ChangeSort[], filter: ChangeFilter = {}) =>
  (watched: Store) =>
    changePage(watched, { filter, sort, offset: 0, limit: 100 });

test.each(['ref', 'title', 'state', 'type', 'risk', 'plannedStart', 'updated'] as const)(
  'a page sorted by %s walks an index, up and down, and sorts only the page',
  async (by) => {
    for (const descending of [true, false]) {
      const plan = await plansOf(page([{ by, descending }]));
      const inner = plan.filter((line) => /SCAN change|SEARCH change/.test(line));
      expect(inner.length).toBeGreaterThan(0);
      // `ref` walks the table itself, in the order of its row numbers.
      if (by !== 'ref') expect(plan.filter(isSlow)).toEqual([]);
      expect(plan.filter((line) => line.includes('USE TEMP B-TREE')).length).toBeLessThanOrEqual(1);
    }
  },
);

test('search finds its rows by the full-text index and never scans the tickets', async () => {
  const plan = await plansOf((watched) => searchEverything(watched.db, 'pay', 10));
  expect(plan.join('\n')).toContain('VIRTUAL TABLE INDEX');
  expect(plan.filter(isSlow)).toEqual([]);
});

test('tickets of a release, of a service and on hold are found by an index', async () => {
  const id = '01890000-0000-7000-8000-000000000000';
  const filters: ChangeFilter[] = [
    { releaseId: id as ReleaseId },
    { serviceId: id as ServiceId },
    { onHold: true },
    { plannedFrom: 1, plannedUntil: 2 },
    { waitsForMe: true },
  ];
  for (const filter of filters) {
    const plan = await plansOf((watched) => countChanges(watched, filter));
    expect(plan.filter(isSlow)).toEqual([]);
  }
});

test('the history of a thing is looked up, not searched for', async () => {
  const about = { entity: 'change', id: '01890000-0000-7000-8000-000000000000' };
  const plan = await plansOf((watched) => timelinePage(watched.db, { about, limit: 50 }));
  expect(plan.filter(isSlow)).toEqual([]);
  const all = await plansOf((watched) => timelinePage(watched.db, { limit: 50 }));
  expect(all.filter((line) => line.includes('USE TEMP B-TREE'))).toEqual([]);
});

test('the first screen reads the next tickets to decide by their state, not through all of them', async () => {
  const plan = await plansOf((watched) => todayView(watched, 1_801_472_400_000));
  // Along an index it would still be as long as the table when few rows fit.
  expect(plan.filter((line) => /^SCAN c\b/.test(line))).toEqual([]);
  expect(plan.filter((line) => line.includes('change_state (state_rank=?)'))).toHaveLength(2);
});

test('what surrounds a booking is looked up by its time and people, never by reading all tickets or slots', async () => {
  const facts = planningFacts(store.db);
  const at = Date.UTC(2027, 1, 9);
  const plan = await plansOf(async ({ db }) => {
    for await (const _ of bookedBatches(db, facts, at, at + 3_600_000, 'all'));
    aheadIn(db, facts, at, at + 3_600_000);
    changesIn(db, facts, at, at + 3_600_000, 'all', { after: { at, n: 1 }, upTo: { at: at + 1, n: 1 } });
    loadSubject(db, facts, { kind: 'change', id: newId<ChangeId>() });
    recordsAbout(db, [newId()]);
  });
  expect(plan.filter(isSlow)).toEqual([]);
  const found = plan.join('\n');
  expect(found).toMatch(/change_planned \(planned_sort>\? AND planned_sort<\?\)/);
  expect(found).toMatch(/change_long \(planned_until>\?\)/);
  expect(found).toMatch(/slot_window \(window_ends_at>\?\)/);
  expect(found).toContain('conflict_record_subject (subject_id=?)');
  expect(plan.filter((line) => /^SCAN (?!bulk_group)/.test(line))).toEqual([]);
});

test('a row of a table finds its ticket, and an export its changes, without walking all of them', async () => {
  const plan = await plansOf((watched) => {
    changeByExternalRef(watched.db, 'CHG0030001');
    changeByOwnRef(watched.db, 'CHG-A1');
    changesPlannedIn(watched, 0, 86_400_000);
  });
  expect(plan.filter(isSlow)).toEqual([]);
  expect(plan.join('\n')).toMatch(/change_external[\s\S]*change_ref[\s\S]*change_planned[\s\S]*change_long/);
});

test('how the last changes of a service went is looked up by the service, the newest first, without a sort', async () => {
  const plan = await plansOf(({ db }) => failRates(db, [newId<ServiceId>()]));
  expect(plan.filter(isSlow)).toEqual([]);
  expect(plan.join('\n')).toMatch(/change_service USING PRIMARY KEY \(service_id=\?\)/);
  expect(plan.join('\n')).toMatch(/SEARCH c USING INTEGER PRIMARY KEY/);
  expect(plan.filter((line) => line.includes('USE TEMP B-TREE'))).toEqual([]);
});

test('open tickets are scored anew along the index of their states', async () => {
  const plan = await plansOf((watched) => nextOpen(watched.db, 0, { planned: 0, n: 0 }, 10));
  expect(plan.filter(isSlow)).toEqual([]);
  expect(plan.join('\n')).toContain('change_state (state_rank=? AND planned_sort=? AND n>?)');
  expect(plan.join('\n')).toContain('change_state (state_rank=? AND planned_sort>?)');
  expect(plan.filter((line) => line.includes('USE TEMP B-TREE'))).toEqual([]);
});

test('groups of the table are counted along an index, and each is paged by its own', async () => {
  const key = '01890000-0000-7000-8000-000000000000';
  for (const by of ['release', 'state', 'type', 'assignee'] as const) {
    const counted = await plansOf((watched) => changeGroups(watched, {}, by));
    expect(counted.filter((line) => /^SCAN change\b/.test(line)).join()).toMatch(
      /USING (COVERING )?INDEX change_/,
    );
  }
  for (const by of ['release', 'state', 'type', 'assignee', 'service'] as const) {
    const paged = await plansOf(page([{ by: 'plannedStart', descending: false }], { group: { by, key } }));
    expect(paged.filter(isSlow)).toEqual([]);
    expect(paged.some((line) => line.startsWith('SEARCH change'))).toBe(true);
  }
  // Open tickets are few among the finished ones: they are looked up.
  const open = await plansOf((watched) => countChanges(watched, { states: ['New', 'Scheduled'] }));
  expect(open.join()).toContain('change_state (state_rank=?)');
});
