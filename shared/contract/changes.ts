import { z } from 'zod';
import { isWebAddress } from '#shared/domain/drafts/work-items.ts';
import {
  changeId,
  changeTemplateId,
  decisionId,
  environmentId,
  groupId,
  personId,
  releaseId,
  repositoryId,
  runId,
  serviceId,
  teamId,
} from '#shared/domain/ids.ts';
import { instant, plannedTime, plannedTimeInput } from '#shared/domain/time.ts';
import { stage, verdict } from './approvals.ts';
import { prose, route, text, title } from './base.ts';

export const changeState = z.enum([
  'New',
  'Assess',
  'Authorize',
  'Scheduled',
  'Implement',
  'Review',
  'Closed',
  'Cancelled',
]);
export type ChangeState = z.infer<typeof changeState>;

export const changeType = z.enum(['standard', 'normal', 'emergency']);
export type ChangeType = z.infer<typeof changeType>;

export const riskLevel = z.enum(['low', 'moderate', 'high', 'very high']);
export type RiskLevel = z.infer<typeof riskLevel>;

export const closeCode = z.enum([
  'successful',
  'successful with issues',
  'unsuccessful',
  'backed out',
  'not implemented',
]);
export type CloseCode = z.infer<typeof closeCode>;

/** One step of a deployment, back-out or validation list; minutes null = no estimate. */
export const ticketStep = z.object({ title: text(2000), minutes: z.int().min(0).max(10_080).nullable() });
export type TicketStep = z.infer<typeof ticketStep>;
const steps = z.array(ticketStep).max(500);

export const commitLink = z.object({ sha: text(64), subject: text(2000), author: text(300) });

export const origin = z.enum(['request', 'problem', 'defect', 'regulation', 'backlog item']);
export const releaseStrategy = z.enum(['all at once', 'rolling', 'blue-green', 'canary', 'feature toggle']);

/** The release candidate that approvals bind to. */
export const build = z.object({ version: text(120), digest: text(200) });
export type Build = z.infer<typeof build>;

/** A file or page elsewhere, by its address. */
export const attachment = z.object({
  title: text(300),
  url: text(2000).refine(isWebAddress, 'An address that begins with https:// or http://'),
});

/** Whether a release criterion is met, on which evidence, and who confirmed it. */
export const criterionState = z.object({
  met: z.enum(['yes', 'no', 'does not apply']),
  evidence: text(10_000),
  confirmedBy: personId.nullable(),
  confirmedAt: instant.nullable(),
});
export type CriterionState = z.infer<typeof criterionState>;

const byKey = <V extends z.ZodType>(value: V) => z.record(text(60).min(1), value);

/** Where the fields of a ticket came from; `values` holds the SHA-256 of each field as it was drafted. */
export const drafted = z.object({
  repositoryId,
  from: text(500),
  to: text(500),
  /** What one ticket stands for; `range`: all of it. */
  groupBy: z.enum(['service', 'work item', 'range']),
  /** The group this ticket stands for: a service id, a work item, or empty for the rest. */
  key: text(200),
  values: z.record(z.string(), z.string()),
});
export type Drafted = z.infer<typeof drafted>;

/** What a person may edit on a ticket. */
export const changeFields = z.object({
  title,
  description: prose,
  justification: prose,
  type: changeType,
  category: text(120),
  serviceIds: z.array(serviceId).max(500),
  environmentIds: z.array(environmentId).max(50),
  deploymentSteps: steps,
  backOutSteps: steps,
  validationSteps: steps,
  impact: prose,
  evidence: prose,
  plannedStart: plannedTime.nullable(),
  plannedEnd: plannedTime.nullable(),
  plannedOutageMinutes: z.int().min(0).max(525_600).nullable(),
  assigneeId: personId.nullable(),
  validatorId: personId.nullable(),
  requesterId: personId.nullable(),
  releaseId: releaseId.nullable(),
  workItems: z.array(text(200)).max(2000),
  pullRequests: z.array(text(2000)).max(2000),
  attachments: z.array(attachment).max(500),
  origin: origin.nullable(),
  releaseStrategy: releaseStrategy.nullable(),
  build: build.nullable(),
  /** Answer by question of the workspace's risk model. */
  riskAnswers: byKey(text(60)),
  /** Release criteria by their id. */
  criteria: byKey(criterionState),
  customFields: byKey(text(10_000)),
  notes: prose,
});
export type ChangeFields = z.infer<typeof changeFields>;

