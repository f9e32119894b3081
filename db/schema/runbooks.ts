import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  Evidence,
  GateVote,
  RunEvent,
  StepAttempt,
  StepEventKind,
} from '#shared/contract/run-records.ts';
import type { Run, Step } from '#shared/contract/runbooks.ts';
import type { TemplateStep, TemplateVersion } from '#shared/contract/templates.ts';
import type {
  ChangeId,
  DeviceId,
  EvidenceId,
  GateVoteId,
  PersonId,
  ReleaseId,
  RunEventId,
  RunId,
  ServiceId,
  StepAttemptId,
  StepEventId,
  StepId,
  TemplateId,
  TemplateStepId,
  TemplateVersionId,
} from '#shared/domain/ids.ts';
import { json, loggedColumns } from './columns.ts';

const stepColumns = () => ({
  section: text('section').notNull().$type<Step['section']>(),
  title: text('title').notNull(),
  shortTitle: text('short_title').notNull(),
  instructions: text('instructions').notNull(),
  kind: text('kind').notNull().$type<Step['kind']>(),
  ownerRole: text('owner_role').notNull(),
  plannedMinutes: integer('planned_minutes').notNull(),
  undo: text('undo').notNull().$type<Step['undo']>(),
  undoMinutes: integer('undo_minutes'),
  undoTitle: text('undo_title').notNull(),
  evidence: text('evidence').notNull().default(''),
  onFailure: text('on_failure').notNull().default(''),
  automation: json<Step['automation']>('automation'),
  offsetMinutes: integer('offset_minutes'),
  /** Fractional index: order in the list. */
  position: text('position').notNull(),
});

