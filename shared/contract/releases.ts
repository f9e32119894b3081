import { z } from 'zod';
import {
  environmentId,
  personId,
  releaseId,
  repositoryId,
  runId,
  slotId,
  trainId,
  windowId,
} from '#shared/domain/ids.ts';
import { instant, plannedTime, plannedTimeInput } from '#shared/domain/time.ts';
import { prose, route, text } from './base.ts';
import { changeRow } from './changes.ts';
import { runChange } from './run-records.ts';

export const releaseState = z.enum([
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
]);
export type ReleaseState = z.infer<typeof releaseState>;

export const releaseFields = z.object({
  name: text(200).min(1),
  version: text(60),
  type: z.enum(['major', 'minor', 'patch', 'emergency']),
  objectives: prose,
  ownerId: personId.nullable(),
  deliveryManagerId: personId.nullable(),
  environmentId: environmentId.nullable(),
  strategy: z.enum(['all at once', 'rolling', 'blue-green', 'canary', 'feature toggle']),
  backOutPlan: prose,
  /** Releases that are finished before this one starts. */
  dependsOn: z.array(releaseId).max(100),
});
/** What a person may edit on a release. */
export type EditedRelease = z.infer<typeof releaseFields>;

/** A booking on one occurrence of a window; it keeps the ends as they were when it was booked. */
export const slot = z.object({
  id: slotId,
  releaseId,
  windowId: windowId.nullable(),
  start: plannedTime,
  end: plannedTime,
  windowStartsAt: instant,
  windowEndsAt: instant,
  protectionEndsAt: instant,
});
export type Slot = z.infer<typeof slot>;

export const release = releaseFields.extend({
  id: releaseId,
  ref: z.string(),
  state: releaseState,
  repositoryId: repositoryId.nullable(),
  rangeFrom: z.string(),
  rangeTo: z.string(),
  slot: slot.nullable(),
  /** The train it rides, and the number of its departure. */
  trainId: trainId.nullable(),
  departureNumber: z.int().nullable(),
  outcome: z.enum(['successful', 'successful with issues', 'backed out', 'failed']).nullable(),
  closeNote: z.string(),
  actualStartAt: instant.nullable(),
  actualEndAt: instant.nullable(),
  createdAt: instant,
  changes: z.int(),
});
export type Release = z.infer<typeof release>;

/** One line of the readiness sum: what was looked at, points reached of points possible, and what is missing. */
export const readinessLine = z.object({
  what: z.string(),
  points: z.int(),
  of: z.int(),
  missing: z.string(),
});
export type ReadinessLine = z.infer<typeof readinessLine>;

export const releaseDetail = release.extend({
  changeRows: z.array(changeRow),
  runs: z.array(
    z.object({
      id: runId,
      name: z.string(),
      kind: z.enum(['rehearsal', 'live']),
      startedAt: instant.nullable(),
      endedAt: instant.nullable(),
    }),
  ),
  readiness: z.array(readinessLine),
  /** Changes that left one of its live runs: taken out, or backed out alone. */
  leftRuns: z.array(runChange.extend({ runId })),
});
export type ReleaseDetail = z.infer<typeof releaseDetail>;

export const releasesContract = {
  list: route.output(z.array(release)),
  get: route
    .route({ method: 'GET', path: '/releases/{key}' })
    .meta({ public: 'gate:read' })
    .input(z.object({ key: text(60).min(1) }))
    .output(releaseDetail),
  create: route.input(releaseFields.partial().required({ name: true })).output(release),
  patch: route.input(z.object({ id: releaseId, fields: releaseFields.partial() })).output(release),
  /** Books the release on a window occurrence; refused outside it and in a hard freeze. `windowId` null books free time where no window exists. */
  book: route
    .input(
      z.object({
        id: releaseId,
        windowId: windowId.nullable(),
        start: plannedTimeInput,
        minutes: z.int().min(1).max(10_080),
      }),
    )
    .output(release),
  unbook: route.input(z.object({ id: releaseId })).output(release),
  transition: route
    .input(z.object({ id: releaseId, to: releaseState, reason: text(2000).optional() }))
    .output(release),
  /** Closes the release and its changes that are in Review, with one outcome and a sentence of what was learned. */
  close: route
    .input(
      z.object({
        id: releaseId,
        outcome: z.enum(['successful', 'successful with issues', 'backed out', 'failed']),
        note: prose,
      }),
    )
    .output(release),
};
