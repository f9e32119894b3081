import { z } from 'zod';
import {
  changeId,
  deviceId,
  evidenceId,
  gateVoteId,
  personId,
  runEventId,
  runId,
  stepAttemptId,
  stepEventId,
  stepId,
} from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { prose, text } from './base.ts';
import { automation } from './steps.ts';

/**
 * Everything that is done to a step is an event; the state is read from the events. `clear` takes a wrong tick back by a
 * new entry. `undo` says that what it left behind is gone: its change was backed out alone.
 */
export const stepEventKind = z.enum(['start', 'finish', 'workaround', 'skip', 'fail', 'clear', 'undo']);
export type StepEventKind = z.infer<typeof stepEventKind>;

export const stepEvent = z.object({
  id: stepEventId,
  runId,
  stepId,
  kind: stepEventKind,
  comment: prose,
  actorId: personId,
  /** When it happened, as the person says; `recordedAt` is when it was ticked. */
  occurredAt: instant,
  recordedAt: instant,
});
export type StepEvent = z.infer<typeof stepEvent>;

/** What happened to a run as a whole. */
export const runEvent = z.object({
  id: runEventId,
  runId,
  kind: z.enum([
    'suspend',
    'resume',
    'extend',
    'back out',
    'hand over',
    'take out',
    'clock',
    'clock answered',
    'take over',
  ]),
  comment: prose,
  /** The ends of an extended window and of its protection. */
  windowEndsAt: instant.nullable(),
  protectionEndsAt: instant.nullable(),
  /** Who approved a longer window. */
  approverId: personId.nullable(),
  /** The one change it is about; null = all. */
  changeId: changeId.nullable(),
  /** The device that took the run over. */
  device: deviceId.nullable(),
  actorId: personId,
  occurredAt: instant,
  recordedAt: instant,
});
export type RunEvent = z.infer<typeof runEvent>;

/** What proves that a step was done: words, an address, a file by its path, or a picture under its SHA-256. */
export const evidence = z.object({
  id: evidenceId,
  runId,
  stepId,
  kind: z.enum(['text', 'link', 'file', 'picture']),
  /** The words, the address, the path, or what the picture shows. */
  text: text(2000),
  sha256: z.string().nullable(),
  bytes: z.int().nullable(),
  mime: z.string().nullable(),
  actorId: personId,
  occurredAt: instant,
  recordedAt: instant,
});
export type Evidence = z.infer<typeof evidence>;

/** One time that an automated step ran. */
export const stepAttempt = z.object({
  id: stepAttemptId,
  runId,
  stepId,
  automation,
  startedAt: instant,
  endedAt: instant.nullable(),
  outcome: z.enum(['running', 'passed', 'failed', 'timed out', 'taken over', 'interrupted']),
  /** Exit code of a command, status of an address. */
  code: z.int().nullable(),
  output: text(100_000),
  actorId: personId,
});
export type StepAttempt = z.infer<typeof stepAttempt>;

/** One change among the steps of a run, and what became of it there. */
export const runChange = z.object({
  id: changeId,
  ref: z.string(),
  title: z.string(),
  standing: z.enum(['in', 'taken out', 'backing out', 'backed out', 'not backed out']),
  /** Why it was taken out or backed out. */
  reason: prose,
  /** The run that backs it out alone. */
  backOutId: runId.nullable(),
  /** When its back-out had restored the service. */
  restoredAt: instant.nullable(),
});
export type RunChange = z.infer<typeof runChange>;

/** A word at a gate. The last one of a person counts. */
export const gateVote = z.object({
  id: gateVoteId,
  runId,
  stepId,
  personId,
  vote: z.enum(['go', 'no-go']),
  reason: prose,
  actorId: personId,
  occurredAt: instant,
  recordedAt: instant,
});
export type GateVote = z.infer<typeof gateVote>;
