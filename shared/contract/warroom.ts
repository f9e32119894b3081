import { z } from 'zod';
import { noteId, personId, runId, stepId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { prose, route, text } from './base.ts';
import { personTime } from './people.ts';
import { runRecords, step } from './runbooks.ts';

/** Who does what in the room; handed over by name. */
export const roomRole = z.enum(['commander', 'scribe', 'communications', 'technical lead', 'observer']);
export type RoomRole = z.infer<typeof roomRole>;

/** Something the room said: kept for ever, corrected only by another one. */
export const note = z.object({
  id: noteId,
  runId,
  kind: z.enum([
    'note',
    'issue',
    'decision',
    'issue closed',
    'role',
    'sitrep',
    'roll-call',
    'alerts silenced',
    'alerts back',
    'communication',
    'communication sent',
    'bridge',
    'pinned',
    'unpinned',
  ]),
  text: text(2000).min(1),
  /** For `role`: what the owner does from then on. */
  role: roomRole.nullable(),
  ownerId: personId.nullable(),
  /** For issues: when the owner reports next. For communications: when it is due. */
  nextUpdateAt: instant.nullable(),
  /** The issue that an `issue closed` closes, the communication that was sent, the note that is pinned. */
  aboutId: noteId.nullable(),
  /** The step a note is about. */
  stepId: stepId.nullable(),
  actorId: personId,
  occurredAt: instant,
  recordedAt: instant,
});
export type Note = z.infer<typeof note>;

/**
 * What a room knows of its run, without the steps: they are most of the bytes and seldom change, so a page that follows
 * a run does not fetch them with each tick. The clock is worked out from both, wherever it is shown.
 */
export const roomView = runRecords.extend({
  workspaceName: z.string(),
  zone: z.string(),
  notes: z.array(note),
  people: z.array(
    z.object({
      id: personId,
      name: z.string(),
      phone: z.string(),
      /** Duty and absence in the days around now. */
      times: z.array(z.object({ kind: personTime.shape.kind, startsAt: instant, endsAt: instant })),
    }),
  ),
});
export type RoomView = z.infer<typeof roomView>;

/** All that the wall shows, built here so that no page can ask for more. */
export const wallView = roomView.extend({ steps: z.array(step) });
export type WallView = z.infer<typeof wallView>;

export const warroomContract = {
  view: route.input(z.object({ runId })).output(roomView),
  log: route
    .route({ method: 'POST', path: '/runs/{runId}/events' })
    .meta({ public: 'event:write' })
    .input(
      z.object({
        runId,
        kind: note.shape.kind.default('note'),
        text: prose.min(1).max(2000),
        role: roomRole.nullable().default(null),
        ownerId: personId.nullable().default(null),
        nextUpdateAt: instant.nullable().default(null),
        aboutId: noteId.nullable().default(null),
        stepId: stepId.nullable().default(null),
        occurredAt: instant.optional(),
      }),
    )
    .output(note),
};
