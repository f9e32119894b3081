import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { write } from '#db/log.ts';
import { createChange, patchChange } from '#db/queries/changes.ts';
import { person } from '#db/schema/people.ts';
import { innerOf, type Store } from '#db/store.ts';
import { verifyLog } from '#db/verify.ts';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Op } from '#shared/domain/log.ts';
import { openTestStore, tempFolder, who } from '#test/support/store.ts';

const place = tempFolder();
let store: Store;
beforeEach(() => {
  store = openTestStore(place.folder);
});
afterEach(() => {
  store.close();
  place.remove();
});

const entries = () =>
  store.db.rows<{ seq: number; ops: string }>('SELECT seq, ops_json AS ops FROM log_entry ORDER BY seq');
const verdict = () => verifyLog(innerOf(store).sqlite, () => {});
const somebody = (name: string) => ({
  id: newId<PersonId>(),
  name,
  email: '',
  phone: '',
  initials: 'X',
  zone: null,
  teamId: null,
  roles: [],
});

test('a write that throws half-way leaves neither its rows nor an entry', () => {
  expect(() =>
    write(store, who, 'breaks', (tx) => {
      tx.insert(person, somebody('Ada'));
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(store.db.rows('SELECT 1 FROM person')).toHaveLength(0);
  expect(entries()).toHaveLength(0);
  write(store, who, 'goes on', (tx) => tx.insert(person, somebody('Bo')));
  expect(entries().map((entry) => entry.seq)).toEqual([1]);
  expect(verdict().fault).toBeNull();
});

test('an asynchronous write is refused, as its second half would run outside the transaction', () => {
  expect(() =>
    write(store, who, 'late', async (tx) => {
      tx.insert(person, somebody('Ada'));
    }),
  ).toThrow('synchronous');
  expect(store.db.rows('SELECT 1 FROM person')).toHaveLength(0);
});

test('saving the same value again writes no entry and tells nobody', () => {
  const row = somebody('Ada');
  write(store, who, 'added', (tx) => tx.insert(person, row));
  const heard: string[] = [];
  store.onCommit((topics) => heard.push(...topics));
  write(store, who, 'same', (tx) => tx.patch(person, row.id, { name: 'Ada', roles: [] }));
  expect(entries()).toHaveLength(1);
  expect(heard).toEqual([]);
});

test('topics are told after the commit, never for a write that failed', () => {
  const heard: string[][] = [];
  store.onCommit((topics) => {
    expect(innerOf(store).sqlite.inTransaction).toBe(false);
    heard.push([...topics]);
  });
  const made = createChange(store, who, { title: 'One' });
  expect(() =>
    patchChange(store, who, made.id, { releaseId: undefined as never, title: null as never }),
  ).toThrow();
  expect(heard).toHaveLength(1);
  expect(heard[0]).toContain('changes');
  expect(heard[0]).toContain(`changes/${made.id}`);
});

test('an operation names the entry whose value its author saw', () => {
  const made = createChange(store, who, { title: 'One' });
  patchChange(store, who, made.id, { title: 'Two' });
  patchChange(store, who, made.id, { title: 'Three' });
  const bases = entries().map(
    ({ ops }) => (JSON.parse(ops) as Op[]).find((op) => op.field === 'title' || op.field === '*')?.base,
  );
  expect(bases).toEqual([null, [store.device.id, 1], [store.device.id, 2]]);
});

test('references count on after a restart and never repeat', () => {
  createChange(store, who, { title: 'One' });
  store.close();
  store = openTestStore(place.folder);
  expect(createChange(store, who, { title: 'Two' }).ref).toBe('CHG-A2');
});

test.each([
  ['a reason was reworded', "UPDATE log_entry SET reason = 'harmless' WHERE seq = 2"],
  ['a value was replaced', "UPDATE log_entry SET ops_json = replace(ops_json, 'Two', 'Tow') WHERE seq = 2"],
  ['an actor was exchanged', "UPDATE log_entry SET actor = 'somebody' WHERE seq = 2"],
  ['a time was moved', 'UPDATE log_entry SET at = at - 60000 WHERE seq = 2'],
  ['an entry was taken out', 'DELETE FROM log_entry WHERE seq = 2'],
  [
    'two entries were swapped',
    'UPDATE log_entry SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE seq > 1; UPDATE log_entry SET seq = -seq WHERE seq < 0',
  ],
  ['the last entry was signed by nobody', "UPDATE log_entry SET signature = 'AAAA' WHERE seq = 3"],
])('the check of the log sees that %s', (_what, sql) => {
  const made = createChange(store, who, { title: 'One' });
  patchChange(store, who, made.id, { title: 'Two' });
  patchChange(store, who, made.id, { title: 'Three' });
  expect(verdict()).toEqual({ entries: 3, fault: null });
  const knife = new Database(store.file);
  knife.exec(sql);
  knife.close();
  expect(verdict().fault).not.toBeNull();
});

test('the reading side refuses SQL that writes', () => {
  expect(() => store.db.rows('DELETE FROM person')).toThrow('Not a reading statement');
});
