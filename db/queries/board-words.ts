import type { AgendaLine } from '#shared/contract/cab.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import type { StageStanding } from '#shared/contract/standing.ts';
import type { ReadDb } from '../read.ts';
import { getChanges } from './changes.ts';
import { getRelease } from './releases.ts';
import { judgedChanges, judgedRelease } from './standing.ts';

type BoardWord = Pick<AgendaLine, 'voices' | 'advises'> & {
  /** The stage whose outcome is the change authority's, where it can be decided now; null where it cannot. */
  readonly stageId: string | null;
  readonly stage: string;
  readonly approved: boolean;
};

/** What the stages said on each subject so far, and whether an outcome of the board decides it at `now` (ms UTC). */
export function boardWords(
  db: ReadDb,
  subjects: readonly Subject[],
  now: number,
): (subject: Subject) => BoardWord {
  const changes = getChanges(
    db,
    subjects.flatMap((one) => (one.kind === 'change' ? [one.id] : [])),
  );
  const words = new Map<string, BoardWord>();
  for (const { change, stages } of judgedChanges(db, changes, now))
    words.set(change.id, wordOf(stages, change.ref, change.state));
  for (const subject of subjects) {
    if (subject.kind === 'change') continue;
    if (!db.row('SELECT 1 FROM release WHERE id = ? AND removed_at IS NULL', subject.id)) continue;
    const release = getRelease(db, subject.id);
    const { stages } = judgedRelease(db, release, now);
    words.set(subject.id, wordOf(stages, release.ref, release.state));
  }
  return (subject) => words.get(subject.id) ?? silent;
}

const silent: BoardWord = {
  voices: [],
  advises: 'It is not in this workspace any more.',
  stageId: null,
  stage: '',
  approved: false,
};

function wordOf(stages: readonly StageStanding[], ref: string, state: string): BoardWord {
  const authority = stages.find(({ stage }) => stage.kind === 'approval' && stage.authority);
  const advises = whyNotYet(authority, ref, state);
  return {
    voices: stages
      .filter(({ stage }) => stage.kind === 'approval')
      .flatMap(({ stage, decisions }) =>
        decisions.map(({ verdict, decidedBy, decidedAt, stale }) => ({
          stage: stage.name,
          verdict,
          decidedBy,
          decidedAt,
          stale,
        })),
      ),
    advises,
    stageId: advises === '' ? (authority?.stage.id ?? null) : null,
    stage: authority?.stage.name ?? '',
    approved: authority?.state === 'approved',
  };
}

/** Why an outcome of the board decides nothing now; empty when it does. */
function whyNotYet(authority: StageStanding | undefined, ref: string, state: string): string {
  if (!authority) return `No stage of ${ref} is the board’s to decide, so the outcome stands as its advice.`;
  const { stage, sentence } = authority;
  switch (authority.state) {
    case 'not asked':
    case 'blocked':
      return `The outcome stands as advice. ${sentence}`;
    case 'not due':
      return `${ref} is in ${state}; ${stage.name} decides once it is in ${stage.state}. Until then the outcome stands as advice.`;
    case 'open':
    case 'approved':
    case 'rejected':
    case 'sent back':
    case 'to do':
    case 'done':
      return state === 'Closed' || state === 'Cancelled'
        ? `${ref} is ${state}; nothing is decided on it any more.`
        : '';
  }
}
