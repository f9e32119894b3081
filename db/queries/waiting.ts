import type { WaitingItem } from '#shared/contract/standing.ts';
import { openConditions } from '#shared/domain/approvals/conditions.ts';
import type { ChangeId, PersonId } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { getChanges, NOT_BEING_IMPORTED } from './changes.ts';
import { type Judged, judgedChanges } from './standing.ts';

/**
 * What waits for a person, or for anybody, soonest first: approvals they may give, approvals that are owed after the
 * work, tasks, and conditions of changes they ask for or carry out. `now` in ms UTC.
 */
export function waitingItems(
  db: ReadDb,
  asked: { readonly personId?: PersonId | undefined; readonly limit: number },
  now: number,
): { readonly items: WaitingItem[]; readonly total: number } {
  const all = judgedChanges(db, getChanges(db, candidates(db)), now).flatMap(waitingOn);
  const mine = all.filter(({ people }) => asked.personId === undefined || people.includes(asked.personId));
  const sorted = mine.toSorted((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
  return { items: sorted.slice(0, asked.limit), total: sorted.length };
}

type Remembered = { readonly key: string; readonly ids: readonly ChangeId[] };
const remembered = new WeakMap<ReadDb['rows'], Remembered>();

/**
 * Tickets that wait for a person, by the rule of `waitingItems`; none when nobody is named. A table asks for them with
 * each page and each tab, so they are kept until the connection writes again, at most for the minute: absences begin
 * and end. Not in a transaction: what it read may be rolled back unnoticed.
 */
export function changesWaitingFor(db: ReadDb, personId: PersonId | null, now: number): readonly ChangeId[] {
  if (personId === null) return [];
  if ('insert' in db) return readWaiting(db, personId, now);
  const written = db.row<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;
  const key = `${written} ${Math.floor(now / MINUTE)} ${personId}`;
  const known = remembered.get(db.rows);
  if (known?.key === key) return known.ids;
  const ids = readWaiting(db, personId, now);
  remembered.set(db.rows, { key, ids });
  return ids;
}

function readWaiting(db: ReadDb, personId: PersonId, now: number): readonly ChangeId[] {
  const { items } = waitingItems(db, { personId, limit: Number.POSITIVE_INFINITY }, now);
  return [...new Set(items.flatMap(({ subject }) => (subject.kind === 'change' ? [subject.id] : [])))];
}

/** Submitted tickets under way: found by the index of their states. */
function candidates(db: ReadDb): ChangeId[] {
  return db
    .rows<{ id: ChangeId }>(
      `SELECT id FROM change WHERE removed_at IS NULL AND state_rank BETWEEN 1 AND 5 AND on_hold = 0
       AND (flow IS NOT NULL OR approve_by IS NOT NULL) AND ${NOT_BEING_IMPORTED} ORDER BY state_rank, planned_sort, n`,
    )
    .map(({ id }) => id);
}

function waitingOn(judged: Judged): WaitingItem[] {
  const { change, stages, conditions, decisions } = judged;
  const owners = [...new Set([change.assigneeId, change.requesterId])].filter((id) => id !== null);
  const about = {
    subject: { kind: 'change' as const, id: change.id },
    ref: change.ref,
    title: change.title,
  };
  const plannedAt = change.plannedStart?.at ?? null;
  const fromStages = stages.flatMap(({ stage, state, sentence, mayDecide, decisions: given }) => {
    if (!['open', 'blocked', 'to do'].includes(state)) return [];
    const owed = stage.kind === 'approval' && change.approveBy !== null;
    const voted = given.filter((one) => one.counts).map((one) => one.decidedBy);
    const people = mayDecide.filter((id) => !voted.includes(id));
    return [
      {
        ...about,
        kind:
          stage.kind === 'task'
            ? ('task' as const)
            : owed
              ? ('retrospective approval' as const)
              : ('approval' as const),
        stageId: stage.id,
        stage: stage.name,
        conditionId: null,
        sentence,
        dueAt: owed ? change.approveBy : plannedAt,
        // What nobody can decide waits for those whose change it is: they have to name somebody.
        // An approval that is owed also reminds those for whom it is owed.
        people: state === 'blocked' ? owners : owed ? [...new Set([...people, ...owners])] : people,
      },
    ];
  });
  const byHand =
    change.approveBy !== null && fromStages.every((one) => one.kind !== 'retrospective approval');
  return [
    ...fromStages,
    ...(byHand
      ? [
          {
            ...about,
            kind: 'retrospective approval' as const,
            stageId: null,
            stage: 'Emergency authority',
            conditionId: null,
            sentence: 'It went ahead of its approval: name the authority when it is closed.',
            dueAt: change.approveBy,
            people: owners,
          },
        ]
      : []),
    ...openConditions(conditions, decisions, change.round).map((one) => ({
      ...about,
      kind: 'condition' as const,
      stageId: null,
      stage: '',
      conditionId: one.id,
      sentence: one.text,
      dueAt: plannedAt,
      people: owners,
    })),
  ];
}
