import { type Column, getTableColumns } from 'drizzle-orm';
import { getTableConfig, type SQLiteTableWithColumns } from 'drizzle-orm/sqlite-core';
import { canonical } from './chain.ts';
import { condition, decision } from './schema/approvals.ts';
import { agendaItem, cabMeeting } from './schema/cab.ts';
import { windowRule } from './schema/calendar.ts';
import { environment, service } from './schema/catalogue.ts';
import { changePolicy } from './schema/change-policies.ts';
import { changeTemplate } from './schema/change-templates.ts';
import { change } from './schema/changes.ts';
import { conflictRecord } from './schema/conflicts.ts';
import { pack } from './schema/packs.ts';
import { person, personTime, team } from './schema/people.ts';
import { release, slot } from './schema/releases.ts';
import { repository } from './schema/repositories.ts';
import {
  evidence,
  gateVote,
  run,
  runEvent,
  step,
  stepAttempt,
  stepEvent,
  template,
  templateStep,
  templateVersion,
} from './schema/runbooks.ts';
import { train } from './schema/trains.ts';
import { note } from './schema/warroom.ts';
import { workspace } from './schema/workspace.ts';

// biome-ignore lint/suspicious/noExplicitAny: the table's own row type is recovered through $inferSelect where it is used
export type LoggedTable = SQLiteTableWithColumns<any>;

/** Every logged table by the name it has in the log. Rows of the rest are derived or device-local. */
const tables = {
  workspace,
  person,
  team,
  service,
  environment,
  repository,
  windowRule,
  change,
  release,
  slot,
  template,
  templateStep,
  run,
  step,
  stepEvent,
  note,
  personTime,
  conflictRecord,
  train,
  cabMeeting,
  agendaItem,
  pack,
  decision,
  condition,
  changeTemplate,
  changePolicy,
  runEvent,
  gateVote,
  templateVersion,
  evidence,
  stepAttempt,
} satisfies Record<string, LoggedTable>;
export type EntityName = keyof typeof tables;

export type Entity = {
  readonly name: EntityName;
  readonly table: string;
  /** Logged columns by field name: not this file's row number, not generated ones. */
  readonly columns: ReadonlyMap<string, Column>;
  /** What happened is never undone: steps and notes of a run are corrected by a new entry. */
  readonly growOnly: boolean;
};

const growOnly: readonly EntityName[] = [
  'stepEvent',
  'note',
  'decision',
  'pack',
  'runEvent',
  'gateVote',
  'templateVersion',
  'evidence',
  'stepAttempt',
];

const byTable = new Map<LoggedTable, Entity>();
const byName = new Map<string, Entity>();
for (const [name, table] of Object.entries(tables) as [EntityName, LoggedTable][]) {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([field, column]) => field !== 'n' && !(column as Column).generated,
  ) as [string, Column][];
  const entity = {
    name,
    table: getTableConfig(table).name,
    columns: new Map(columns),
    growOnly: growOnly.includes(name),
  };
  byTable.set(table, entity);
  byName.set(name, entity);
}

/** The entity of a logged table. Throws for any other table: those are not written through the log. */
export function entityOf(table: LoggedTable): Entity {
  const entity = byTable.get(table);
  if (!entity) throw new Error(`${getTableConfig(table).name} is not a logged table`);
  return entity;
}

/** The entity of a log operation, or undefined when a newer version wrote it. */
export function entityNamed(name: string): Entity | undefined {
  return byName.get(name);
}

/** The table of a log operation's entity, or undefined when a newer version wrote it. */
export function tableNamed(name: string): LoggedTable | undefined {
  return Object.hasOwn(tables, name) ? tables[name as EntityName] : undefined;
}

/** Every logged entity, in the order a rebuilt file is compared in. */
export function allEntities(): Iterable<Entity> {
  return byName.values();
}

/** A field's value as SQLite stores it; JSON in canonical form, so that a file rebuilt from its log is the same. */
export function toStored(column: Column, value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return column.dataType === 'json' ? canonical(value) : (column.mapToDriverValue(value) as string | number);
}

/** The value with half surrogate pairs replaced: neither SQLite's UTF-8 nor canonical JSON can hold them. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wellFormed(each)]));
  }
  return value;
}

/** A stored value as the code sees it. */
export function fromStored(column: Column, value: unknown): unknown {
  return value === null ? null : column.mapFromDriverValue(value);
}
