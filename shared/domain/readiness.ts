import type { Change } from '#shared/contract/changes.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import type { ReadinessLine, Release } from '#shared/contract/releases.ts';
import type { Run } from '#shared/contract/runbooks.ts';
import { authorisedStates } from './changes/changes.ts';
import { asksFor } from './conflicts/records.ts';
import { DAY } from './time.ts';

/** A rehearsal older than this no longer counts. */
const rehearsalDays = 30;

type ReadyRelease = Pick<Release, 'ownerId' | 'deliveryManagerId' | 'environmentId' | 'slot' | 'backOutPlan'>;
type ReadyChange = Pick<
  Change,
  | 'ref'
  | 'state'
  | 'onHold'
  | 'title'
  | 'description'
  | 'justification'
  | 'deploymentSteps'
  | 'backOutSteps'
  | 'validationSteps'
  | 'assigneeId'
  | 'validatorId'
>;
type ReadyConflict = Pick<Conflict, 'subject' | 'ref' | 'hard' | 'standing' | 'what' | 'other'>;
type ReadyRun = Pick<Run, 'kind' | 'startedAt' | 'endedAt' | 'outcome' | 'backsOutId'>;

/** One thing that must hold, with the name it goes by when it does not. */
type Check = readonly [met: boolean, missing: string];

/**
 * The readiness sum of a release: points reached of points possible per line, and what is missing by name. A stale
 * input is named and not counted. `now` in ms UTC.
 */
export function readinessOf(input: {
  readonly release: ReadyRelease;
  readonly changes: readonly ReadyChange[];
  readonly runs: readonly ReadyRun[];
  /** Of the release at its slot and of what rides it, with what is on record about each. */
  readonly conflicts: readonly ReadyConflict[];
  readonly now: number;
}): readonly ReadinessLine[] {
  const { release, runs, now } = input;
  const changes = input.changes.filter((change) => change.state !== 'Cancelled');
  const rehearsed = rehearsal(runs, now);
  return [
    line('Owners named', 15, [
      [release.ownerId !== null, 'release manager'],
      [release.deliveryManagerId !== null, 'delivery manager'],
      ...perChange(changes, (change) => change.assigneeId !== null, 'assignee'),
      ...perChange(changes, (change) => change.validatorId !== null, 'validator'),
    ]),
    line('Tickets complete', 20, ticketChecks(changes)),
    line(
      `Authorised, ${changes.filter(isAuthorised).length} of ${changes.length} changes`,
      20,
      changes.length === 0 ? [[false, 'no change aboard']] : perChange(changes, isAuthorised, ''),
    ),
    line('Slot booked', 10, [
      [release.environmentId !== null, 'target environment'],
      [release.slot !== null, 'slot in a window'],
    ]),
    conflictLine(release, input.conflicts),
    line('Way back written down', 10, [
      [release.backOutPlan.trim() !== '', 'back-out plan of the release'],
      ...perChange(changes, (change) => change.backOutSteps.length > 0, 'back-out steps'),
    ]),
    line('Runbook attached', 10, [
      [runs.some((run) => run.kind === 'live'), 'a live run made from a runbook'],
    ]),
    line(rehearsed.what, 5, [[rehearsed.met, rehearsed.missing]]),
  ];
}

/** The one number, with what it is a number of. */
export function readinessSum(lines: readonly ReadinessLine[]): {
  readonly points: number;
  readonly of: number;
} {
  return lines.reduce((sum, { points, of }) => ({ points: sum.points + points, of: sum.of + of }), {
    points: 0,
    of: 0,
  });
}

function line(what: string, of: number, checks: readonly Check[]): ReadinessLine {
  const open = checks.filter(([met]) => !met).map(([, missing]) => missing);
  const points = checks.length === 0 ? 0 : Math.floor((of * (checks.length - open.length)) / checks.length);
  return { what, points, of, missing: listed(open) };
}

/** Hard conflicts without an approved exception take all points, open soft ones half of them. */
function conflictLine({ slot }: ReadyRelease, conflicts: readonly ReadyConflict[]): ReadinessLine {
  const what = 'Conflicts';
  const of = 10;
  if (slot === null) return { what, points: 0, of, missing: 'nothing to look at before a slot is booked' };
  const open = conflicts.filter((one) => asksFor([one], { emergency: false }) !== 'nothing');
  const names = open
    .toSorted((a, b) => Number(b.hard) - Number(a.hard))
    .map(({ subject, ref, what: kind, other, standing }) => {
      const by = other.ref || other.name;
      const whose = subject.kind === 'change' ? `${ref}: ` : '';
      return `${whose}${kind}${by ? ` (${by})` : ''}${standing === 'open' ? '' : `, ${standing}`}`;
    });
  const points = open.length === 0 ? of : open.some((one) => one.hard) ? 0 : of / 2;
  return { what, points, of, missing: listed(names) };
}

function ticketChecks(changes: readonly ReadyChange[]): readonly Check[] {
  if (changes.length === 0) return [[false, 'no change aboard']];
  return changes.flatMap((change): readonly Check[] => [
    [change.title.trim() !== '', `${change.ref} title`],
    [change.description.trim() !== '', `${change.ref} description`],
    [change.justification.trim() !== '', `${change.ref} justification`],
    [change.deploymentSteps.length > 0, `${change.ref} deployment steps`],
    [change.validationSteps.length > 0, `${change.ref} validation steps`],
  ]);
}

function rehearsal(runs: readonly ReadyRun[], now: number) {
  const ends = runs
    .filter((run) => run.kind === 'rehearsal' && run.backsOutId === null && run.outcome === 'completed')
    .flatMap((run) => run.endedAt ?? []);
  const last = ends.reduce((latest, at) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  if (last === Number.NEGATIVE_INFINITY)
    return { what: 'Rehearsed', met: false, missing: 'a completed rehearsal' };
  const days = Math.floor((now - last) / DAY);
  const what = days <= 0 ? 'Rehearsed today' : `Rehearsed ${days} ${days === 1 ? 'day' : 'days'} ago`;
  return {
    what,
    met: days <= rehearsalDays,
    missing: `the rehearsal is older than ${rehearsalDays} days and does not count`,
  };
}

function isAuthorised(change: ReadyChange): boolean {
  return authorisedStates.includes(change.state) && !change.onHold;
}

function perChange(
  changes: readonly ReadyChange[],
  met: (change: ReadyChange) => boolean,
  what: string,
): readonly Check[] {
  return changes.map((change): Check => [met(change), `${change.ref} ${what}`.trim()]);
}

function listed(missing: readonly string[]): string {
  const shown = missing.slice(0, 6).join(', ');
  return missing.length > 6 ? `${shown} and ${missing.length - 6} more` : shown;
}
