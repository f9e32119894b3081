import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrateStore, NewerThanApp } from '#db/migrate.ts';
import { fileAt, journal, migrationsUpTo } from '#test/support/migrations.ts';
import { tempFolder } from '#test/support/store.ts';

let place = tempFolder();
beforeEach(() => {
  place = tempFolder();
});
let sqlite: Database.Database | null = null;
afterEach(() => {
  sqlite?.close();
  sqlite = null;
  place.remove();
});

const at = (last: number) => {
  sqlite = fileAt(last, place.folder);
  return sqlite;
};
const apply = (file: Database.Database, last: number, backUp = () => {}) =>
  migrateStore(file, migrationsUpTo(last, place.folder), backUp);

/** One entry per migration: what must be true of rows that were there before it. */
const proofs: Record<string, () => void> = {
  '0000_the_first_tables': () => {
    const file = at(-1);
    apply(file, 0);
    insertChange(file, 'CHG-A1', 'Route refunds', '[]');
    expect(() => file.exec("INSERT INTO counter VALUES ('CHG', 'three')")).toThrow('cannot store TEXT');
    expect(() => insertChange(file, 'CHG-A1', 'same id', '[]')).toThrow('UNIQUE');
    expect(file.prepare("SELECT planned_sort AS at FROM change WHERE ref = 'CHG-A1'").get()).toEqual({
      at: 9007199254740991,
    });
  },
  '0001_search_and_services_of_changes': () => {
    const file = at(0);
    insertChange(file, 'CHG-A1', 'Route refunds over the acquirer', '["s1","s2","s1"]');
    apply(file, 1);
    const found = (text: string) =>
      file.prepare('SELECT rowid FROM change_fts WHERE change_fts MATCH ?').all(text).length;
    expect(found('refunds')).toBe(1);
    expect(file.prepare('SELECT service_id FROM change_service ORDER BY 1').pluck().all()).toEqual([
      's1',
      's2',
    ]);
    file.exec(`UPDATE change SET title = 'Pay out', service_ids = '["s3"]'`);
    expect([found('refunds'), found('pay')]).toEqual([0, 1]);
    expect(file.prepare('SELECT service_id FROM change_service').pluck().all()).toEqual(['s3']);
    expect(file.prepare('SELECT title FROM change').pluck().all()).toEqual(['Pay out']);
  },
  '0002_trains_conflicts_and_edges_of_windows': () => {
    const file = at(1);
    insertChange(file, 'CHG-A1', 'Route refunds', '[]');
    file.exec(`UPDATE change SET planned_start = '{"at":1000}'`);
    file.exec(
      `INSERT INTO window_rule (id, name, kind, hard, zone, start_local, end_local, rrule, protection_minutes, service_ids, environment_ids, team_ids)
       VALUES ('w1', 'Nights', 'allow', 1, 'UTC', '2027-01-01T22:00', '2027-01-02T02:00', '', 0, '[]', '[]', '[]')`,
    );
    file.exec(`INSERT INTO workspace (id, name, zone) VALUES ('w', 'Northwind', 'UTC')`);
    apply(file, 2);
    expect(
      file.prepare('SELECT all_day, ex_dates, r_dates, traffic, series_id FROM window_rule').get(),
    ).toEqual({
      all_day: 0,
      ex_dates: '[]',
      r_dates: '[]',
      traffic: 'usual',
      series_id: null,
    });
    expect(file.prepare('SELECT hours, lead_minutes FROM workspace').get()).toEqual({
      hours: null,
      lead_minutes: '{"emergency":0,"normal":0,"standard":0}',
    });
    expect(file.prepare('SELECT planned_until, external_ref FROM change').get()).toEqual({
      planned_until: 3_601_000,
      external_ref: '',
    });
    expect(() =>
      file.exec(
        `INSERT INTO cab_meeting (id, ref, name, start, minutes, place) VALUES ('m', 'CAB-A1', 'Weekly', '{"at":5}', 'an hour', '')`,
      ),
    ).toThrow('cannot store TEXT');
  },
  '0003_tickets_approvals_meetings_and_packs': () => {
    const file = at(2);
    insertChange(file, 'CHG-A1', 'Route refunds', '[]');
    file.exec(
      `INSERT INTO person (id, name, email, phone, initials, roles) VALUES ('p', 'Ana', '', '', 'A', '[]')`,
    );
    file.exec(
      `INSERT INTO cab_meeting (id, ref, name, start, minutes, place) VALUES ('m', 'CAB-A1', 'Weekly', '{"at":5}', 60, '')`,
    );
    apply(file, 3);
    expect(
      file
        .prepare(
          'SELECT title, pull_requests, attachments, origin, build, risk_answers, criteria, unauthorised, round, flow, approve_by FROM change',
        )
        .get(),
    ).toEqual({
      title: 'Route refunds',
      pull_requests: '[]',
      attachments: '[]',
      origin: null,
      build: null,
      risk_answers: '{}',
      criteria: '{}',
      unauthorised: 0,
      round: 1,
      flow: null,
      approve_by: null,
    });
    expect(
      file.prepare('SELECT start_at, member_ids, quorum, ended_at, record FROM cab_meeting').get(),
    ).toEqual({
      start_at: 5,
      member_ids: '[]',
      quorum: 0,
      ended_at: null,
      record: '',
    });
    expect(file.prepare('SELECT name, delegate_id FROM person').get()).toEqual({
      name: 'Ana',
      delegate_id: null,
    });
    file.exec(`INSERT INTO change_policy (id, key, value) VALUES ('a', 'criteria', '[]')`);
    expect(() =>
      file.exec(`INSERT INTO change_policy (id, key, value) VALUES ('b', 'criteria', '[]')`),
    ).toThrow('UNIQUE');
    expect(() => file.exec("INSERT INTO content VALUES ('hash', 'text', 1)")).toThrow('cannot store TEXT');
  },
  '0004_back_outs_votes_and_moments_of_runs': () => {
    const file = at(3);
    insertChange(file, 'CHG-A1', 'Route refunds', '[]');
    file.exec(
      `INSERT INTO run (id, release_id, name, kind, planned_start_at, decision_minutes, validation_minutes, outcome)
       VALUES ('r1', 'rel1', 'Night', 'live', 1000, 5, 10, '')`,
    );
    file.exec(
      `INSERT INTO step (id, run_id, number, section, title, short_title, instructions, kind, owner_role, planned_minutes,
         undo, undo_title, position, depends_on)
       VALUES ('s1', 'r1', 1, 'Deployment', 'Deploy', '', '', 'gate', '', 10, 'steps', '', 'a0', '[]')`,
    );
    file.exec(
      `INSERT INTO note (id, run_id, kind, text, actor_id, occurred_at, recorded_at) VALUES ('n1', 'r1', 'note', 'Hm', 'p', 1, 1)`,
    );
    apply(file, 4);
    expect(file.prepare('SELECT text, role FROM note').all()).toEqual([{ text: 'Hm', role: null }]);
    expect(file.prepare('SELECT backs_out_id, restored_at FROM run').all()).toEqual([
      { backs_out_id: null, restored_at: null },
    ]);
    expect(file.prepare('SELECT undoes_id, voter_ids FROM step').all()).toEqual([
      { undoes_id: null, voter_ids: '[]' },
    ]);
    expect(file.prepare('SELECT awaiting_replanning FROM change').pluck().get()).toBeNull();
    expect(() =>
      file.exec(
        "INSERT INTO run_event (id, run_id, kind, comment, actor_id, occurred_at, recorded_at) VALUES ('e', 'r1', 'suspend', '', 'p', 'now', 1)",
      ),
    ).toThrow('cannot store TEXT');
  },
  '0005_evidence_attempts_versions_and_links': () => {
    const file = at(4);
    file.exec(
      `INSERT INTO step (id, run_id, number, section, title, short_title, instructions, kind, owner_role, planned_minutes,
         undo, undo_title, position, depends_on)
       VALUES ('s1', 'r1', 1, 'Deployment', 'Deploy', '', '', 'manual', '', 10, 'steps', '', 'a0', '[]')`,
    );
    file.exec(
      `INSERT INTO template_step (id, template_id, section, title, short_title, instructions, kind, owner_role,
         planned_minutes, undo, undo_title, position, depends_on)
       VALUES ('t1', 'T', 'Deployment', 'Deploy', '', '', 'manual', '', 10, 'steps', '', 'a0', '[]')`,
    );
    apply(file, 5);
    for (const table of ['step', 'template_step'])
      expect(
        file.prepare(`SELECT evidence, on_failure, automation, offset_minutes FROM ${table}`).all(),
      ).toEqual([{ evidence: '', on_failure: '', automation: null, offset_minutes: null }]);
    expect(() => file.exec("INSERT INTO presenter_link VALUES ('l', 'r1', 'hash', 'yes', 1, NULL)")).toThrow(
      'cannot store TEXT',
    );
  },
};

