import { and, isNull, ne } from 'drizzle-orm';
import type { Duty, RunPlan } from '#shared/contract/planning.ts';
import type { Run, RunView, Step } from '#shared/contract/runbooks.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';
import type { PersonId, RunId, StepId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { doubleBookings } from '#shared/domain/runs/double-bookings.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { ownerless, planRun, stepsLeft } from '#shared/domain/runs/run-plan.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { run, step } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { aheadIn } from './bookables.ts';
import { listPeople } from './people.ts';
import { planningFacts } from './planning-facts.ts';
import { mustExist } from './references.ts';
import { eventsOf, getRun, mustNotHaveEnded, rowToRun, runView, stepsOf } from './runs.ts';

/** What is still to be settled about the people of a run: steps nobody owns, and who is booked twice. Throws NOT_FOUND. */
export function runPlan(db: ReadDb, id: RunId, now: number): RunPlan {
  const found = getRun(db, id);
  const steps = stepsLeft(stepsOf(db, id), eventsOf(db, id));
  const people = listPeople(db);
  const free = ownerless(steps);
  const roles = [...new Set(free.map(({ ownerRole }) => ownerRole).filter((role) => role !== ''))];
  const names = new Map(people.map((person) => [person.id, person.name]));
  const own = dutiesOf(found, steps, timesOf(db, found, steps, now), '');
  return {
    roles: roles.map((role) => ({
      role,
      numbers: free.filter(({ ownerRole }) => ownerRole === role).map(({ number }) => number),
      candidates: people
        .filter((person) => person.roles.some((one) => one === role))
        .map((person) => person.id),
    })),
    unowned: free
      .filter(({ ownerRole }) => ownerRole === '')
      .map(({ id: stepId, number, title }) => ({ stepId, number, title })),
    doubleBookings: doubleBookings(own, [
      ...dutiesInOtherRuns(db, found, now),
      ...dutiesInChanges(db, found, own),
    ]).map((clash) => ({ ...clash, name: names.get(clash.personId) ?? '' })),
  };
}

function dutiesOf(
  { backsOutId }: Run,
  steps: readonly Step[],
  times: ReadonlyMap<StepId, Span>,
  where: string,
): Duty[] {
  return steps.flatMap((one): Duty[] => {
    const span = times.get(one.id);
    const { ownerId, section, number, title } = one;
    if (!span || ownerId === null || (section === 'Back-out' && backsOutId === null)) return [];
    const { startsAt, endsAt } = span;
    return [{ personId: ownerId, startsAt, endsAt, what: `${where}step ${number} ${title}`, stepId: one.id }];
  });
}

/** Steps of runs that are planned or under way; those under way as they are forecast. */
function dutiesInOtherRuns(db: ReadDb, { id }: Run, now: number): Duty[] {
  const others = db
    .select()
    .from(run)
    .where(and(isNull(run.endedAt), isNull(run.removedAt), ne(run.id, id)))
    .all();
  return others.map(rowToRun).flatMap((other) => {
    const steps = stepsLeft(stepsOf(db, other.id), eventsOf(db, other.id));
    return dutiesOf(other, steps, timesOf(db, other, steps, now), `${other.name}, `);
  });
}

/** When each step is planned; once the run is under way, when it was done or is forecast. */
function timesOf(db: ReadDb, one: Run, steps: readonly Step[], now: number): ReadonlyMap<StepId, Span> {
  if (one.startedAt === null) return planRun(one, steps).steps;
  const forecast = forecastRun({ run: one, steps, events: eventsOf(db, one.id), now });
  return new Map(forecast.steps.map((each) => [each.stepId, each]));
}

/** Changes somebody carries out or validates meanwhile; those of the release itself are what its live run does. */
function dutiesInChanges(db: ReadDb, { kind, releaseId }: Run, own: readonly Duty[]): Duty[] {
  const from = own.reduce((first, { startsAt }) => Math.min(first, startsAt), Number.POSITIVE_INFINITY);
  const until = own.reduce((last, { endsAt }) => Math.max(last, endsAt), Number.NEGATIVE_INFINITY);
  if (from >= until) return [];
  return aheadIn(db, planningFacts(db), from, until)
    .filter((booked) => kind === 'rehearsal' || booked.releaseId !== releaseId)
    .flatMap(({ people, startsAt, endsAt, ref, title }) =>
      [...new Set(people.map((one) => one.id))].map(
        (personId): Duty => ({ personId, startsAt, endsAt, what: `${ref} ${title}`, stepId: null }),
      ),
    );
}

/**
 * Gives the steps without an owner that ask for a role to the person named for it, in one entry. Throws NOT_FOUND,
 * REFUSED once the run has ended.
 */
export function assignRoles(
  store: Store,
  who: Who,
  id: RunId,
  owners: readonly { readonly role: string; readonly personId: PersonId }[],
): RunView {
  write(store, who, 'Owners taken from roles', (tx) => {
    mustNotHaveEnded(getRun(tx, id));
    mustExist(tx, { person: owners.map((one) => one.personId) });
    const chosen = new Map(owners.map(({ role, personId }) => [role, personId]));
    if (chosen.size < owners.length)
      throw refused(
        'One role was given to two people. Name one for each; single steps are given out by hand.',
      );
    const free = ownerless(stepsOf(tx, id)).filter(({ ownerRole }) => chosen.has(ownerRole));
    if (free.length === 0) throw refused('No step without an owner asks for these roles.');
    for (const one of free) tx.patch(step, one.id, { ownerId: chosen.get(one.ownerRole) ?? null });
  });
  return runView(store.db, id, store.now());
}
