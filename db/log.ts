import type { Column } from 'drizzle-orm';
import { nextHlc } from '#shared/domain/hlc.ts';
import { type GroupId, newId, type PersonId } from '#shared/domain/ids.ts';
import type { Base, EntryHead, Op } from '#shared/domain/log.ts';
import { formatRef } from '#shared/domain/references.ts';
import { canonical, entryHash, sha256, signHash } from './chain.ts';
import { type Entity, entityOf, fromStored, type LoggedTable, toStored, wellFormed } from './entities.ts';
import { mustHoldRun } from './fence.ts';
import type { ReadDb } from './read.ts';
import { type Inner, innerOf, prepared, type Store } from './store.ts';
import { topicsOf } from './topics.ts';

/** Who acts: the operator, and the person they act for where that differs. */
export type Who = { readonly actor: PersonId; readonly onBehalfOf?: PersonId | undefined };

type Fields = Readonly<Record<string, unknown>>;

/** The writing side of one transaction. Everything done through it becomes one signed log entry. */
export type Tx = ReadDb & {
  /** Instant of the entry, ms UTC. */
  readonly now: number;
  readonly group: GroupId;
  insert<T extends LoggedTable>(table: T, row: T['$inferInsert']): T['$inferSelect'];
  /** Writes the fields that differ; answers with the row as it now is, or undefined when there is none. */
  patch<T extends LoggedTable>(
    table: T,
    id: string,
    fields: Partial<T['$inferInsert']>,
  ): T['$inferSelect'] | undefined;
  /** Marks the row as removed; it stays in the file and in the log. */
  remove(table: LoggedTable, id: string): void;
  /** Mints the next reference of a prefix on this device, such as CHG-A12. */
  nextRef(prefix: string): string;
};

/**
 * The one write door. Runs `change` in one IMMEDIATE transaction, appends one log entry with its operations, and
 * publishes the topics after the commit. Returns what `change` returns; when it throws, nothing is written.
 * `change` must be synchronous. A transaction that changes nothing leaves no entry.
 */
export function write<T>(
  store: Store,
  who: Who,
  reason: string,
  change: (tx: Tx) => T,
  options: { readonly group?: GroupId; readonly quiet?: boolean } = {},
): T {
  const inner = innerOf(store);
  const touched = new Set<string>();
  let head = inner.head;
  const result = inner.sqlite
    .transaction(() => {
      const now = store.now();
      const group = options.group ?? newId<GroupId>();
      const ops: Op[] = [];
      const refs = new Map<string, number>();
      const done = change(createTx(store, inner, { now, group, ops, refs, touched }));
      if (isPromise(done)) throw new Error('A write must be synchronous');
      for (const [prefix, next] of refs) {
        prepared(
          inner,
          'INSERT INTO counter VALUES (?, ?) ON CONFLICT DO UPDATE SET next = excluded.next',
        ).run(prefix, next);
      }
      if (ops.length > 0) head = append(store, inner, who, reason, now, group, ops);
      return done;
    })
    .immediate();
  Object.assign(inner.head, head);
  if (touched.size > 0 && !options.quiet) inner.publish(touched.add('timeline'));
  return result;
}

type Work = {
  readonly now: number;
  readonly group: GroupId;
  readonly ops: Op[];
  readonly refs: Map<string, number>;
  readonly touched: Set<string>;
};

function createTx(store: Store, inner: Inner, work: Work): Tx {
  const touch = (entity: Entity, row: Fields) => {
    for (const topic of topicsOf(entity.name, row)) work.touched.add(topic);
  };
  const patch = (table: LoggedTable, id: string, fields: Fields) => {
    const entity = entityOf(table);
    const before = rowById(inner, entity, id);
    if (!before) return undefined;
    const changed = Object.entries(wellFormed(fields) as Fields).filter(
      ([field, value]) => value !== undefined && entity.columns.has(field) && !same(before[field], value),
    );
    if (changed.length === 0) return before;
    mustHoldRun(inner, store.device.id, entity, before, Object.fromEntries(changed));
    const names = changed.map(([field]) => `"${columnOf(entity, field).name}" = ?`);
    prepared(inner, `UPDATE "${entity.table}" SET ${names.join(', ')} WHERE id = ?`).run(
      ...changed.map(([field, value]) => toStored(columnOf(entity, field), value)),
      id,
    );
    for (const [field, value] of changed) {
      work.ops.push({ entity: entity.name, id, field, value, base: baseOf(inner, id, field) });
    }
    const after = { ...before, ...Object.fromEntries(changed) };
    touch(entity, before);
    touch(entity, after);
    return after;
  };
  return {
    ...store.db,
    now: work.now,
    group: work.group,
    insert: (table, row) => {
      const entity = entityOf(table);
      mustHoldRun(inner, store.device.id, entity, row);
      const full = insertRow(inner, entity, wellFormed(row) as Fields);
      const { id, ...value } = full;
      work.ops.push({ entity: entity.name, id: String(id), field: '*', value, base: null });
      touch(entity, full);
      return full as never;
    },
    patch: (table, id, fields) => patch(table, id, fields) as never,
    remove: (table, id) => {
      patch(table, id, { removedAt: work.now });
    },
    nextRef: (prefix) => {
      const known = work.refs.get(prefix) ?? nextNumber(inner, prefix);
      work.refs.set(prefix, known + 1);
      return formatRef(prefix, store.device.letters, known);
    },
  };
}

