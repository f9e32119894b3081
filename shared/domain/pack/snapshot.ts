import { z } from 'zod';
import { changeState, changeType, riskLevel } from '#shared/contract/changes.ts';
import { instant } from '#shared/domain/time.ts';

/** Raised when a newer snapshot cannot be read by code that knows only this one. */
export const SNAPSHOT_VERSION = 1;

/** A long text as it goes into a pack: what is left out is counted, never dropped in silence. */
const cutText = z.object({ text: z.string(), more: z.int() });
export type CutText = z.infer<typeof cutText>;

const step = z.object({ title: cutText, minutes: z.int().nullable() });
export type FrozenStep = z.infer<typeof step>;

/** A field of a ticket in words, and the hash of its value: two fields are the same when their hashes are. */
const frozenField = z.object({ field: z.string(), value: cutText, hash: z.string() });
export type FrozenField = z.infer<typeof frozenField>;

const approval = z.object({
  stage: z.string(),
  kind: z.enum(['approval', 'task']),
  /** Who decided, or who may. */
  who: z.string(),
  verdict: z.enum(['approve', 'reject', 'send back', 'abstain', 'done']).nullable(),
  at: instant.nullable(),
  comment: z.string(),
  /** Given about an earlier text of the ticket. */
  stale: z.boolean(),
  /** Nobody could be asked when the ticket was submitted. */
  asked: z.boolean(),
});
export type FrozenApproval = z.infer<typeof approval>;

const frozenConflict = z.object({
  what: z.string(),
  /** Times between braces, as epoch ms. */
  sentence: z.string(),
  resolve: z.string(),
  hard: z.boolean(),
  standing: z.string(),
});

const span = { startsAt: instant, endsAt: instant };

export const frozenChange = z.object({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  type: changeType,
  state: changeState,
  onHold: z.boolean(),
  holdReason: z.string(),
  category: z.string(),
  origin: z.string(),
  strategy: z.string(),
  build: z.string(),
  unauthorised: z.boolean(),
  authority: z.string(),
  description: cutText,
  justification: cutText,
  impact: cutText,
  evidence: cutText,
  notes: cutText,
  deploymentSteps: z.array(step),
  backOutSteps: z.array(step),
  validationSteps: z.array(step),
  services: z.array(z.string()),
  environments: z.array(z.string()),
  plannedStart: instant.nullable(),
  plannedEnd: instant.nullable(),
  outageMinutes: z.int().nullable(),
  assignee: z.string(),
  validator: z.string(),
  requester: z.string(),
  release: z.object({ ref: z.string(), name: z.string(), version: z.string() }).nullable(),
  workItems: z.array(z.string()),
  pullRequests: z.array(z.string()),
  attachments: z.array(z.object({ title: z.string(), url: z.string() })),
  commits: z.int(),
  customFields: z.array(z.object({ name: z.string(), value: cutText })),
  risk: z.object({
    score: z.int(),
    level: riskLevel,
    /** Where the band of the level begins that the score falls into. */
    scored: z.object({ level: riskLevel, from: z.int() }),
    lines: z.array(z.object({ what: z.string(), points: z.int() })),
    /** Inputs that are missing, each named. */
    notCounted: z.array(z.string()),
    override: z.object({ level: riskLevel, reason: z.string(), by: z.string(), at: instant }).nullable(),
  }),
  criteria: z.array(
    z.object({
      name: z.string(),
      met: z.enum(['yes', 'no', 'does not apply']).nullable(),
      evidence: cutText,
      by: z.string(),
    }),
  ),
  approvals: z.array(approval),
  conditions: z.array(z.object({ text: z.string(), met: z.boolean() })),
  conflicts: z.array(frozenConflict),
  /** The window its planned start lies in. */
  window: z.object({ name: z.string(), ...span, protectionEndsAt: instant }).nullable(),
  fields: z.array(frozenField),
  /** SHA-256 of the material fields: what votes are about. */
  contentHash: z.string(),
});
export type FrozenChange = z.infer<typeof frozenChange>;

const counted = z.array(z.object({ name: z.string(), count: z.int() }));

/** Everything a pack says, as it stood when it was frozen: names instead of ids, so that nothing has to be looked up later. */
export const snapshot = z.object({
  version: z.literal(SNAPSHOT_VERSION),
  workspace: z.string(),
  zone: z.string(),
  /** Short name of the zone when it was frozen: `CET`. */
  zoneShort: z.string(),
  number: z.int(),
  title: z.string(),
  frozenAt: instant,
  frozenBy: z.string(),
  /** Head of the log when it was frozen: evidence that nothing before it was altered. */
  logHead: z.string(),
  meeting: z.object({
    ref: z.string(),
    name: z.string(),
    startAt: instant,
    minutes: z.int(),
    chair: z.string(),
    place: z.string(),
    members: z.array(z.string()),
    quorum: z.int(),
  }),
  agenda: z.array(
    z.object({
      kind: z.enum(['change', 'release']),
      id: z.string(),
      ref: z.string(),
      title: z.string(),
      type: z.string(),
      risk: riskLevel.nullable(),
      plannedStart: instant.nullable(),
      minutes: z.int(),
      late: z.boolean(),
      /** References of the changes a release brings. */
      changes: z.array(z.string()),
    }),
  ),
  changes: z.array(frozenChange),
  calendar: z.object({
    from: instant,
    until: instant,
    windows: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['allow', 'deny', 'inform']),
        hard: z.boolean(),
        ...span,
        protectionEndsAt: instant,
      }),
    ),
    bookings: z.array(
      z.object({ kind: z.enum(['change', 'release']), ref: z.string(), title: z.string(), ...span }),
    ),
    /** Bookings and windows of the period that are not among these. */
    more: z.int(),
  }),
  services: z.array(
    z.object({
      name: z.string(),
      tier: z.int(),
      changes: z.array(z.string()),
      dependents: z.array(z.string()),
    }),
  ),
  /** What differs from the pack before it of the same meeting; null for the first. */
  since: z
    .object({
      number: z.int(),
      frozenAt: instant,
      added: z.array(z.object({ ref: z.string(), title: z.string() })),
      removed: z.array(z.object({ ref: z.string(), title: z.string() })),
      moved: z.array(z.object({ ref: z.string(), from: instant.nullable(), to: instant.nullable() })),
      altered: z.array(z.object({ ref: z.string(), fields: z.array(z.string()) })),
    })
    .nullable(),
  statistics: z.object({
    byType: counted,
    byRisk: counted,
    byService: counted,
    /** Of the changes closed in the days before. */
    failRate: z.object({
      days: z.int(),
      closed: z.int(),
      failed: z.int(),
      /** Closed without a close code, so neither a success nor a failure. */
      unknown: z.int(),
    }),
  }),
});
export type Snapshot = z.infer<typeof snapshot>;
