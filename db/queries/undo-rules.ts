import type { ChangeFields } from '#shared/contract/changes.ts';
import type { ReleaseState } from '#shared/contract/releases.ts';
import { editableFields, isOpen } from '#shared/domain/changes/changes.ts';
import type { Op } from '#shared/domain/log.ts';
import { beforeDeployment } from '#shared/domain/releases.ts';
import type { ReadDb } from '../read.ts';
import { findChange } from './changes.ts';

/** `ops` are all of the entry: a booking moves the planned times of the changes that ride with it. */
type Judge = (db: ReadDb, op: Op, ops: readonly Op[]) => string | null;

const STATE = 'A change of state is not undone; move it on instead.';
const HELD = 'What happened at a meeting stays. Record another outcome instead, or open the meeting again.';
const REFERRED = 'Something else refers to what was made here. Undo or change that first.';

/**
 * Why a rule bars taking these operations back now, in a sentence; null when none does. An undo is a write like any
 * other: it brings about nothing that a person could not do by the screens.
 */
export function whyBarred(db: ReadDb, ops: readonly Op[]): string | null {
  for (const op of ops) {
    const fault = judges[op.entity]?.(db, op, ops) ?? whyReferred(db, op, ops);
    if (fault) return fault;
  }
  return null;
}

const judges: Readonly<Record<string, Judge>> = {
  workspace: () => STATE,
  release: (_db, op) => (op.field === 'state' ? STATE : null),
  change: barredForChange,
  slot: barredForSlot,
  run: barredForRun,
  step: barredForStep,
  conflictRecord: barredForRecord,
  train: barredForTrain,
  changeTemplate: barredForTemplate,
  condition: () => 'A condition and its answer stay on record. Open it again or meet it instead.',
  cabMeeting: (_db, op) => (op.field === 'startedAt' || op.field === 'endedAt' ? HELD : null),
  agendaItem: barredForItem,
};

/** What a catalogue entry gives was approved as it is: taking an edit back would slip other words under the approval. */
function barredForTemplate(db: ReadDb, op: Op): string | null {
  if (op.field === '*') return 'A template leaves its list by being removed or retired there.';
  if (op.field === 'state' || op.field === 'decidedBy') return STATE;
  const approved = db.row(
    "SELECT 1 FROM change_template WHERE id = ? AND standard = 1 AND state = 'approved'",
    op.id,
  );
  return approved
    ? 'This catalogue entry was approved since. Edit it instead; it is then proposed anew.'
    : null;
}

function barredForChange(db: ReadDb, op: Op, ops: readonly Op[]): string | null {
  if (op.field === '*') return null;
  if (op.field === 'state') return STATE;
  if (op.field === 'removedAt') return whyNotBack(db, op.id);
  const found = findChange(db, op.id);
  if (!found) return 'The change was removed since.';
  const held = ['onHold', 'holdReason', 'riskOverride', 'commits', 'draftedFrom', 'drafted'].includes(
    op.field,
  );
  const withSlot = ops.some((one) => one.entity === 'slot');
  const rides = withSlot && ['plannedStart', 'plannedEnd', 'changeAuthority', 'approveBy'].includes(op.field);
  if (held || rides ? isOpen(found.state) : editableFields(found).includes(op.field as keyof ChangeFields))
    return null;
  return `${found.ref} is in ${found.state}: what this entry changed can no longer be changed back.`;
}

/** A removed change comes back into its release, where that can still take one. */
function whyNotBack(db: ReadDb, id: string): string | null {
  const row = db.row<{ ref: string; state: ReleaseState }>(
    'SELECT r.ref, r.state FROM change c JOIN release r ON r.id = c.release_id WHERE c.id = ?',
    id,
  );
  return !row || beforeDeployment.includes(row.state)
    ? null
    : `${row.ref} is in ${row.state} and takes no more changes.`;
}

