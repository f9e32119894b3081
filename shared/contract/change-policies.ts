import { z } from 'zod';
import { stage } from './approvals.ts';
import { route, text } from './base.ts';
import { changeFields, changeState, changeType, type riskLevel } from './changes.ts';

const id = text(60).regex(/^[a-z0-9][a-z0-9-]*$/, 'Letters, digits and hyphens only');
const changeField = z.enum(
  Object.keys(changeFields.shape) as [
    keyof typeof changeFields.shape,
    ...(keyof typeof changeFields.shape)[],
  ],
);

const stages = z
  .array(stage)
  .max(30)
  .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'Each stage has an id of its own');

/** A question that a person answers about a change; each answer adds its points. */
export const riskQuestion = z.object({
  id,
  ask: text(500).min(1),
  answers: z
    .array(z.object({ id, label: text(300).min(1), points: z.int().min(-100).max(100) }))
    .min(2)
    .max(20),
});
export type RiskQuestion = z.infer<typeof riskQuestion>;

/** Points of one rule of the risk model; a rule that is off contributes nothing. */
export const riskRuleSetting = z.object({ off: z.boolean(), points: z.int().min(-100).max(100) });

export const riskModel = z.object({
  /** By rule id; a rule that is not named here is as built in. */
  rules: z.record(text(60), riskRuleSetting),
  questions: z.array(riskQuestion).max(50),
  /** Lowest score of each level above low, rising; the bands meet, so every score has exactly one level. */
  bands: z
    .object({ moderate: z.int(), high: z.int(), 'very high': z.int() } satisfies Partial<
      Record<z.infer<typeof riskLevel>, z.ZodType>
    >)
    .refine(
      (from) => 0 < from.moderate && from.moderate < from.high && from.high < from['very high'],
      'Each level begins above the one before it',
    ),
});
export type RiskModel = z.infer<typeof riskModel>;

export const promptSource = z.enum([
  'code change',
  'business goal',
  'product priority',
  'sprint goal',
  'user journey',
  'release strategy',
  'backup and recovery plan',
  'testing',
  'monitoring',
]);

/** How a workspace handles its changes; each policy has a built-in value, in force until the workspace sets its own. */
export const changePolicies = z.object({
  /** Stages by type of change, in the order they are asked. */
  approvalFlows: z.object({ standard: stages, normal: stages, emergency: stages }),
  approvalRules: z.object({
    /** Whether somebody may decide on their own change. */
    selfApproval: z.boolean(),
    /** Whether a decision may be recorded for somebody else, with evidence. */
    onBehalf: z.boolean(),
    /** Hours after the start of an emergency change within which its approval is owed. */
    retrospectiveHours: z.int().min(1).max(720),
  }),
  /** Fields that have to be filled in before a change moves to a state; no types = every type. */
  transitionNeeds: z
    .array(z.object({ field: changeField, to: changeState, types: z.array(changeType) }))
    .max(200),
  riskModel,
  /** Rules of the coach that are switched off, each with the reason. */
  coach: z.object({ off: z.record(text(60), text(500).min(1)) }),
  prompts: z
    .array(
      z.object({
        field: changeField,
        ask: z.array(text(300).min(1)).min(1).max(20),
        from: z.array(promptSource).max(9),
      }),
    )
    .max(40)
    .refine((all) => new Set(all.map((one) => one.field)).size === all.length, 'One entry for each field'),
  /** What has to be met before a change is released. */
  criteria: z.array(z.object({ id, name: text(120).min(1), about: text(500) })).max(40),
  /** Addresses of work items: `match` such as `PAY-{n}` or `#{n}`, `url` with the same `{n}`. */
  linkPatterns: z
    .array(
      z.object({
        match: text(100).regex(/^[^\s{}]*\{n\}[^\s{}]*$/, 'Write the number as {n}, such as PAY-{n}'),
        url: text(1000).regex(/^https?:\/\/\S*\{n\}\S*$/, 'An address with {n} in it'),
      }),
    )
    .max(50),
  customFields: z.array(z.object({ id, label: text(120).min(1), help: text(500) })).max(30),
});
export type ChangePolicies = z.infer<typeof changePolicies>;
export type PolicyKey = keyof ChangePolicies;

const keys = z.enum(Object.keys(changePolicies.shape) as [PolicyKey, ...PolicyKey[]]);

export const changePoliciesContract = {
  /** Every policy as it is in force, and which of them the workspace has set. */
  get: route.output(z.object({ policies: changePolicies, own: z.array(keys) })),
  /** Sets policies of the workspace; each is replaced whole. */
  set: route
    .input(z.object({ policies: changePolicies.partial(), reason: text(2000) }))
    .output(changePolicies),
  /** Gives policies back their built-in values. */
  reset: route.input(z.object({ keys: z.array(keys).min(1), reason: text(2000) })).output(changePolicies),
};