export const change = changeFields.extend({
  id: changeId,
  ref: z.string(),
  state: changeState,
  onHold: z.boolean(),
  holdReason: z.string(),
  riskScore: z.int(),
  riskLevel,
  /** A level that a person set against the score, with their reason. */
  riskOverride: z.object({ level: riskLevel, reason: text(2000), by: personId, at: instant }).nullable(),
  /** It was backed out, or taken out of its run, and waits to be planned anew: why, by which run, since when. */
  awaitingReplanning: z
    .object({
      reason: text(2000),
      runId,
      at: instant,
      outcome: z.enum(['backed out', 'taken out']).default('backed out'),
      /** When its back-out had restored the service. */
      restoredAt: instant.nullable().default(null),
    })
    .nullable(),
  /** Carried out without authorisation and recorded afterwards. */
  unauthorised: z.boolean(),
  /** How often it was submitted; decisions of earlier rounds are history. */
  round: z.int(),
  /** Stages as they were asked when it was submitted; null while it is New. */
  flow: z.array(stage).nullable(),
  /** Last moment for an approval that comes after the work; null when none is owed. */
  approveBy: instant.nullable(),
  /** The template or catalogue entry it was made from. */
  templateId: changeTemplateId.nullable(),
  drafted: drafted.nullable(),
  /** Who authorised it, as recorded; empty until then. */
  changeAuthority: z.string(),
  closeCode: closeCode.nullable(),
  actualStartAt: instant.nullable(),
  actualEndAt: instant.nullable(),
  commits: z.array(commitLink),
  draftedFrom: z.string(),
  /** Its number in the system it was imported from; empty when it was written here. */
  externalRef: z.string(),
  createdAt: instant,
  updatedAt: instant,
  importGroup: groupId.nullable(),
});
export type Change = z.infer<typeof change>;

/** How the last closed changes of a service went. */
export const failRate = z.object({
  serviceId,
  /** Closed changes looked at, the newest 20 at most. */
  closed: z.int(),
  /** Of them, closed as unsuccessful or backed out. */
  failed: z.int(),
  /** Version of the newest build that a successful change of this service alone named; empty when none did. */
  version: z.string(),
});
export type FailRate = z.infer<typeof failRate>;

/** What else a table can show of a ticket, when its column is asked for. */
export const rowMore = change
  .pick({
    environmentIds: true,
    category: true,
    origin: true,
    releaseStrategy: true,
    build: true,
    requesterId: true,
    validatorId: true,
    plannedEnd: true,
    plannedOutageMinutes: true,
    actualStartAt: true,
    actualEndAt: true,
    changeAuthority: true,
    unauthorised: true,
    workItems: true,
    externalRef: true,
    createdAt: true,
  })
  .partial();
export type RowMore = z.infer<typeof rowMore>;
export const rowField = z.enum(Object.keys(rowMore.shape) as [keyof RowMore, ...(keyof RowMore)[]]);

/** What a table row needs; long text stays in the file. */
const plainRow = change.pick({
  id: true,
  ref: true,
  title: true,
  state: true,
  type: true,
  riskScore: true,
  riskLevel: true,
  serviceIds: true,
  plannedStart: true,
  assigneeId: true,
  releaseId: true,
  onHold: true,
  closeCode: true,
  updatedAt: true,
});
/** A row of the table; `more` holds the fields that were asked for. */
export const changeRow = plainRow.extend({ more: rowMore.optional() });
export type ChangeRow = z.infer<typeof changeRow>;

/** By what the rows of a table can be gathered. */
export const groupBy = z.enum(['release', 'state', 'type', 'risk', 'service', 'assignee']);
export type GroupBy = z.infer<typeof groupBy>;

export const changeFilter = z.object({
  text: text(500).optional(),
  states: z.array(changeState).optional(),
  types: z.array(changeType).optional(),
  riskLevels: z.array(riskLevel).optional(),
  serviceId: serviceId.optional(),
  releaseId: releaseId.optional(),
  assigneeId: personId.optional(),
  onHold: z.boolean().optional(),
  plannedFrom: instant.optional(),
  plannedUntil: instant.optional(),
  environmentId: environmentId.optional(),
  /** Touches a service of this team. */
  teamId: teamId.optional(),
  requesterId: personId.optional(),
  validatorId: personId.optional(),
  category: text(120).optional(),
  origins: z.array(origin).optional(),
  unauthorised: z.boolean().optional(),
  hasRelease: z.boolean().optional(),
  updatedFrom: instant.optional(),
  /** An approval, task or condition of it waits for the operator, as `approvals.waiting` says. */
  waitsForMe: z.boolean().optional(),
  ids: z.array(changeId).max(500).optional(),
  /** One group of a grouped table; an empty key is the group of those without any. */
  group: z.object({ by: groupBy, key: text(60) }).optional(),
});
export type ChangeFilter = z.infer<typeof changeFilter>;