function barredForSlot(db: ReadDb, op: Op): string | null {
  const row = db.row<{ id: string; ref: string; state: ReleaseState; others: number }>(
    `SELECT r.id, r.ref, r.state, (SELECT count(*) FROM slot o WHERE o.release_id = r.id AND o.id <> s.id
       AND o.removed_at IS NULL) AS others FROM slot s JOIN release r ON r.id = s.release_id WHERE s.id = ?`,
    op.id,
  );
  if (!row) return null;
  if (row.others > 0) return `${row.ref} has another booking since. Give that back first.`;
  if (row.state === 'Scheduled' || !beforeDeployment.includes(row.state))
    return `${row.ref} is in ${row.state} and keeps its booking. Book another time instead.`;
  return null;
}

/** Only the plan that a booking gave to a run goes back with the booking, and only while the run has not started. */
function barredForRun(db: ReadDb, op: Op): string | null {
  const planned = ['windowStartsAt', 'windowEndsAt', 'protectionEndsAt', 'plannedStartAt'].includes(op.field);
  const waits = db.row('SELECT 1 FROM run WHERE id = ? AND started_at IS NULL', op.id);
  return planned && waits ? null : STATE;
}

/** What was only just written down for a plan goes with it; once decided on, or once a gate was passed on it, it stays. */
function barredForRecord(db: ReadDb, op: Op): string | null {
  const row = db.row<{ open: number }>(
    `SELECT decided_at IS NULL AND state IN ('requested', 'in force') AND (
       EXISTS (SELECT 1 FROM change WHERE id = subject_id AND state IN ('New', 'Assess', 'Authorize'))
       OR EXISTS (SELECT 1 FROM release WHERE id = subject_id
         AND state IN ('Planning', 'Build', 'Testing', 'Awaiting approval'))) AS open
     FROM conflict_record WHERE id = ?`,
    op.id,
  );
  return op.field === '*' && row?.open === 1 ? null : 'What was put on record stays. Take it back instead.';
}

/** Another cadence is taken back only with all that it moved: whoever boarded since, or has left, would ride another day. */
function barredForTrain(db: ReadDb, op: Op, ops: readonly Op[]): string | null {
  if (!['rrule', 'startLocal', 'zone', 'firstNumber'].includes(op.field)) return null;
  const moved = new Set(ops.filter((one) => one.entity === 'slot').map((one) => one.id));
  const other = db
    .rows<{ ref: string; slot: string | null }>(
      `SELECT r.ref, s.id AS slot FROM release r LEFT JOIN slot s ON s.release_id = r.id AND s.removed_at IS NULL
       WHERE r.train_id = ? AND r.removed_at IS NULL AND r.state <> 'Cancelled'`,
      op.id,
    )
    .find(({ slot }) => slot === null || !moved.has(slot));
  return other ? `${other.ref} rides this train. Set its cadence in its form instead.` : null;
}

/** What a board heard stays; an item comes back onto the agenda of a meeting that is still called, and only once. */
function barredForItem(db: ReadDb, op: Op): string | null {
  if (['outcome', 'outcomeAt', 'startedAt', 'endedAt'].includes(op.field)) return HELD;
  if (op.field !== 'removedAt') return null;
  const called = db.row(
    'SELECT 1 FROM agenda_item a JOIN cab_meeting m ON m.id = a.meeting_id AND m.removed_at IS NULL WHERE a.id = ?',
    op.id,
  );
  if (!called) return 'The meeting was called off. Put it on the agenda of another one.';
  const again = db.row(
    `SELECT 1 FROM agenda_item a JOIN agenda_item o ON o.subject_id = a.subject_id AND o.id <> a.id
     WHERE a.id = ? AND o.removed_at IS NULL AND o.outcome IS NULL`,
    op.id,
  );
  return again ? 'It is on an agenda again since.' : null;
}

function barredForStep(db: ReadDb, op: Op): string | null {
  if (
    db.row(
      'SELECT 1 FROM step s JOIN run r ON r.id = s.run_id WHERE s.id = ? AND r.ended_at IS NOT NULL',
      op.id,
    )
  )
    return 'This run has ended; what happened in it stays as it is.';
  if (op.field === '*' && db.row('SELECT 1 FROM step_event WHERE step_id = ?', op.id))
    return 'Something was recorded on this step. What happened in a run stays.';
  const begun = db.row(
    'SELECT 1 FROM step s JOIN run r ON r.id = s.run_id WHERE s.id = ? AND r.started_at IS NOT NULL',
    op.id,
  );
  return begun && PLANNED.includes(op.field) ? 'This run has started: its plan stays as it is.' : null;
}