for (const [name, proof] of Object.entries(proofs)) test(`rows survive ${name}`, proof);

test('every migration has its proof on rows', () => {
  expect(Object.keys(proofs)).toEqual(journal().entries.map((entry) => entry.tag));
});

test('a file is backed up before a migration touches it, and a new or current file is not', () => {
  let backups = 0;
  const count = () => {
    backups += 1;
  };
  const file = at(-1);
  apply(file, 0, count);
  expect(backups).toBe(0);
  apply(file, 1, count);
  expect(backups).toBe(1);
  apply(file, 1, count);
  expect(backups).toBe(1);
});

test('an older app refuses a newer file instead of writing into a schema it does not know', () => {
  const file = at(1);
  expect(() => apply(file, 0)).toThrow(NewerThanApp);
});

test('a migration that was edited after it was applied is noticed', () => {
  const file = at(1);
  const folder = migrationsUpTo(1, place.folder);
  const sql = join(folder, '0000_the_first_tables.sql');
  writeFileSync(sql, `${readFileSync(sql, 'utf8')}\n-- an afterthought`);
  expect(() => migrateStore(file, folder, () => {})).toThrow(NewerThanApp);
});

test('a migration merged with an older date is refused instead of being skipped', () => {
  const file = at(0);
  const folder = migrationsUpTo(1, place.folder, (kept) => {
    const [first, second] = kept.entries;
    if (first && second) second.when = first.when - 1000;
  });
  expect(() => migrateStore(file, folder, () => {})).toThrow('dated before');
});

function insertChange(file: Database.Database, ref: string, title: string, services: string): void {
  const columns = (
    file.pragma('table_info(change)') as { name: string; type: string; notnull: number }[]
  ).filter((column) => column.notnull === 1);
  const given: Record<string, unknown> = { id: ref, ref, title, service_ids: services, state: 'New' };
  const values = columns.map(
    ({ name, type }) => given[name] ?? (type === 'INTEGER' ? 0 : name.endsWith('s') ? '[]' : ''),
  );
  file
    .prepare(
      `INSERT INTO change (${columns.map((c) => c.name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    .run(...values);
}
