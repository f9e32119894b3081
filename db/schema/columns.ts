import { integer, text } from 'drizzle-orm/sqlite-core';

/** Every logged table: a stable id, and a register that says when the row was taken away (never physically). */
export function loggedColumns<Id extends string>() {
  return {
    id: text('id').primaryKey().$type<Id>(),
    removedAt: integer('removed_at'),
  };
}

/** A value kept as JSON text; the log stores the value itself. */
export function json<T>(name: string) {
  return text(name, { mode: 'json' }).$type<T>();
}

/** A yes or no; SQLite keeps it as 1 or 0. */
export function flag(name: string) {
  return integer(name, { mode: 'boolean' });
}
