import Database from 'better-sqlite3';
import { canonical } from '#db/chain.ts';
import { allEntities, type Entity, fromStored } from '#db/entities.ts';
import { storeFile } from '#db/open.ts';
import { verifyLog } from '#db/verify.ts';
import type { Op } from '#shared/domain/log.ts';

type Fields = Record<string, unknown>;

/**
 * What is wrong with the workspace file of a folder, in words; empty when it is sound. Checks SQLite's pages, the
 * chain of the log, the rows against a naive replay of the log, the log's index, the search index and the services of
 * changes. Reads the whole file. The file may be open elsewhere, but nothing may be written meanwhile.
 */
export function faultsOf(folder: string): string[] {
  const sqlite = new Database(storeFile(folder), { fileMustExist: true, timeout: 5000 });
  try {
    const pages = sqlite.pragma('integrity_check(3)', { simple: true });
    const chain = verifyLog(sqlite, () => undefined).fault;
    return [
      ...(pages === 'ok' ? [] : [`SQLite: ${pages}`]),
      ...(chain ? [chain] : []),
      ...(sqlite.pragma('foreign_key_check') as unknown[]).map(
        (row) => `points nowhere: ${JSON.stringify(row)}`,
      ),
      ...rowsAgainstLog(sqlite),
      ...indexAgainstLog(sqlite),
      ...searchIndex(sqlite),
      ...servicesOfChanges(sqlite),
    ];
  } finally {
    sqlite.close();
  }
}

function rowsAgainstLog(sqlite: Database.Database): string[] {
  const rows = new Map<string, Fields>();
  const faults: string[] = [];
  const entries = sqlite
    .prepare('SELECT ops_json FROM log_entry ORDER BY hlc, device, seq')
    .pluck()
    .iterate();
  for (const json of entries as Iterable<string>) {
    for (const op of JSON.parse(json) as Op[]) {
      const key = `${op.entity} ${op.id}`;
      const row = rows.get(key);
      if (op.field === '*') {
        if (row) faults.push(`${key} was made twice`);
        rows.set(key, { ...(op.value as Fields), id: op.id });
      } else if (row) row[op.field] = op.value;
      else faults.push(`${key} was changed before it was made`);
    }
  }
  for (const entity of allEntities()) {
    for (const [id, found] of rowsOf(sqlite, entity)) {
      const key = `${entity.name} ${id}`;
      const logged = rows.get(key);
      if (!logged) faults.push(`${key} is not in the log`);
      else if (canonical(logged) !== canonical(found))
        faults.push(`${key} differs from the log: ${firstDifference(logged, found)}`);
      rows.delete(key);
    }
  }
  return [...faults, ...[...rows.keys()].map((key) => `${key} is in the log only`)].slice(0, 20);
}

function* rowsOf(sqlite: Database.Database, entity: Entity): Iterable<[string, Fields]> {
  const columns = [...entity.columns];
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  for (const stored of sqlite
    .prepare(`SELECT ${names} FROM "${entity.table}"`)
    .iterate() as Iterable<Fields>) {
    const row = Object.fromEntries(
      columns.map(([field, column]) => [field, fromStored(column, stored[column.name])]),
    );
    yield [String(row.id), row];
  }
}

function firstDifference(logged: Fields, found: Fields): string {
  const fields = new Set([...Object.keys(logged), ...Object.keys(found)]);
  const field =
    [...fields].find((name) => JSON.stringify(logged[name]) !== JSON.stringify(found[name])) ?? 'order';
  return `${field} is ${JSON.stringify(found[field])}, logged ${JSON.stringify(logged[field])}`.slice(0, 300);
}

function indexAgainstLog(sqlite: Database.Database): string[] {
  const missing = sqlite
    .prepare(
      `SELECT count(*) FROM log_entry e, json_each(e.ops_json) j WHERE NOT EXISTS (
         SELECT 1 FROM log_op o WHERE o.entity_id = j.value ->> 'id' AND o.field = j.value ->> 'field'
           AND o.entry = e.n AND o.position = j.key)`,
    )
    .pluck()
    .get() as number;
  const held = sqlite.prepare('SELECT sum(json_array_length(ops_json)) FROM log_entry').pluck().get() as
    | number
    | null;
  const indexed = sqlite.prepare('SELECT count(*) FROM log_op').pluck().get() as number;
  return missing > 0 || indexed !== (held ?? 0)
    ? [`the log's index misses ${missing} operations and holds ${indexed} of ${held ?? 0}`]
    : [];
}

function searchIndex(sqlite: Database.Database): string[] {
  try {
    sqlite.prepare("INSERT INTO change_fts(change_fts, rank) VALUES ('integrity-check', 1)").run();
    return [];
  } catch (error) {
    return [`the search index does not match the changes: ${error instanceof Error ? error.message : error}`];
  }
}

function servicesOfChanges(sqlite: Database.Database): string[] {
  const wanted = 'SELECT DISTINCT j.value AS service_id, c.n AS n FROM change c, json_each(c.service_ids) j';
  const held = 'SELECT service_id, n FROM change_service';
  const differing = sqlite
    .prepare(
      `SELECT count(*) FROM (SELECT * FROM (${wanted} EXCEPT ${held}) UNION ALL SELECT * FROM (${held} EXCEPT ${wanted}))`,
    )
    .pluck()
    .get() as number;
  return differing > 0 ? [`${differing} rows of change_service do not match the changes`] : [];
}
