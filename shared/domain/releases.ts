import type { Change } from '#shared/contract/changes.ts';
import type { Release, ReleaseState } from '#shared/contract/releases.ts';
import type { Run } from '#shared/contract/runbooks.ts';
import { authorisedStates, isOpen, type Verdict } from './changes/changes.ts';

/** Who makes a move: a person, the start or end of a live run, or closing with its outcome. */
type MoveBy = 'person' | 'run' | 'close';
type ReleaseMove = {
  readonly from: ReleaseState;
  readonly to: ReleaseState;
  readonly by: readonly MoveBy[];
};

const person: readonly MoveBy[] = ['person'];
const runOrPerson: readonly MoveBy[] = ['run', 'person'];

/** Moves of a release, the usual one of each state first. Source: product.md, "Release lifecycle". */
export const releaseMoves: readonly ReleaseMove[] = [
  { from: 'Planning', to: 'Build', by: person },
  { from: 'Planning', to: 'Awaiting approval', by: person },
  { from: 'Build', to: 'Testing', by: person },
  { from: 'Build', to: 'Planning', by: person },
  { from: 'Testing', to: 'Awaiting approval', by: person },
  { from: 'Testing', to: 'Build', by: person },
  { from: 'Awaiting approval', to: 'Scheduled', by: person },
  { from: 'Awaiting approval', to: 'Planning', by: person },
  { from: 'Scheduled', to: 'Deployment', by: ['run'] },
  { from: 'Scheduled', to: 'Planning', by: person },
  { from: 'Deployment', to: 'Review', by: runOrPerson },
  { from: 'Deployment', to: 'Backed out', by: runOrPerson },
  { from: 'Deployment', to: 'Failed', by: runOrPerson },
  { from: 'Failed', to: 'Review', by: person },
  { from: 'Failed', to: 'Planning', by: person },
  { from: 'Failed', to: 'Closed', by: ['close'] },
  { from: 'Backed out', to: 'Review', by: person },
  { from: 'Backed out', to: 'Planning', by: person },
  { from: 'Backed out', to: 'Closed', by: ['close'] },
  { from: 'Review', to: 'Closed', by: ['close'] },
  { from: 'Planning', to: 'Cancelled', by: person },
  { from: 'Build', to: 'Cancelled', by: person },
  { from: 'Testing', to: 'Cancelled', by: person },
  { from: 'Awaiting approval', to: 'Cancelled', by: person },
  { from: 'Scheduled', to: 'Cancelled', by: person },
];

export const releaseStates: readonly ReleaseState[] = [
  'Planning',
  'Build',
  'Testing',
  'Awaiting approval',
  'Scheduled',
  'Deployment',
  'Review',
  'Closed',
  'Failed',
  'Backed out',
  'Cancelled',
];

/** States in which a release can still be booked and boarded. */
export const beforeDeployment: readonly ReleaseState[] = [
  'Planning',
  'Build',
  'Testing',
  'Awaiting approval',
  'Scheduled',
];

type JudgedRelease = Pick<Release, 'ref' | 'state' | 'slot'>;
type JudgedChange = Pick<Change, 'ref' | 'state' | 'onHold'> & Partial<Pick<Change, 'closeCode'>>;
type JudgedRun = Pick<Run, 'kind' | 'startedAt' | 'endedAt'>;

/** "Payments 4.8.0": the name and its version, which is not repeated when the name carries it. */
export function releaseName({ name, version }: Pick<Release, 'name' | 'version'>): string {
  return version === '' || name.endsWith(version) ? name : `${name} ${version}`;
}

/** States a person may move a release to now, the usual one first. */
export function nextReleaseStates(state: ReleaseState, by: MoveBy = 'person'): readonly ReleaseState[] {
  return releaseMoves.filter((move) => move.from === state && move.by.includes(by)).map((move) => move.to);
}

/** A release is over when nothing more happens to it. */
export function isReleaseOpen(state: ReleaseState): boolean {
  return state !== 'Closed' && state !== 'Cancelled';
}

/** Says whether a person may make this move, and if not, why. Starting a run and closing have their own rules. */
export function mayTransitionRelease(input: {
  readonly release: JudgedRelease;
  readonly changes: readonly JudgedChange[];
  readonly runs?: readonly JudgedRun[];
  readonly to: ReleaseState;
  readonly reason?: string | undefined;
}): Verdict {
  const { release, to } = input;
  if (!nextReleaseStates(release.state).includes(to)) return no(whyNoMove(release, to));
  if (to === 'Cancelled' && (input.reason ?? '').trim() === '')
    return no('Cancelling a release needs a reason.');
  if (to === 'Scheduled') return maySchedule(release, input.changes);
  if (release.state === 'Deployment' && (input.runs ?? []).some(isUnderWay))
    return no(`${release.ref} has a live run under way. End the run first; it moves the release on.`);
  return { ok: true };
}

