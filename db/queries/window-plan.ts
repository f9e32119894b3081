import type { WindowRule } from '#shared/contract/calendar.ts';
import type { ReportLine } from '#shared/contract/exchange.ts';
import { checkDays } from '#shared/domain/calendar/recurrence.ts';
import { newId, type WindowId } from '#shared/domain/ids.ts';
import { planTime, planTimeAt } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import type { windowRule } from '../schema/calendar.ts';

/** What a calendar file says about one window. */
export type ImportedFields = Omit<WindowRule, 'id' | 'seriesId' | 'recurrenceId' | 'uid' | 'source'>;

/** An edited occurrence of a series, named by the start it had there; null = it does not happen. */
export type ImportedEdit = {
  readonly recurrenceId: string;
  /** Zone of the clock that `recurrenceId` is read on. */
  readonly zone: string;
  readonly line: number;
  readonly window: ImportedFields | null;
};

/** What a file holds under one UID. Without `master` it holds occurrences of a series that is elsewhere. */
export type ImportedSeries = {
  readonly uid: string;
  readonly source: string;
  readonly line: number;
  readonly master: ImportedFields | null;
  /** The file says that all of it was cancelled. */
  readonly cancelled: boolean;
  readonly edits: readonly ImportedEdit[];
};

/** Sets fields of a window; null removes it. */
export type Put = { readonly id: WindowId; readonly fields: Partial<Row> | null };
/** One row to write, and what takes it back. */
export type Step = { readonly back: Put } & (
  | ({ readonly insert?: undefined } & Put)
  | { readonly insert: typeof windowRule.$inferInsert }
);

export type PlannedEvent = {
  readonly line: number;
  readonly change: 'new' | 'changed' | 'same';
  readonly window: ImportedFields;
};
export type PlannedSeries = {
  readonly uid: string;
  readonly steps: readonly Step[];
  readonly events: readonly PlannedEvent[];
  readonly notes: readonly ReportLine[];
};
export type Planner = (db: ReadDb, series: ImportedSeries) => PlannedSeries;

export type Scope = Pick<WindowRule, 'serviceIds' | 'environmentIds' | 'teamIds'>;
type Row = WindowRule & { removedAt: number | null };

/**
 * Compares what a file holds with what is there. Known again are windows of the same UID and source, and those that
 * Slipway handed on itself under their id. Occurrences edited here stay. `scope` is used for a window whose own scope
 * names nothing of this workspace: an empty one would mean everything.
 */
export function createPlanner(start: ReadDb, scope: Scope): Planner {
  const known = knownIds(start);
  const edited = Map.groupBy(
    rowsWhere(start, "series_id IS NOT NULL AND uid = ''"),
    (row) => row.seriesId ?? '',
  );

  return (db, series) => {
    const plan = createPlan(series.uid);
    const { master: before, rows } = whatIsThere(db, series);
    if (series.cancelled) {
      for (const row of rows) plan.remove(row);
      return plan.done();
    }
    const scoped = (window: ImportedFields, line: number) => {
      const right = withKnownScope(window, known, scope);
      if (right !== window)
        plan.note(
          line,
          window,
          'Its services, environments or teams are not in this workspace; those chosen here were taken.',
        );
      return right;
    };
    const here = before === undefined ? [] : (edited.get(before.id) ?? []);
    const own = { uid: before?.uid ?? series.uid, source: before?.source ?? series.source };
    const nameIn = (edit: ImportedEdit) => nameInSeries(edit, series.master ?? before ?? null);

    let masterId = before?.id ?? null;
    if (series.master !== null) {
      const kept = here.map((row) => row.recurrenceId);
      const exDates = joined(series.master.exDates, kept);
      const tooMany = before && checkDays({ exDates });
      if (tooMany) {
        plan.leave(series.master, series.line, tooMany);
        return plan.done();
      }
      const fields = { ...scoped(series.master, series.line), exDates };
      const stale = rows.filter(
        (row) => row.recurrenceId !== '' && !series.edits.some((edit) => nameIn(edit) === row.recurrenceId),
      );
      for (const row of stale) plan.remove(row);
      masterId = plan.put(
        before,
        { ...fields, ...own, seriesId: null, recurrenceId: '' },
        series.line,
        stale.length > 0,
      );
    } else if (before !== undefined && series.edits.length > 0) {
      const exDates = joined(before.exDates, series.edits.map(nameIn));
      const tooMany = checkDays({ exDates });
      if (tooMany) {
        plan.leave(before, series.line, tooMany);
        return plan.done();
      }
      plan.patch(before, { exDates });
    }
    for (const edit of series.edits) {
      const recurrenceId = nameIn(edit);
      const row = [...rows, ...here].find((one) => one.recurrenceId === recurrenceId);
      if (edit.window === null) {
        if (row !== undefined) plan.remove(row);
        continue;
      }
      if (masterId === null)
        plan.note(
          edit.line,
          edit.window,
          'The series it belongs to is not in the file; it was kept as a window of its own.',
        );
      plan.put(
        row,
        { ...scoped(edit.window, edit.line), ...own, seriesId: masterId, recurrenceId },
        edit.line,
        false,
      );
    }
    return plan.done();
  };
}

