import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allEntities } from '#db/entities.ts';
import { applyOps } from '#db/replay.ts';
import { innerOf, type Store } from '#db/store.ts';
import type { Op } from '#shared/domain/log.ts';
import { openTestStore, tempFolder } from '#test/support/store.ts';
import { MONDAY, openWorkspace } from '#test/support/workspace.ts';

/** Every row of every logged table, without this file's own row numbers. */
function rowsOf(store: Store) {
  return Object.fromEntries(
    [...allEntities()].map(({ name, table, columns }) => [
      name,
      store.db.rows(
        `SELECT ${[...columns.values()].map((c) => `"${c.name}"`).join(', ')} FROM "${table}" ORDER BY id`,
      ),
    ]),
  );
}

const action = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    title: fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
  }),
  fc.record({
    kind: fc.constant('edit' as const),
    at: fc.nat(),
    text: fc.string({ unit: 'binary' }),
    minutes: fc.nat(600),
  }),
  fc.record({ kind: fc.constant('hold' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('release' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('window' as const), hour: fc.integer({ min: 10, max: 22 }) }),
);

test('a file rebuilt from its log has the rows of the file that wrote it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
      const work = openWorkspace();
      const empty = tempFolder();
      try {
        await work.create();
        const client = work.client();
        const ids: Awaited<ReturnType<typeof client.changes.create>>['id'][] = [];
        const pick = (at: number) => ids[at % Math.max(1, ids.length)];
        const ignoreRefusal = () => undefined;
        for (const one of actions) {
          switch (one.kind) {
            case 'create':
              ids.push((await client.changes.create({ title: one.title })).id);
              break;
            case 'edit': {
              const id = pick(one.at);
              const fields = {
                description: one.text,
                deploymentSteps: [{ title: one.text, minutes: one.minutes }],
                plannedStart: { local: '2027-03-28T02:30', zone: 'Europe/Berlin' },
              };
              if (id) await client.changes.patch({ id, fields }).catch(ignoreRefusal);
              break;
            }
            case 'hold': {
              const id = pick(one.at);
              if (id) await client.changes.hold({ id, onHold: true, reason: 'waits' }).catch(ignoreRefusal);
              break;
            }
            case 'undo': {
              const newest = (await client.timeline.page({ limit: 1 })).entries[0];
              if (newest)
                await client.timeline.undo({ device: newest.device, seq: newest.seq }).catch(ignoreRefusal);
              break;
            }
            case 'remove': {
              const id = pick(one.at);
              if (id) await client.changes.remove({ id, reason: 'twice' }).catch(ignoreRefusal);
              break;
            }
            case 'release': {
              const release = await client.releases.create({ name: `Release ${one.at}` });
              await client.releases
                .book({
                  id: release.id,
                  windowId: null,
                  start: { local: '2027-02-10T22:00', zone: 'UTC' },
                  minutes: 60,
                })
                .catch(ignoreRefusal);
              break;
            }
            case 'window':
              await client.calendar.addWindow({
                name: 'Nights',
                kind: 'inform',
                hard: false,
                zone: 'UTC',
                startLocal: `2027-02-10T${one.hour}:00`,
                endLocal: '2027-02-11T02:00',
                rrule: '',
                protectionMinutes: 0,
                serviceIds: [],
                environmentIds: [],
                teamIds: [],
              });
              break;
          }
        }
        const store = work.app().store();
        const rebuilt = openTestStore(empty.folder);
        const log = store.db.rows<{ ops: string }>(
          'SELECT ops_json AS ops FROM log_entry ORDER BY hlc, device, seq',
        );
        innerOf(rebuilt).sqlite.transaction(() => {
          for (const { ops } of log) applyOps(rebuilt, JSON.parse(ops) as Op[]);
        })();
        expect(rowsOf(rebuilt)).toEqual(rowsOf(store));
        rebuilt.close();
      } finally {
        await work.remove();
        empty.remove();
      }
    }),
    { numRuns: 12, seed: MONDAY % 2 ** 31 },
  );
});