/** Gate before Scheduled: a slot, and every change authorised. */
function maySchedule(release: JudgedRelease, changes: readonly JudgedChange[]): Verdict {
  if (release.slot === null) return no(`${release.ref} has no slot. Book it in a window first.`);
  const open = changes.filter(
    (change) => change.state !== 'Cancelled' && !authorisedStates.includes(change.state),
  );
  if (open.length > 0) return no(`Not authorised yet: ${named(open)}.`);
  return { ok: true };
}

/** A live run starts from Scheduled with a slot and every change scheduled and not on hold; a rehearsal at any time. */
export function mayStartRun(input: {
  readonly release: JudgedRelease;
  readonly changes: readonly JudgedChange[];
  readonly kind: Run['kind'];
  readonly run?: Pick<Run, 'startedAt' | 'endedAt'>;
  /** Other runs of the release. */
  readonly runs?: readonly JudgedRun[];
}): Verdict {
  const { release, changes, kind, run } = input;
  if (run !== undefined && run.endedAt !== null)
    return no('This run has ended. Attach the runbook again to run it once more.');
  if (run !== undefined && run.startedAt !== null) return no('This run has started already.');
  if (!isReleaseOpen(release.state))
    return no(`${release.ref} is ${release.state}; nothing more is run for it.`);
  if (kind === 'rehearsal') return { ok: true };
  // A run that was suspended leaves the release in Deployment; the next one takes over from there.
  if (release.state !== 'Scheduled' && release.state !== 'Deployment')
    return no(`${release.ref} is in ${release.state}. A live run starts from Scheduled.`);
  if (release.slot === null) return no(`${release.ref} has no slot. Book it in a window first.`);
  if ((input.runs ?? []).some(isUnderWay)) return no(`${release.ref} has another live run under way.`);
  const held = changes.filter((change) => change.onHold && isOpen(change.state));
  if (held.length > 0) return no(`On hold: ${named(held)}. Take them off hold or off the release.`);
  const ready = [
    'Scheduled',
    'Cancelled',
    'Closed',
    ...(release.state === 'Deployment' ? ['Implement'] : []),
  ];
  // What left an earlier run of the release has its outcome already.
  const early = changes.filter(
    ({ state, closeCode }) => !ready.includes(state) && !(state === 'Review' && closeCode),
  );
  if (early.length > 0)
    return no(`Not scheduled: ${early.map((change) => `${change.ref} (${change.state})`).join(', ')}.`);
  return { ok: true };
}

/** Closing needs a finished deployment, no live run under way and no change still being carried out. */
export function mayClose(input: {
  readonly release: JudgedRelease;
  readonly changes: readonly JudgedChange[];
  readonly runs?: readonly JudgedRun[];
}): Verdict {
  const { release, changes } = input;
  if (!nextReleaseStates(release.state, 'close').includes('Closed'))
    return no(`${release.ref} is in ${release.state}; it is closed from Review, Failed or Backed out.`);
  if ((input.runs ?? []).some(isUnderWay))
    return no(`${release.ref} has a live run under way. End it first.`);
  const busy = changes.filter((change) => change.state === 'Implement');
  if (busy.length > 0) return no(`Still being carried out: ${named(busy)}.`);
  return { ok: true };
}

/** State a release goes to when its live run ends, or the run that backs it out. A suspended run leaves it where it is. */
export function stateAfterRun(
  outcome: 'completed' | 'suspended' | 'failed',
  backsOut: boolean,
): ReleaseState {
  switch (outcome) {
    case 'completed':
      return backsOut ? 'Backed out' : 'Review';
    case 'failed':
      return 'Failed';
    case 'suspended':
      return 'Deployment';
  }
}

function whyNoMove({ ref, state }: JudgedRelease, to: ReleaseState): string {
  if (state === to) return `${ref} is already in ${to}.`;
  if (!isReleaseOpen(state)) return `${ref} is ${state}; a finished release stays as it is.`;
  if (to === 'Deployment') return `${ref} goes to Deployment when its live run starts.`;
  if (to === 'Closed') return `${ref} is closed with its outcome, from Review, Failed or Backed out.`;
  return `${ref} is in ${state}; from there it goes to ${nextReleaseStates(state).join(', ')}, not to ${to}.`;
}

function isUnderWay(run: JudgedRun): boolean {
  return run.kind === 'live' && run.startedAt !== null && run.endedAt === null;
}

function named(changes: readonly JudgedChange[]): string {
  const shown = changes
    .slice(0, 8)
    .map((change) => change.ref)
    .join(', ');
  return changes.length > 8 ? `${shown} and ${changes.length - 8} more` : shown;
}

function no(reason: string): Verdict {
  return { ok: false, reason };
}
