import { z } from 'zod';
import {
  changeId,
  deviceId,
  personId,
  releaseId,
  runId,
  serviceId,
  stepEventId,
  stepId,
  templateId,
} from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { madeFile, prose, route, text } from './base.ts';
import { gateVote, runChange, runEvent, stepEvent, stepEventKind } from './run-records.ts';
import { section, stepBody } from './steps.ts';
import { template } from './templates.ts';

export const stepState = z.enum([
  'pending',
  'ready',
  'in progress',
  'done',
  'done with workaround',
  'skipped',
  'failed',
  'blocked',
  'undone',
]);
export type StepState = z.infer<typeof stepState>;

export const step = stepBody.extend({
  id: stepId,
  runId,
  number: z.int(),
  position: z.string(),
  dependsOn: z.array(stepId),
  ownerId: personId.nullable(),
  changeId: changeId.nullable(),
  serviceId: serviceId.nullable(),
  /** In a back-out run: the step of the run before it that this one undoes, or stands for where that run goes on. */
  undoesId: stepId.nullable(),
  /** Who says go or no-go at a gate; nobody = whoever finishes it. */
  voterIds: z.array(personId).max(50),
  /** When the step was to start and end as it was approved; null before. */
  baselineStartAt: instant.nullable(),
  baselineEndAt: instant.nullable(),
});
export type Step = z.infer<typeof step>;

/** Forecast of one step: instants in ms UTC. */
export const stepForecast = z.object({
  stepId,
  state: stepState,
  startsAt: instant,
  endsAt: instant,
  actualStartAt: instant.nullable(),
  actualEndAt: instant.nullable(),
  lateMinutes: z.int(),
  critical: z.boolean(),
});
export type StepForecast = z.infer<typeof stepForecast>;

/** The clock of a run: where it stands, where it will end, until when backing out still fits. */
export const forecast = z.object({
  now: instant,
  steps: z.array(stepForecast),
  plannedEndAt: instant,
  forecastEndAt: instant,
  /** When service would be restored if backing out started now. */
  backedOutAt: instant,
  /** Last moment to decide on backing out; null after an irreversible step has started or without a window. */
  backOutDeadlineAt: instant.nullable(),
  /** The deadline once the next step has started, and which step that is. */
  deadlineAfterNext: z
    .object({ stepId, number: z.int(), startsAt: instant, deadlineAt: instant.nullable() })
    .nullable(),
  noReturnSince: instant.nullable(),
  rag: z.enum(['green', 'amber', 'red']),
  /** One sentence with its times. Times in it stand between braces as epoch ms, such as {1802300400000}, so that each screen writes them in its own zone. */
  because: z.string(),
});
export type Forecast = z.infer<typeof forecast>;

