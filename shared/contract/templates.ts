import { z } from 'zod';
import { personId, templateId, templateStepId, templateVersionId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { prose, route, text } from './base.ts';
import { stepBody } from './steps.ts';

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

/** A step as the editor holds it: its place is its place in the list. */
export const editedStep = templateStep.omit({ templateId: true, position: true });
export type EditedStep = z.infer<typeof editedStep>;

/** A runbook as it is edited, copied, restored and imported: all of it at once. */
export const editedTemplate = z.object({
  name: text(200).min(1),
  about: prose,
  steps: z.array(editedStep).max(2000),
});
export type EditedTemplate = z.infer<typeof editedTemplate>;

export const templatesContract = {
  /**
   * Writes the working copy of a runbook; `id` null = a new one. Only what differs is written. With `base`, the state that
   * the edits began from, what somebody else wrote since then is kept. Refused with its path when steps wait for each
   * other in a circle.
   */
  save: route
    .input(
      editedTemplate.extend({
        id: templateId.nullable(),
        base: editedTemplate.optional(),
        reason: text(2000).default(''),
      }),
    )
    .output(template),
  /** What was published, newest first. */
  versions: route.input(z.object({ id: templateId })).output(z.array(templateVersion)),
  /** Makes the working copy the next version, which runs copy from then on. */
  publish: route.input(z.object({ id: templateId, summary: text(2000) })).output(template),
  /** Takes a runbook off the list; its runs and versions stay. */
  retire: route.input(z.object({ id: templateId, reason: text(2000) })).output(z.object({ id: templateId })),
};