export const changeSort = z.object({
  by: z.enum(['ref', 'title', 'state', 'type', 'risk', 'plannedStart', 'updated']),
  descending: z.boolean(),
});
export type ChangeSort = z.infer<typeof changeSort>;

/** What approvals are given on; see `materialFields` in the rules of changes. */
export type MaterialField =
  | 'description'
  | 'serviceIds'
  | 'environmentIds'
  | 'deploymentSteps'
  | 'backOutSteps'
  | 'validationSteps'
  | 'plannedStart'
  | 'plannedEnd'
  | 'plannedOutageMinutes'
  | 'riskAnswers'
  | 'build';

/** Editable fields as they arrive: planned times without the derived instant. */
const changeInput = changeFields
  .extend({ plannedStart: plannedTimeInput.nullable(), plannedEnd: plannedTimeInput.nullable() })
  .partial();

/** Fields that were voted on: from Assess on they change only together, by an amendment. */
const amendInput = changeInput.pick({
  description: true,
  serviceIds: true,
  environmentIds: true,
  deploymentSteps: true,
  backOutSteps: true,
  validationSteps: true,
  plannedStart: true,
  plannedEnd: true,
  plannedOutageMinutes: true,
  riskAnswers: true,
  build: true,
} satisfies { [Field in MaterialField]: true });

export const staleVote = z.object({
  decisionId,
  stageId: z.string(),
  stage: z.string(),
  verdict,
  decidedBy: personId,
  name: z.string(),
});

/** What an amendment changes: the fields that differ, and votes that stand now and would not count any more. */
export const amendEffects = z.object({ fields: z.array(z.string()), stale: z.array(staleVote) });
export type AmendEffects = z.infer<typeof amendEffects>;

export const changesContract = {
  /** One page in SQLite's order; `total` comes from `count` so that rows never wait for it. */
  page: route
    .input(
      z.object({
        filter: changeFilter,
        sort: z.array(changeSort).max(3),
        offset: z.int().min(0),
        limit: z.int().min(1).max(500),
        more: z.array(rowField).max(20).optional(),
      }),
    )
    .output(z.array(changeRow)),
  count: route.input(changeFilter).output(z.int()),
  get: route
    .route({ method: 'GET', path: '/changes/{key}' })
    .meta({ public: 'gate:read' })
    /** `key` is an id or a reference such as CHG-A12. */
    .input(z.object({ key: text(60).min(1) }))
    .output(change),
  create: route.input(changeInput.required({ title: true })).output(change),
  /** Saves the given fields only; answers with the whole ticket as it is on disk. */
  patch: route.input(z.object({ id: changeId, fields: changeInput })).output(change),
  /** Applies a whole draft of material fields in one entry, from Assess to Review; votes on the former content become stale. */
  amend: route.input(z.object({ id: changeId, fields: amendInput, reason: text(2000) })).output(change),
  /** What `amend` would change and which votes it would make stale; writes nothing. */
  amendEffects: route.input(z.object({ id: changeId, fields: amendInput })).output(amendEffects),
  /** Records a change that was carried out without authorisation as an emergency ticket in Review. */
  recordUnauthorised: route
    .input(
      z.object({
        fields: changeInput.required({ title: true }),
        actualStartAt: instant,
        actualEndAt: instant,
        reason: text(2000),
      }),
    )
    .output(change),
  /**
   * Moves tickets along their type's states, all or none. Authorising by hand names the authority; closing names the close
   * code; going back to New (rework) and cancelling need a reason.
   */
  transition: route
    .input(
      z.object({
        ids: z.array(changeId).min(1).max(500),
        to: changeState,
        reason: text(2000).optional(),
        changeAuthority: text(200).optional(),
        closeCode: closeCode.optional(),
      }),
    )
    .output(z.array(change)),
  /** Puts on hold with a reason, or takes off it. */
  hold: route.input(z.object({ id: changeId, onHold: z.boolean(), reason: text(2000) })).output(change),
  /** Sets the level of risk against the score, with a reason; without a level the score counts again. */
  overrideRisk: route
    .input(z.object({ id: changeId, level: riskLevel.nullable(), reason: text(2000) }))
    .output(change),
  /** How the last closed changes of these services went, of each that has any. */
  failRates: route.input(z.array(serviceId).max(500)).output(z.array(failRate)),
  remove: route.input(z.object({ id: changeId, reason: text(2000) })).output(z.object({ id: changeId })),
};