export const run = z.object({
  id: runId,
  releaseId,
  name: z.string(),
  kind: z.enum(['rehearsal', 'live']),
  templateId: templateId.nullable(),
  windowStartsAt: instant.nullable(),
  windowEndsAt: instant.nullable(),
  protectionEndsAt: instant.nullable(),
  plannedStartAt: instant,
  decisionMinutes: z.int(),
  validationMinutes: z.int(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** How it ended; empty while it runs. */
  outcome: z.string(),
  /** A back-out run: the run whose steps it undoes. */
  backsOutId: runId.nullable(),
  /** When a back-out had restored the service. */
  restoredAt: instant.nullable(),
  /** Which version of the runbook was copied. */
  templateVersion: z.int().nullable(),
  /** A back-out run of one change alone; null = of all. */
  changeId: changeId.nullable(),
  /** The device that runs it; null = whichever. */
  heldBy: deviceId.nullable(),
});
export type Run = z.infer<typeof run>;

/** The device that runs a run which is under way. */
const runHolder = z.object({
  /** Letters of the device, as in its references; empty when nothing is known of it. */
  letters: z.string(),
  /** It is the device that answers. */
  isHere: z.boolean(),
  since: instant,
  /** When the last record of the run was kept. */
  lastRecordedAt: instant,
});

/** A run and what was recorded in it. */
export const runRecords = z.object({
  run,
  /** Null before the start, after the end, and where any device may go on. */
  holder: runHolder.nullable(),
  releaseName: z.string(),
  releaseRef: z.string(),
  environment: z.string(),
  events: z.array(stepEvent),
  /** Suspended, resumed, extended: in the order they were recorded. */
  moments: z.array(runEvent),
  /** Words at the gates, in the order they were recorded. */
  votes: z.array(gateVote),
  /** The changes whose steps it holds, in their order. */
  changes: z.array(runChange),
  /** The run that backs this one out, once somebody decided on it. */
  backOutId: runId.nullable(),
});
export type RunRecords = z.infer<typeof runRecords>;

export const runView = runRecords.extend({ steps: z.array(step), forecast });
export type RunView = z.infer<typeof runView>;

/** What backing out now would be: the steps in their order, when it ends, and what cannot be taken back. */
export const backOutPlan = z.object({
  /** `own`: the back-out steps of the runbook itself; `undo`: what undoes each step that was done or started. */
  source: z.enum(['own', 'undo']),
  steps: z.array(
    z.object({
      title: z.string(),
      minutes: z.int(),
      /** Nobody wrote an estimate: the minutes are those of the step that is undone. */
      estimated: z.boolean(),
      /** Number of the step that is undone; null for the runbook's own steps and the validation. */
      undoes: z.int().nullable(),
    }),
  ),
  /** When service is restored if it begins now. */
  restoredAt: instant,
  protectionEndsAt: instant.nullable(),
  /** Numbers of steps that were done or started and cannot be undone. */
  irreversible: z.array(z.int()),
  /** Why it cannot begin, in a sentence; empty when it can. */
  refusal: z.string(),
});
export type BackOutPlan = z.infer<typeof backOutPlan>;

export const runbooksContract = {
  templates: route.output(z.array(template)),
  runs: route.output(
    z.array(run.extend({ releaseName: z.string(), releaseRef: z.string(), done: z.int(), total: z.int() })),
  ),
  /** Copies a template into a run of the release; a live run takes window and protection end from the booked slot. */
  attach: route.input(z.object({ releaseId, templateId, kind: run.shape.kind })).output(runView),
  get: route.input(z.object({ id: runId })).output(runView),
  /** Steps in the order of the list. Watch `runs/<id>/steps`: a tick does not touch them. */
  steps: route.input(z.object({ id: runId })).output(z.array(step)),
  assign: route.input(z.object({ stepId, ownerId: personId.nullable() })).output(step),
  /** Gives every open step of one person to another in one entry, with the roles of the room they hold if asked. */
  handOver: route
    .input(z.object({ id: runId, fromId: personId, toId: personId, roles: z.boolean(), note: text(1500) }))
    .output(runView),
  insertStep: route
    .input(
      z.object({
        runId,
        afterStepId: stepId.nullable(),
        title: text(300).min(1),
        section,
        plannedMinutes: z.int().min(0).max(10_080),
        ownerId: personId.nullable(),
      }),
    )
    .output(step),
  /** Starts the run. Live: the release goes to Deployment and its scheduled changes to Implement. */
  start: route.input(z.object({ id: runId, reason: text(2000).optional() })).output(runView),
  /** Records one event on one step; answers when it is on disk, with the state the step is in now. */
  tick: route
    .input(
      z.object({
        stepId,
        kind: stepEventKind,
        comment: prose.optional(),
        occurredAt: instant.optional(),
        /** Whose tick it is, where the operator only writes it down. */
        onBehalfOf: personId.optional(),
        /** Made by the page, so that a tick sent twice after a broken connection is recorded once. */
        eventId: stepEventId.optional(),
      }),
    )
    .output(z.object({ event: stepEvent, state: stepState })),
  /** Ends the run. Live: the release and its changes go to Review. */
  end: route
    .input(
      z.object({
        id: runId,
        outcome: z.enum(['completed', 'suspended', 'failed']),
        reason: text(2000),
        /** When a back-out had restored the service; the end of its last step when left out. */
        restoredAt: instant.optional(),
      }),
    )
    .output(runView),
  /** What backing out now would be; writes nothing. */
  backOutPlan: route.input(z.object({ id: runId })).output(backOutPlan),
  /** Ends the run as backed out and starts the run that undoes it, in one entry; answers with the new run. */
  backOut: route.input(z.object({ id: runId, reason: text(2000) })).output(runView),
  /** Records a word at a gate; a no-go needs its reason. */
  vote: route
    .input(
      gateVote
        .pick({ stepId: true, vote: true })
        .extend({ personId: personId.optional(), reason: text(2000) }),
    )
    .output(gateVote),
  /** Names who says go or no-go at a gate. */
  setVoters: route.input(z.object({ stepId, voterIds: step.shape.voterIds })).output(step),
  /** Nothing new starts until the run is resumed. */
  suspend: route.input(z.object({ id: runId, reason: text(2000) })).output(runView),
  resume: route.input(z.object({ id: runId, reason: text(2000) })).output(runView),
  /** Takes a run over that another device holds; from then on that one records nothing in it. */
  takeOver: route.input(z.object({ id: runId, reason: text(2000) })).output(runView),
  /** Moves the end of the window and of its protection, with who approved it. */
  extend: route
    .input(
      z.object({
        id: runId,
        windowEndsAt: instant,
        protectionEndsAt: instant,
        approverId: personId,
        reason: text(2000),
      }),
    )
    .output(runView),
  /** The runbook of a run, or one that belongs to none yet, as a PDF with boxes to tick; what was done is ticked. */
  print: route
    .input(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('run'), id: runId }),
        z.object({ kind: z.literal('template'), id: templateId }),
      ]),
    )
    .output(madeFile),
};
