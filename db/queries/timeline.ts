import type { TimelineEntry } from '#shared/contract/timeline.ts';
import type { DeviceId, GroupId, PersonId } from '#shared/domain/ids.ts';
import type { Op } from '#shared/domain/log.ts';
import type { ReadDb } from '../read.ts';
import { RELEASE_NAME } from './release-name.ts';
import { isUndoable, OPS_AT_MOST, valueBefore } from './undo.ts';

type Row = {
  n: number;
  device: DeviceId;
  seq: number;
  at: number;
  actor: string;
  onBehalfOf: string | null;
  reason: string;
  groupId: GroupId;
  ops: string;
  hash: string;
};

const COLUMNS = `e.n, e.device, e.seq, e.at, e.reason, e.group_id AS groupId, e.ops_json AS ops, e.hash,
  coalesce((SELECT name FROM person WHERE id = e.actor), e.actor) AS actor,
  (SELECT name FROM person WHERE id = e.on_behalf_of) AS onBehalfOf`;

export type TimelineQuery = {
  about?: { entity: string; id: string } | undefined;
  field?: string | undefined;
  actorId?: PersonId | undefined;
  before?: { device: DeviceId; seq: number } | undefined;
  limit: number;
};

/** Log entries, newest first, told with the values before them. */
export function timelinePage(db: ReadDb, query: TimelineQuery): { entries: TimelineEntry[]; more: boolean } {
  const ids = query.about ? relatedIds(db, query.about) : null;
  const parts: string[] = [];
  const params: (string | number)[] = [];
  if (ids) {
    parts.push(
      `e.n IN (SELECT entry FROM log_op WHERE entity_id IN (SELECT value FROM json_each(?))${query.field ? " AND field IN (?, '*')" : ''})`,
    );
    params.push(JSON.stringify(ids), ...(query.field ? [query.field] : []));
  }
  if (query.actorId) {
    parts.push('e.actor = ?');
    params.push(query.actorId);
  }
  if (query.before) {
    parts.push('e.n < (SELECT n FROM log_entry WHERE device = ? AND seq = ?)');
    params.push(query.before.device, query.before.seq);
  }
  const where = parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '';
  const rows = db.rows<Row>(
    `SELECT ${COLUMNS} FROM log_entry e ${where} ORDER BY e.n DESC LIMIT ?`,
    ...params,
    query.limit + 1,
  );
  return {
    entries: rows.slice(0, query.limit).map((row) => tell(db, row, ids)),
    more: rows.length > query.limit,
  };
}

/** Things that belong to the asked one: a release comes with its changes, slots, runs, steps and notes. */
function relatedIds(db: ReadDb, about: { entity: string; id: string }): string[] {
  const ofRuns = `
    SELECT id FROM runs UNION ALL
    SELECT id FROM step WHERE run_id IN runs UNION ALL
    SELECT id FROM step_event WHERE run_id IN runs UNION ALL
    SELECT id FROM note WHERE run_id IN runs`;
  // The name comes from outside: a map has no `__proto__`.
  const bySort = new Map([
    [
      'release',
      `WITH about(id) AS (SELECT ?), runs(id) AS (SELECT run.id FROM run, about WHERE release_id = about.id)
      SELECT conflict_record.id FROM conflict_record, about WHERE subject_id = about.id UNION ALL
      SELECT change.id FROM change, about WHERE release_id = about.id UNION ALL
      SELECT slot.id FROM slot, about WHERE release_id = about.id UNION ALL ${ofRuns}`,
    ],
    ['change', 'SELECT id FROM conflict_record WHERE subject_id = ?'],
    ['run', `WITH runs(id) AS (SELECT ?) ${ofRuns}`],
  ]);
  const sql = bySort.get(about.entity);
  return [about.id, ...(sql ? db.rows<{ id: string }>(sql, about.id).map((row) => row.id) : [])];
}

function tell(db: ReadDb, row: Row, about: readonly string[] | null): TimelineEntry {
  const all = JSON.parse(row.ops) as Op[];
  const ops = about ? all.filter((op) => about.includes(op.id)) : all;
  return {
    device: row.device,
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    onBehalfOf: row.onBehalfOf,
    reason: row.reason,
    group: row.groupId,
    hash: row.hash,
    opCount: ops.length,
    undoable: isUndoable(db, all),
    ops: ops.slice(0, OPS_AT_MOST).map((op) => ({
      entity: op.entity,
      id: op.id,
      label: labelOf(db, op),
      field: op.field,
      value: op.value,
      before: op.field === '*' ? null : (valueBefore(db, op, row.n) ?? null),
    })),
  };
}

const labels: Readonly<Record<string, string>> = {
  change: "SELECT ref || ' ' || title AS label FROM change WHERE id = ?",
  release: `SELECT ref || ' ' || ${RELEASE_NAME} AS label FROM release WHERE id = ?`,
  run: 'SELECT name AS label FROM run WHERE id = ?',
  step: "SELECT number || ' ' || title AS label FROM step WHERE id = ?",
  stepEvent:
    "SELECT s.number || ' ' || s.title AS label FROM step_event e JOIN step s ON s.id = e.step_id WHERE e.id = ?",
  note: "SELECT coalesce('step ' || s.number || ' ' || s.title || ': ', '') || n.text AS label FROM note n LEFT JOIN step s ON s.id = n.step_id WHERE n.id = ?",
  runEvent: 'SELECT r.name AS label FROM run_event e JOIN run r ON r.id = e.run_id WHERE e.id = ?',
  gateVote:
    "SELECT s.number || ' ' || s.title AS label FROM gate_vote v JOIN step s ON s.id = v.step_id WHERE v.id = ?",
  person: 'SELECT name AS label FROM person WHERE id = ?',
  team: 'SELECT name AS label FROM team WHERE id = ?',
  service: 'SELECT name AS label FROM service WHERE id = ?',
  environment: 'SELECT name AS label FROM environment WHERE id = ?',
  repository: 'SELECT name AS label FROM repository WHERE id = ?',
  windowRule: 'SELECT name AS label FROM window_rule WHERE id = ?',
  slot: "SELECT r.ref || ' ' || r.name AS label FROM slot s JOIN release r ON r.id = s.release_id WHERE s.id = ?",
  template: 'SELECT name AS label FROM template WHERE id = ?',
  templateStep: 'SELECT title AS label FROM template_step WHERE id = ?',
  workspace: 'SELECT name AS label FROM workspace WHERE id = ?',
  train: "SELECT ref || ' ' || name AS label FROM train WHERE id = ?",
  changeTemplate: 'SELECT name AS label FROM change_template WHERE id = ?',
  cabMeeting: "SELECT ref || ' ' || name AS label FROM cab_meeting WHERE id = ?",
  personTime: 'SELECT p.name AS label FROM person_time t JOIN person p ON p.id = t.person_id WHERE t.id = ?',
  conflictRecord: 'SELECT what AS label FROM conflict_record WHERE id = ?',
};

function labelOf(db: ReadDb, op: Op): string {
  const sql = Object.hasOwn(labels, op.entity) ? labels[op.entity] : undefined;
  return (sql && db.row<{ label: string }>(sql, op.id)?.label) || op.entity;
}