export const template = sqliteTable('template', {
  ...loggedColumns<TemplateId>(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  about: text('about').notNull(),
});

export const templateStep = sqliteTable(
  'template_step',
  {
    ...loggedColumns<TemplateStepId>(),
    templateId: text('template_id').notNull().$type<TemplateId>(),
    ...stepColumns(),
    dependsOn: json<TemplateStep['dependsOn']>('depends_on').notNull(),
  },
  (t) => [index('template_step_template').on(t.templateId, t.position)],
);

/** What a runbook said when it was published; runs copy the newest one. Rows are only ever added. */
export const templateVersion = sqliteTable(
  'template_version',
  {
    ...loggedColumns<TemplateVersionId>(),
    templateId: text('template_id').notNull().$type<TemplateId>(),
    version: integer('version').notNull(),
    body: json<TemplateVersion['body']>('body').notNull(),
    summary: text('summary').notNull(),
    publishedAt: integer('published_at').notNull(),
    publishedBy: text('published_by').notNull().$type<PersonId>(),
  },
  (t) => [index('template_version_template').on(t.templateId, t.version)],
);

export const run = sqliteTable(
  'run',
  {
    ...loggedColumns<RunId>(),
    releaseId: text('release_id').notNull().$type<ReleaseId>(),
    name: text('name').notNull(),
    kind: text('kind').notNull().$type<Run['kind']>(),
    templateId: text('template_id').$type<TemplateId>(),
    windowStartsAt: integer('window_starts_at'),
    windowEndsAt: integer('window_ends_at'),
    protectionEndsAt: integer('protection_ends_at'),
    plannedStartAt: integer('planned_start_at').notNull(),
    decisionMinutes: integer('decision_minutes').notNull(),
    validationMinutes: integer('validation_minutes').notNull(),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
    outcome: text('outcome').notNull(),
    backsOutId: text('backs_out_id').$type<RunId>(),
    restoredAt: integer('restored_at'),
    templateVersion: integer('template_version'),
    changeId: text('change_id').$type<ChangeId>(),
    heldBy: text('held_by').$type<DeviceId>(),
  },
  (t) => [index('run_release').on(t.releaseId), index('run_backs_out').on(t.backsOutId)],
);

export const step = sqliteTable(
  'step',
  {
    ...loggedColumns<StepId>(),
    runId: text('run_id').notNull().$type<RunId>(),
    number: integer('number').notNull(),
    ...stepColumns(),
    dependsOn: json<StepId[]>('depends_on').notNull(),
    ownerId: text('owner_id').$type<PersonId>(),
    changeId: text('change_id').$type<ChangeId>(),
    serviceId: text('service_id').$type<ServiceId>(),
    undoesId: text('undoes_id').$type<StepId>(),
    voterIds: json<Step['voterIds']>('voter_ids').notNull().default([]),
    baselineStartAt: integer('baseline_start_at'),
    baselineEndAt: integer('baseline_end_at'),
  },
  (t) => [index('step_run').on(t.runId, t.position)],
);

/** What was done to a step. Rows are only ever added; a state is read from them. */
export const stepEvent = sqliteTable(
  'step_event',
  {
    ...loggedColumns<StepEventId>(),
    runId: text('run_id').notNull().$type<RunId>(),
    stepId: text('step_id').notNull().$type<StepId>(),
    kind: text('kind').notNull().$type<StepEventKind>(),
    comment: text('comment').notNull(),
    actorId: text('actor_id').notNull().$type<PersonId>(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [
    index('step_event_run').on(t.runId, t.recordedAt),
    index('step_event_step').on(t.stepId, t.recordedAt),
  ],
);

/** What happened to a run as a whole. Rows are only ever added. */
export const runEvent = sqliteTable(
  'run_event',
  {
    ...loggedColumns<RunEventId>(),
    runId: text('run_id').notNull().$type<RunId>(),
    kind: text('kind').notNull().$type<RunEvent['kind']>(),
    comment: text('comment').notNull(),
    windowEndsAt: integer('window_ends_at'),
    protectionEndsAt: integer('protection_ends_at'),
    approverId: text('approver_id').$type<PersonId>(),
    changeId: text('change_id').$type<ChangeId>(),
    device: text('device').$type<DeviceId>(),
    actorId: text('actor_id').notNull().$type<PersonId>(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [index('run_event_run').on(t.runId, t.recordedAt)],
);

/** Words at the gates of a run. Rows are only ever added; the last one of a person counts. */
export const gateVote = sqliteTable(
  'gate_vote',
  {
    ...loggedColumns<GateVoteId>(),
    runId: text('run_id').notNull().$type<RunId>(),
    stepId: text('step_id').notNull().$type<StepId>(),
    personId: text('person_id').notNull().$type<PersonId>(),
    vote: text('vote').notNull().$type<GateVote['vote']>(),
    reason: text('reason').notNull(),
    actorId: text('actor_id').notNull().$type<PersonId>(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [index('gate_vote_run').on(t.runId, t.recordedAt)],
);

/** What proves that a step was done. Rows are only ever added; a picture lies in `content` under its hash. */
export const evidence = sqliteTable(
  'evidence',
  {
    ...loggedColumns<EvidenceId>(),
    runId: text('run_id').notNull().$type<RunId>(),
    stepId: text('step_id').notNull().$type<StepId>(),
    kind: text('kind').notNull().$type<Evidence['kind']>(),
    text: text('text').notNull(),
    sha256: text('sha256'),
    bytes: integer('bytes'),
    mime: text('mime'),
    actorId: text('actor_id').notNull().$type<PersonId>(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [index('evidence_run').on(t.runId, t.recordedAt)],
);

/** Each time an automated step ran: what was started, and how it ended. */
export const stepAttempt = sqliteTable(
  'step_attempt',
  {
    ...loggedColumns<StepAttemptId>(),
    runId: text('run_id').notNull().$type<RunId>(),
    stepId: text('step_id').notNull().$type<StepId>(),
    automation: json<StepAttempt['automation']>('automation').notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    outcome: text('outcome').notNull().$type<StepAttempt['outcome']>(),
    code: integer('code'),
    output: text('output').notNull(),
    actorId: text('actor_id').notNull().$type<PersonId>(),
  },
  (t) => [index('step_attempt_run').on(t.runId, t.startedAt)],
);
