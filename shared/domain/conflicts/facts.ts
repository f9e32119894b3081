import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import type { Service } from '#shared/contract/catalogue.ts';
import type { ChangeType } from '#shared/contract/changes.ts';
import type { Conflict, Subject } from '#shared/contract/conflicts.ts';
import type { PersonTime, WorkingHours } from '#shared/contract/people.ts';
import type { Policies } from '#shared/contract/workspace.ts';
import type {
  EnvironmentId,
  PersonId,
  ReleaseId,
  ServiceId,
  TeamId,
  TrainId,
  WindowId,
} from '#shared/domain/ids.ts';

/** What the engine knows of a change or release with planned time; half-open [startsAt, endsAt) in ms UTC. */
export type Bookable = {
  readonly subject: Subject;
  readonly ref: string;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** booked = Scheduled and Implement, tentative = before; over = finished: in nobody's way any more. */
  readonly status: 'booked' | 'tentative' | 'over';
  readonly emergency: boolean;
  /** Type of a change, for its lead time; null for a release. */
  readonly type: ChangeType | null;
  /** Of a release: those of its changes. */
  readonly serviceIds: readonly ServiceId[];
  /** Empty = not said, so it may touch any. */
  readonly environmentIds: readonly EnvironmentId[];
  /** Owner teams of the services. */
  readonly teamIds: readonly TeamId[];
  /** Assignee and validator; of a release nobody. */
  readonly people: readonly { readonly id: PersonId; readonly as: 'assignee' | 'validator' }[];
  /** The release a change is aboard. */
  readonly releaseId: ReleaseId | null;
  /** A change aboard a release with a slot: the release stands for it but for its people and lead time. */
  readonly rides: boolean;
  /** Releases that are finished before this release starts. */
  readonly dependsOn: readonly ReleaseId[];
  readonly trainId: TrainId | null;
  readonly departureNumber: number | null;
  readonly createdAt: number;
  /** Slot of a release: the window it was booked on and that window's ends as they were then. */
  readonly slot: {
    readonly windowId: WindowId;
    readonly windowStartsAt: number;
    readonly windowEndsAt: number;
  } | null;
};

/** A person's usual time and what is recorded beside it. */
export type Availability = {
  readonly id: PersonId;
  readonly name: string;
  readonly zone: string;
  /** Null = not checked. */
  readonly hours: WorkingHours | null;
  readonly times: readonly Pick<PersonTime, 'kind' | 'start' | 'end' | 'note'>[];
};

/** All that may touch a booking at a time: the engine compares it with nothing else. */
export type Surroundings = {
  /** Bookings that overlap the time, and the releases that it depends on, that depend on it, and of its train, wherever they are. */
  readonly bookings: readonly Bookable[];
  /** Releases it depends on that have no slot; they are finished or not. */
  readonly unplanned: readonly { id: ReleaseId; ref: string; name: string; finished: boolean }[];
  readonly occurrences: readonly Occurrence[];
  /** Allow rules, so that a scope whose next window lies far away still counts as having one. */
  readonly rules: readonly Pick<
    WindowRule,
    'id' | 'name' | 'kind' | 'hard' | 'serviceIds' | 'environmentIds' | 'teamIds'
  >[];
  /** Those of the bookings and their direct dependencies both ways; `teamId` is the owner team that window scopes speak of. */
  readonly services: readonly Pick<Service, 'id' | 'name' | 'teamId' | 'dependsOn'>[];
  readonly people: readonly Availability[];
  readonly leadMinutes: Policies['leadMinutes'];
};

/** A conflict before anybody's record is looked at. */
export type FoundConflict = Omit<Conflict, 'standing' | 'recordId'>;
