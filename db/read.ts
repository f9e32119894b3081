import type Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';

type Drizzle = BetterSQLite3Database<Record<string, never>>;
type Param = string | number | bigint | null | Uint8Array;

/** A connection that can only be read: the query builder's selects, and prepared SQL that SQLite itself calls read-only. */
export type ReadDb = Pick<Drizzle, 'select' | 'selectDistinct'> & {
  /** All rows of a hot or hand-written query; the statement is prepared once. */
  rows<Row>(sql: string, ...params: readonly Param[]): Row[];
  /** First row, or undefined. */
  row<Row>(sql: string, ...params: readonly Param[]): Row | undefined;
};

/** Makes the reading side of a connection. Throws when the SQL given to `rows` or `row` could write. */
export function createReadDb(sqlite: Database.Database): ReadDb {
  const orm = drizzle(sqlite);
  const prepared = new Map<string, Database.Statement>();
  const statement = (sql: string) => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = sqlite.prepare(sql);
    if (!made.readonly) throw new Error(`Not a reading statement: ${sql}`);
    prepared.set(sql, made);
    return made;
  };
  return {
    select: orm.select.bind(orm) as Drizzle['select'],
    selectDistinct: orm.selectDistinct.bind(orm) as Drizzle['selectDistinct'],
    rows: <Row>(sql: string, ...params: readonly Param[]) => statement(sql).all(...params) as Row[],
    row: <Row>(sql: string, ...params: readonly Param[]) => statement(sql).get(...params) as Row | undefined,
  };
}
