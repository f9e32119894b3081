import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type {
  Change,
  ChangeState,
  ChangeType,
  CloseCode,
  RiskLevel,
  TicketStep,
} from '#shared/contract/changes.ts';
import type { ChangeId, EnvironmentId, GroupId, PersonId, ReleaseId, ServiceId } from '#shared/domain/ids.ts';
import type { PlannedTime } from '#shared/domain/time.ts';
import { flag, json } from './columns.ts';

/** `n` is this file's own row number (search and paging hang on it); it is not logged. Generated columns serve sorting. */
export const change = sqliteTable(
  'change',
  {
    n: integer('n').primaryKey(),
    id: text('id').notNull().$type<ChangeId>(),
    removedAt: integer('removed_at'),
    ref: text('ref').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull(),
    justification: text('justification').notNull(),
    type: text('type').notNull().$type<ChangeType>(),
    category: text('category').notNull(),
    state: text('state').notNull().$type<ChangeState>(),
    onHold: flag('on_hold').notNull(),
    holdReason: text('hold_reason').notNull(),
    serviceIds: json<ServiceId[]>('service_ids').notNull(),
    environmentIds: json<EnvironmentId[]>('environment_ids').notNull(),
    deploymentSteps: json<TicketStep[]>('deployment_steps').notNull(),
    backOutSteps: json<TicketStep[]>('back_out_steps').notNull(),
    validationSteps: json<TicketStep[]>('validation_steps').notNull(),
    impact: text('impact').notNull(),
    evidence: text('evidence').notNull(),
    riskScore: integer('risk_score').notNull(),
    riskLevel: text('risk_level').notNull().$type<RiskLevel>(),
    plannedStart: json<PlannedTime>('planned_start'),
    plannedEnd: json<PlannedTime>('planned_end'),
    plannedOutageMinutes: integer('planned_outage_minutes'),
    assigneeId: text('assignee_id').$type<PersonId>(),
    validatorId: text('validator_id').$type<PersonId>(),
    requesterId: text('requester_id').$type<PersonId>(),
    changeAuthority: text('change_authority').notNull(),
    closeCode: text('close_code').$type<CloseCode>(),
    releaseId: text('release_id').$type<ReleaseId>(),
    actualStartAt: integer('actual_start_at'),
    actualEndAt: integer('actual_end_at'),
    workItems: json<string[]>('work_items').notNull(),
    commits: json<Change['commits']>('commits').notNull(),
    draftedFrom: text('drafted_from').notNull(),
    notes: text('notes').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    externalRef: text('external_ref').notNull().default(''),
    importGroup: text('import_group').$type<GroupId>(),
    /** Instant of the planned start; tickets without one sort last. */
    plannedSort: integer('planned_sort').generatedAlwaysAs(
      sql`coalesce(json_extract("planned_start", '$.at'), 9007199254740991)`,
      { mode: 'virtual' },
    ),
    /** Instant of the planned end; an hour after the start when none is planned. */
    plannedUntil: integer('planned_until').generatedAlwaysAs(
      sql`coalesce(json_extract("planned_end", '$.at'), json_extract("planned_start", '$.at') + 3600000)`,
      { mode: 'virtual' },
    ),
    stateRank: integer('state_rank').generatedAlwaysAs(
      sql`CASE "state" WHEN 'New' THEN 0 WHEN 'Assess' THEN 1 WHEN 'Authorize' THEN 2 WHEN 'Scheduled' THEN 3 WHEN 'Implement' THEN 4 WHEN 'Review' THEN 5 WHEN 'Closed' THEN 6 ELSE 7 END`,
      { mode: 'virtual' },
    ),
  },
  (t) => [
    uniqueIndex('change_id').on(t.id),
    index('change_ref').on(t.ref),
    index('change_planned').on(t.plannedSort, t.n).where(sql`removed_at IS NULL`),
    index('change_state').on(t.stateRank, t.plannedSort, t.n).where(sql`removed_at IS NULL`),
    index('change_risk').on(t.riskScore, t.n).where(sql`removed_at IS NULL`),
    index('change_type').on(t.type, t.plannedSort, t.n).where(sql`removed_at IS NULL`),
    index('change_title').on(t.title, t.n).where(sql`removed_at IS NULL`),
    index('change_updated').on(t.updatedAt, t.n).where(sql`removed_at IS NULL`),
    index('change_release').on(t.releaseId, t.n).where(sql`removed_at IS NULL`),
    index('change_on_hold').on(t.onHold, t.n).where(sql`removed_at IS NULL AND on_hold = 1`),
    // What overlaps a time is found by its start, but for the few that last longer than a week.
    index('change_long')
      .on(t.plannedUntil)
      .where(sql`removed_at IS NULL AND planned_until - planned_sort > 604800000`),
    index('change_external').on(t.externalRef).where(sql`external_ref <> ''`),
    index('change_assignee').on(t.assigneeId, t.plannedSort).where(sql`removed_at IS NULL`),
    index('change_validator').on(t.validatorId, t.plannedSort).where(sql`removed_at IS NULL`),
    index('change_import').on(t.importGroup).where(sql`import_group IS NOT NULL`),
  ],
);
