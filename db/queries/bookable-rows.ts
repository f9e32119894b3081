import type { ChangeState, ChangeType } from '#shared/contract/changes.ts';
import type { Release, ReleaseState } from '#shared/contract/releases.ts';
import type { Bookable } from '#shared/domain/conflicts/facts.ts';
import type {
  ChangeId,
  EnvironmentId,
  PersonId,
  ReleaseId,
  ServiceId,
  TeamId,
  TrainId,
  WindowId,
} from '#shared/domain/ids.ts';
import { releaseName } from '#shared/domain/releases.ts';
import type { ReadDb } from '../read.ts';
import type { PlanningFacts } from './planning-facts.ts';

/** A booking as the engine sees it, and the state that the calendar names. */
export type Booked = { readonly bookable: Bookable; readonly state: ChangeState | ReleaseState };
export type Loaded = Omit<Booked, 'bookable'> & {
  /** `startsAt` and `endsAt` are 0 where no time is planned. */
  readonly bookable: Bookable;
  readonly planned: boolean;
};

export type ChangeLine = {
  n: number;
  id: ChangeId;
  ref: string;
  title: string;
  state: ChangeState;
  type: ChangeType;
  startsAt: number;
  endsAt: number | null;
  serviceIds: string;
  environmentIds: string;
  assigneeId: PersonId | null;
  validatorId: PersonId | null;
  releaseId: ReleaseId | null;
  createdAt: number;
  rides: number;
};
export type ReleaseLine = {
  id: ReleaseId;
  ref: string;
  name: string;
  version: string;
  state: ReleaseState;
  type: Release['type'];
  environmentId: EnvironmentId | null;
  dependsOn: string;
  trainId: TrainId | null;
  departureNumber: number | null;
  createdAt: number;
  startsAt: number | null;
  endsAt: number | null;
  windowId: WindowId | null;
  windowStartsAt: number | null;
  windowEndsAt: number | null;
};

export const AHEAD = "('New', 'Assess', 'Authorize', 'Scheduled', 'Implement')";
export const RELEASE_AHEAD =
  "('Planning', 'Build', 'Testing', 'Awaiting approval', 'Scheduled', 'Deployment')";

// A change aboard whose time lies within the slot rides; one that keeps another time is a booking of its own.
export const CHANGE = `SELECT c.n, c.id, c.ref, c.title, c.state, c.type, c.planned_sort AS startsAt, c.planned_until AS endsAt,
    c.service_ids AS serviceIds, c.environment_ids AS environmentIds, c.assignee_id AS assigneeId,
    c.validator_id AS validatorId, c.release_id AS releaseId, c.created_at AS createdAt,
    EXISTS (SELECT 1 FROM slot s JOIN release r ON r.id = s.release_id WHERE s.release_id = c.release_id
      AND s.removed_at IS NULL AND r.removed_at IS NULL AND r.state IN ${RELEASE_AHEAD}
      AND c.planned_sort >= json_extract(s.start, '$.at') AND c.planned_until <= json_extract(s.end, '$.at')) AS rides
  FROM change c`;
export const RELEASE = `SELECT r.id, r.ref, r.name, r.version, r.state, r.type, r.environment_id AS environmentId,
    r.depends_on AS dependsOn, r.train_id AS trainId, r.departure_number AS departureNumber, r.created_at AS createdAt,
    json_extract(s.start, '$.at') AS startsAt, json_extract(s.end, '$.at') AS endsAt, s.window_id AS windowId,
    s.window_starts_at AS windowStartsAt, s.window_ends_at AS windowEndsAt`;

/** A row of {@link CHANGE} as the engine sees it. */
export function changeOf(facts: PlanningFacts, line: ChangeLine): Loaded {
  const serviceIds = JSON.parse(line.serviceIds) as ServiceId[];
  const planned = line.endsAt !== null;
  const people = [
    ...(line.assigneeId ? [{ id: line.assigneeId, as: 'assignee' as const }] : []),
    ...(line.validatorId ? [{ id: line.validatorId, as: 'validator' as const }] : []),
  ];
  return {
    state: line.state,
    planned,
    bookable: {
      subject: { kind: 'change', id: line.id },
      ref: line.ref,
      title: line.title,
      startsAt: planned ? line.startsAt : 0,
      // Where the end was written before the start, the booking still has a time.
      endsAt: Math.max(line.endsAt ?? 0, planned ? line.startsAt : 0),
      status: statusOfChange(line.state),
      emergency: line.type === 'emergency',
      type: line.type,
      serviceIds,
      environmentIds: JSON.parse(line.environmentIds) as EnvironmentId[],
      teamIds: teamsOf(facts, serviceIds),
      people,
      releaseId: line.releaseId,
      rides: line.rides === 1,
      dependsOn: [],
      trainId: null,
      departureNumber: null,
      createdAt: line.createdAt,
      slot: null,
    },
  };
}

/** A row of {@link RELEASE} as the engine sees it, with the services of its changes. */
export function releaseOf(db: ReadDb, facts: PlanningFacts, line: ReleaseLine): Loaded {
  const serviceIds = [
    ...new Set(
      db
        .rows<{ ids: string }>(
          "SELECT service_ids AS ids FROM change WHERE release_id = ? AND removed_at IS NULL AND state <> 'Cancelled'",
          line.id,
        )
        .flatMap(({ ids }) => JSON.parse(ids) as ServiceId[]),
    ),
  ];
  const { windowId, windowStartsAt, windowEndsAt } = line;
  return {
    state: line.state,
    planned: line.startsAt !== null,
    bookable: {
      subject: { kind: 'release', id: line.id },
      ref: line.ref,
      title: releaseName(line),
      startsAt: line.startsAt ?? 0,
      endsAt: line.endsAt ?? 0,
      status: statusOfRelease(line.state),
      emergency: line.type === 'emergency',
      type: null,
      serviceIds,
      environmentIds: line.environmentId === null ? [] : [line.environmentId],
      teamIds: teamsOf(facts, serviceIds),
      people: [],
      releaseId: null,
      rides: false,
      dependsOn: JSON.parse(line.dependsOn) as ReleaseId[],
      trainId: line.trainId,
      departureNumber: line.departureNumber,
      createdAt: line.createdAt,
      slot:
        windowId === null || windowStartsAt === null || windowEndsAt === null
          ? null
          : { windowId, windowStartsAt, windowEndsAt },
    },
  };
}

/** Owner teams of services. */
export function teamsOf(facts: PlanningFacts, serviceIds: readonly ServiceId[]): TeamId[] {
  return [...new Set(serviceIds.flatMap((id) => facts.services.get(id)?.teamId ?? []))];
}

function statusOfChange(state: ChangeState): Bookable['status'] {
  switch (state) {
    case 'New':
    case 'Assess':
    case 'Authorize':
      return 'tentative';
    case 'Scheduled':
    case 'Implement':
      return 'booked';
    case 'Review':
    case 'Closed':
    case 'Cancelled':
      return 'over';
  }
}

/** Whether a release is still ahead, booked, or over: in nobody's way any more. */
export function statusOfRelease(state: ReleaseState): Bookable['status'] {
  switch (state) {
    case 'Planning':
    case 'Build':
    case 'Testing':
    case 'Awaiting approval':
      return 'tentative';
    case 'Scheduled':
    case 'Deployment':
      return 'booked';
    case 'Review':
    case 'Closed':
    case 'Failed':
    case 'Backed out':
    case 'Cancelled':
      return 'over';
  }
}

/** Over without being finished. */
export function isCalledOff(state: ReleaseState): boolean {
  return state === 'Failed' || state === 'Backed out' || state === 'Cancelled';
}