/** What of a step is planned before its run starts, and stays from then on. */
const PLANNED = [
  'title',
  'section',
  'plannedMinutes',
  'dependsOn',
  'removedAt',
  'baselineStartAt',
  'baselineEndAt',
];

/** Where other things name a thing of this kind: columns, then lists; `?` is its id. */
const references: Readonly<Record<string, readonly string[]>> = {
  release: [
    'SELECT id FROM change WHERE release_id = ? AND removed_at IS NULL',
    'SELECT id FROM run WHERE release_id = ? AND removed_at IS NULL',
    'SELECT id FROM slot WHERE release_id = ? AND removed_at IS NULL',
    'SELECT r.id FROM release r, json_each(r.depends_on) j WHERE j.value = ? AND r.removed_at IS NULL',
  ],
  person: [
    "SELECT key AS id FROM preference WHERE key = 'operator' AND value = json_quote(?)",
    'SELECT id FROM change WHERE removed_at IS NULL AND ? IN (assignee_id, validator_id, requester_id)',
    'SELECT id FROM release WHERE removed_at IS NULL AND ? IN (owner_id, delivery_manager_id)',
    'SELECT id FROM step WHERE owner_id = ?',
    'SELECT id FROM note WHERE owner_id = ?',
    'SELECT id FROM person_time WHERE person_id = ? AND removed_at IS NULL',
    'SELECT id FROM conflict_record WHERE ? IN (requested_by, decided_by, recorded_by)',
    'SELECT id FROM train WHERE delivery_manager_id = ? AND removed_at IS NULL',
    'SELECT id FROM cab_meeting WHERE chair_id = ? AND removed_at IS NULL',
    'SELECT id FROM decision WHERE ? IN (decided_by, recorded_by)',
    'SELECT id FROM condition WHERE met_by = ?',
    'SELECT m.id FROM cab_meeting m, json_each(m.member_ids) j WHERE j.value = ? AND m.removed_at IS NULL',
  ],
  cabMeeting: [
    'SELECT id FROM agenda_item WHERE meeting_id = ? AND removed_at IS NULL',
    'SELECT id FROM pack WHERE meeting_id = ? AND removed_at IS NULL',
  ],
  service: [
    'SELECT id FROM change WHERE n IN (SELECT n FROM change_service WHERE service_id = ?) AND removed_at IS NULL',
    'SELECT s.id FROM service s, json_each(s.depends_on) j WHERE j.value = ? AND s.removed_at IS NULL',
    'SELECT w.id FROM window_rule w, json_each(w.service_ids) j WHERE j.value = ? AND w.removed_at IS NULL',
    'SELECT t.id FROM train t, json_each(t.service_ids) j WHERE j.value = ? AND t.removed_at IS NULL',
  ],
  train: ['SELECT id FROM release WHERE train_id = ? AND removed_at IS NULL'],
  windowRule: ['SELECT id FROM window_rule WHERE series_id = ? AND removed_at IS NULL'],
  step: ['SELECT s.id FROM step s, json_each(s.depends_on) j WHERE j.value = ? AND s.removed_at IS NULL'],
  environment: [
    'SELECT id FROM release WHERE environment_id = ? AND removed_at IS NULL',
    'SELECT id FROM train WHERE environment_id = ? AND removed_at IS NULL',
  ],
  repository: [
    'SELECT id FROM release WHERE repository_id = ? AND removed_at IS NULL',
    'SELECT id FROM service WHERE repository_id = ? AND removed_at IS NULL',
  ],
};

function whyReferred(db: ReadDb, op: Op, ops: readonly Op[]): string | null {
  if (op.field !== '*') return null;
  const own = new Set(ops.map((one) => one.id));
  const named = (references[op.entity] ?? []).some((sql) =>
    db.rows<{ id: string }>(`${sql} LIMIT ${own.size + 1}`, op.id).some(({ id }) => !own.has(id)),
  );
  return named ? REFERRED : null;
}
