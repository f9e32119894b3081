import { z } from 'zod';
import { changeTemplateId, personId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { text } from './base.ts';
import { changeFields } from './changes.ts';

/** What a template gives to a ticket: never its people's duties, time or release. */
export const templateFields = changeFields
  .omit({ plannedStart: true, plannedEnd: true, releaseId: true, requesterId: true })
  .partial();

/** A starting point of tickets. A standard one is pre-authorised once it is approved; `state` of the others is `approved`. */
export const changeTemplate = z.object({
  id: changeTemplateId,
  name: text(200).min(1),
  about: text(10_000),
  standard: z.boolean(),
  state: z.enum(['proposed', 'approved', 'retired']),
  fields: templateFields,
  proposedBy: personId.nullable(),
  decidedBy: personId.nullable(),
  decidedAt: instant.nullable(),
  decisionNote: text(2000),
});
export type ChangeTemplate = z.infer<typeof changeTemplate>;
