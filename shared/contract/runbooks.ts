import { z } from 'zod';
import {
  changeId,
  deviceId,
  evidenceId,
  gateVoteId,
  personId,
  releaseId,
  runEventId,
  runId,
  serviceId,
  stepAttemptId,
  stepEventId,
  stepId,
  templateId,
  templateStepId,
  templateVersionId,
} from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { prose, route, text } from './base.ts';

export const section = z.enum([
  'Pre-deployment',
  'Deployment',
  'Smoke test',
  'Validation',
  'Post-deployment',
  'Back-out',
]);
export type Section = z.infer<typeof section>;
export const stepKind = z.enum(['manual', 'gate', 'automated', 'communication', 'validation', 'wait']);

/** What an automated step calls: a command by its name in the device's allow-list, or an address that must answer with a status. */
export const automation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: text(60).min(1) }),
  z.object({
    kind: z.literal('http'),
    url: text(2000).min(1),
    status: z.int().min(100).max(599),
    /** How long it is asked again until it answers so; once when left out. */
    waitMinutes: z.int().min(0).max(240).optional(),
  }),
]);
export type StepAutomation = z.infer<typeof automation>;

/** What a template step and a run step have in common. */
const stepBody = z.object({
  section,
  title: text(300).min(1),
  /** About 24 characters, for the wall; empty = the title is short enough. */
  shortTitle: text(40),
  instructions: prose,
  kind: stepKind,
  ownerRole: text(60),
  plannedMinutes: z.int().min(0).max(10_080),
  /** `steps` = undone in `undoMinutes` (null: the forward duration is used and marked). */
  undo: z.enum(['steps', 'none needed', 'irreversible']),
  undoMinutes: z.int().min(0).max(10_080).nullable(),
  undoTitle: text(300),
  /** What must be attached before the step is done; empty = nothing. */
  evidence: text(300),
  /** What to do when the step fails, as its author advises. */
  onFailure: prose,
  automation: automation.nullable(),
  /** Not before so many minutes after the start of the run; null = as soon as what it depends on is done. */
  offsetMinutes: z.int().min(0).max(10_080).nullable(),
});

export const templateStep = stepBody.extend({
  id: templateStepId,
  templateId,
  /** Fractional index: order within the template. */
  position: z.string(),
  dependsOn: z.array(templateStepId),
});
export type TemplateStep = z.infer<typeof templateStep>;

export const template = z.object({
  id: templateId,
  name: text(200).min(1),
  version: z.int(),
  about: prose,
  steps: z.array(templateStep),
});
export type Template = z.infer<typeof template>;

/** What a runbook said when it was published. */
export const templateVersion = z.object({
  id: templateVersionId,
  templateId,
  version: z.int(),
  body: z.object({ name: text(200), about: prose, steps: z.array(templateStep) }),
  summary: text(2000),
  publishedAt: instant,
  publishedBy: personId,
});
export type TemplateVersion = z.infer<typeof templateVersion>;

export const stepState = z.enum([
  'pending',
  'ready',
  'in progress',
  'done',
  'done with workaround',
  'skipped',
  'failed',
  'blocked',
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
  /** In a back-out run: the step of the run before it that this one undoes. */
  undoesId: stepId.nullable(),
  /** Who says go or no-go at a gate; nobody = whoever finishes it. */
  voterIds: z.array(personId).max(50),
  /** When the step was to start and end as it was approved; null before. */
  baselineStartAt: instant.nullable(),
  baselineEndAt: instant.nullable(),
});
export type Step = z.infer<typeof step>;

/** Everything that is done to a step is an event; the state is read from the events. `clear` takes a wrong tick back by a new entry. */
export const stepEventKind = z.enum(['start', 'finish', 'workaround', 'skip', 'fail', 'clear']);
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
  kind: z.enum(['suspend', 'resume', 'extend', 'back out']),
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

export const runView = z.object({
  run,
  releaseName: z.string(),
  releaseRef: z.string(),
  environment: z.string(),
  steps: z.array(step),
  events: z.array(stepEvent),
  /** Suspended, resumed, extended: in the order they were recorded. */
  moments: z.array(runEvent),
  /** Words at the gates, in the order they were recorded. */
  votes: z.array(gateVote),
  /** The run that backs this one out, once somebody decided on it. */
  backOutId: runId.nullable(),
  forecast,
});
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
  assign: route.input(z.object({ stepId, ownerId: personId.nullable() })).output(step),
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
};
