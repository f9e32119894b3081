import type { KeyObject } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { DeviceId, GroupId } from '#shared/domain/ids.ts';
import type { ReadDb } from './read.ts';

/** An open workspace file. Reading goes through `db`; writing through db/log.ts (logged) or db/local.ts (this device only). */
export type Store = {
  readonly db: ReadDb;
  readonly file: string;
  readonly device: { readonly id: DeviceId; readonly letters: string };
  readonly schemaVersion: number;
  /** Current time in ms UTC, injected. */
  readonly now: () => number;
  /** Bulk writes that are not complete: rows of these groups are not shown. */
  readonly hiddenGroups: ReadonlySet<GroupId>;
  /** Calls back after each commit with the topics it touched; answers with the way to stop. */
  onCommit(listener: (topics: readonly string[]) => void): () => void;
  close(): void;
};

/** Where this device's chain stands. */
export type Head = { seq: number; hash: string; hlc: string };

/** What only the files of db/ may hold: the writing connection, the key and the head of the chain. */
export type Inner = {
  readonly sqlite: Database.Database;
  readonly key: KeyObject;
  readonly head: Head;
  readonly hidden: Set<GroupId>;
  readonly statements: Map<string, Database.Statement>;
  publish(topics: Iterable<string>): void;
};

const inners = new WeakMap<Store, Inner>();

/** Ties the inner part to an open store. Called once, by db/open.ts. */
export function bindInner(store: Store, inner: Inner): void {
  inners.set(store, inner);
}

/** The inner part of a store. Only files of db/ may ask for it. */
export function innerOf(store: Store): Inner {
  const inner = inners.get(store);
  if (!inner) throw new Error('This store was not opened by db/open.ts');
  return inner;
}

/** A statement of the writing connection, prepared once. */
export function prepared(inner: Inner, sql: string): Database.Statement {
  let statement = inner.statements.get(sql);
  if (!statement) {
    statement = inner.sqlite.prepare(sql);
    inner.statements.set(sql, statement);
  }
  return statement;
}