/** Inserts a row of a logged table; answers with all its logged fields. Used by the write door and by replay. */
export function insertRow(inner: Inner, entity: Entity, row: Fields): Fields {
  const fields = [...entity.columns];
  const marks = fields.map(() => '?').join(', ');
  const names = fields.map(([, column]) => `"${column.name}"`).join(', ');
  const full = Object.fromEntries(fields.map(([field, column]) => [field, given(row[field], column)]));
  prepared(inner, `INSERT INTO "${entity.table}" (${names}) VALUES (${marks})`).run(
    ...fields.map(([field, column]) => toStored(column, full[field])),
  );
  return full;
}

/** An entry written before a column was there leaves it out; the row then has the column's default. */
function given(value: unknown, column: Column): unknown {
  return value === undefined ? (column.default ?? null) : value;
}

/** The row of a logged table by id, with its logged fields as the code sees them. */
export function rowById(inner: Inner, entity: Entity, id: string): Fields | undefined {
  const names = [...entity.columns.values()].map((column) => `"${column.name}"`).join(', ');
  const stored = prepared(inner, `SELECT ${names} FROM "${entity.table}" WHERE id = ?`).get(id) as
    | Fields
    | undefined;
  if (!stored) return undefined;
  return Object.fromEntries(
    [...entity.columns].map(([field, column]) => [field, fromStored(column, stored[column.name])]),
  );
}

function append(
  store: Store,
  inner: Inner,
  who: Who,
  reason: string,
  at: number,
  group: GroupId,
  ops: readonly Op[],
) {
  const opsJson = canonical(ops);
  const entry: EntryHead = {
    device: store.device.id,
    seq: inner.head.seq + 1,
    hlc: nextHlc(inner.head.hlc, at),
    actor: who.actor,
    onBehalfOf: who.onBehalfOf && who.onBehalfOf !== who.actor ? who.onBehalfOf : null,
    at,
    reason: reason.toWellFormed(),
    group,
    schemaVersion: store.schemaVersion,
    opsHash: sha256(opsJson),
    prevHash: inner.head.hash,
  };
  const hash = entryHash(entry);
  const { lastInsertRowid } = prepared(
    inner,
    `INSERT INTO log_entry (device, seq, hlc, actor, on_behalf_of, at, reason, group_id, schema_version, ops_json, prev_hash, hash, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.device,
    entry.seq,
    entry.hlc,
    entry.actor,
    entry.onBehalfOf,
    at,
    entry.reason,
    group,
    entry.schemaVersion,
    opsJson,
    entry.prevHash,
    hash,
    signHash(inner.key, hash),
  );
  const indexOp = prepared(
    inner,
    'INSERT INTO log_op (entity_id, field, entry, position) VALUES (?, ?, ?, ?)',
  );
  ops.forEach((op, position) => {
    indexOp.run(op.id, op.field, lastInsertRowid, position);
  });
  return { seq: entry.seq, hash, hlc: entry.hlc };
}

/** The entry that last set a field: what the author of the next value saw. */
function baseOf(inner: Inner, id: string, field: string): Base | null {
  const row = prepared(
    inner,
    `SELECT e.device, e.seq FROM log_op o JOIN log_entry e ON e.n = o.entry
     WHERE o.entity_id = ? AND o.field IN (?, '*') ORDER BY e.hlc DESC, e.device DESC LIMIT 1`,
  ).get(id, field) as { device: Base[0]; seq: number } | undefined;
  return row ? [row.device, row.seq] : null;
}

function nextNumber(inner: Inner, prefix: string): number {
  const row = prepared(inner, 'SELECT next FROM counter WHERE prefix = ?').get(prefix) as
    | { next: number }
    | undefined;
  return row?.next ?? 1;
}

function columnOf(entity: Entity, field: string) {
  const column = entity.columns.get(field);
  if (!column) throw new Error(`${entity.name} has no field ${field}`);
  return column;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && canonical(a) === canonical(b));
}

function isPromise(value: unknown): boolean {
  return value instanceof Promise;
}