function createPlan(uid: string) {
  const steps: Step[] = [];
  const events: PlannedEvent[] = [];
  const notes: ReportLine[] = [];
  const patch = (row: Row, fields: Partial<Row>): boolean => {
    const changed = (Object.keys(fields) as (keyof Row)[]).filter(
      (field) => JSON.stringify(row[field]) !== JSON.stringify(fields[field]),
    );
    if (changed.length === 0) return false;
    const pick = (from: Partial<Row>) => Object.fromEntries(changed.map((field) => [field, from[field]]));
    steps.push({ id: row.id, fields: pick(fields), back: { id: row.id, fields: pick(row) } });
    return true;
  };
  const note = (line: number, window: ImportedFields, what: string) =>
    notes.push({ line, about: window.name, severity: 'adjusted', what });
  return {
    patch,
    /** Keeps a window as it is here, although the file differs. */
    leave: (window: ImportedFields, line: number, why: string) => {
      events.push({ line, window, change: 'same' });
      note(line, window, `It was left as it is here. ${why}`);
    },
    remove: (row: Row) =>
      steps.push({ id: row.id, fields: null, back: { id: row.id, fields: { removedAt: null } } }),
    /** Updates a row or adds one; answers with its id. `also` = something else of it changed. */
    put: (row: Row | undefined, fields: Omit<WindowRule, 'id'>, line: number, also: boolean): WindowId => {
      const window = fields;
      if (row !== undefined) {
        const changed = patch(row, fields);
        events.push({ line, window, change: changed || also ? 'changed' : 'same' });
        return row.id;
      }
      const id = newId<WindowId>();
      steps.push({ insert: { id, ...fields }, back: { id, fields: null } });
      events.push({ line, window, change: 'new' });
      return id;
    },
    note,
    done: (): PlannedSeries => ({ uid, steps, events, notes }),
  };
}

/** The rows a series was kept as: its master, and its master with the edits that came from the same file. */
function whatIsThere(db: ReadDb, series: ImportedSeries): { master: Row | undefined; rows: Row[] } {
  const handedOn = /^([0-9a-f]{8}-[0-9a-f-]{27})@slipway$/.exec(series.uid)?.[1];
  const [own] = handedOn === undefined ? [] : rowsWhere(db, 'id = ?', handedOn);
  if (own !== undefined) return { master: own, rows: [own] };
  const rows = rowsWhere(db, "uid <> '' AND uid = ? AND source = ?", series.uid, series.source);
  return { master: rows.find((row) => row.recurrenceId === ''), rows };
}

const COLUMNS = `id, name, kind, hard, zone, start_local AS startLocal, end_local AS endLocal, rrule, all_day AS allDay,
  ex_dates AS exDates, r_dates AS rDates, traffic, series_id AS seriesId, recurrence_id AS recurrenceId, uid, source,
  protection_minutes AS protectionMinutes, service_ids AS serviceIds, environment_ids AS environmentIds, team_ids AS teamIds`;
const JSON_FIELDS = ['exDates', 'rDates', 'serviceIds', 'environmentIds', 'teamIds'] as const;

/** By hand: a file of thousands of events asks once for each, where building the query costs more than running it. */
function rowsWhere(db: ReadDb, condition: string, ...params: string[]): Row[] {
  type Stored = Record<string, unknown> & { hard: number; allDay: number };
  return db
    .rows<Stored>(`SELECT ${COLUMNS} FROM window_rule WHERE removed_at IS NULL AND ${condition}`, ...params)
    .map((row) => {
      const lists = Object.fromEntries(JSON_FIELDS.map((field) => [field, JSON.parse(String(row[field]))]));
      return {
        ...row,
        ...lists,
        hard: row.hard === 1,
        allDay: row.allDay === 1,
        removedAt: null,
      } as unknown as Row;
    });
}

type Known = { readonly [Dimension in keyof Scope]: ReadonlySet<string> };

function knownIds(db: ReadDb): Known {
  const ids = (table: string) =>
    new Set(db.rows<{ id: string }>(`SELECT id FROM ${table} WHERE removed_at IS NULL`).map((row) => row.id));
  return { serviceIds: ids('service'), environmentIds: ids('environment'), teamIds: ids('team') };
}

function withKnownScope(window: ImportedFields, known: Known, scope: Scope): ImportedFields {
  const dimensions = ['serviceIds', 'environmentIds', 'teamIds'] as const;
  const isKnown = dimensions.every((one) => window[one].every((id: string) => known[one].has(id)));
  const { serviceIds, environmentIds, teamIds } = scope;
  return isKnown ? window : { ...window, serviceIds, environmentIds, teamIds };
}

/** Start of an edited occurrence on the clock of the series it is kept in. */
function nameInSeries({ recurrenceId, zone }: ImportedEdit, series: ImportedFields | null): string {
  if (series === null || series.allDay || zone === series.zone) return recurrenceId;
  return planTimeAt(planTime({ local: recurrenceId, zone }).at, series.zone).local;
}

function joined(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].toSorted();
}
