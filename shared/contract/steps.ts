import { z } from 'zod';
import { prose, text } from './base.ts';

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
export const stepBody = z.object({
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
