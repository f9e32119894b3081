import { z } from 'zod';
import { changeId, changeTemplateId, personId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { route, text, title } from './base.ts';
import { change, changeFields } from './changes.ts';

/** What a template gives to a ticket: what is written each time anew, never its people's duties, time, evidence or release. */
export const templateFields = changeFields
  .pick({
    title: true,
    description: true,
    justification: true,
    type: true,
    category: true,
    serviceIds: true,
    environmentIds: true,
    deploymentSteps: true,
    backOutSteps: true,
    validationSteps: true,
    impact: true,
    plannedOutageMinutes: true,
    attachments: true,
    origin: true,
    releaseStrategy: true,
    riskAnswers: true,
    customFields: true,
  })
  .partial();
export type TemplateFields = z.infer<typeof templateFields>;

const templateState = z.enum(['proposed', 'approved', 'retired']);

/** A starting point of tickets. A standard one is pre-authorised once it is approved; `state` of the others is `approved`. */
export const changeTemplate = z.object({
  id: changeTemplateId,
  name: text(200).min(1),
  about: text(10_000),
  standard: z.boolean(),
  state: templateState,
  fields: templateFields,
  proposedBy: personId.nullable(),
  decidedBy: personId.nullable(),
  decidedAt: instant.nullable(),
  decisionNote: text(2000),
});
export type ChangeTemplate = z.infer<typeof changeTemplate>;

const written = changeTemplate.pick({ name: true, about: true, standard: true });

/** A new ticket, and how many services, environments and people it would name are no longer there and were left out. */
const started = z.object({ change, leftOut: z.int() });

export const changeTemplatesContract = {
  /** Templates and the catalogue of standard changes, by name. */
  list: route.output(z.array(changeTemplate)),
  /** Writes a template; a standard one begins as proposed by the operator. */
  add: route.input(written.extend({ fields: templateFields })).output(changeTemplate),
  /** Saves the given parts. A change to what an approved catalogue entry gives makes it proposed again. */
  patch: route
    .input(
      z.object({
        id: changeTemplateId,
        name: changeTemplate.shape.name.optional(),
        about: changeTemplate.shape.about.optional(),
        fields: templateFields.optional(),
      }),
    )
    .output(changeTemplate),
  /** Approves, retires or proposes a catalogue entry again, on the record. Nobody approves their own proposal unless the workspace allows it. */
  decide: route
    .input(z.object({ id: changeTemplateId, to: templateState, note: text(2000) }))
    .output(changeTemplate),
  /** Makes a template from a ticket: its words, services and steps, not what belongs to that one time. */
  makeFrom: route.input(written.extend({ changeId })).output(changeTemplate),
  /** Takes a template away. One that was ever approved for the catalogue is retired instead. */
  remove: route.input(z.object({ id: changeTemplateId })).output(z.object({ id: changeTemplateId })),
  /** Starts a ticket from a template; a title of its own replaces the template's. */
  use: route.input(z.object({ id: changeTemplateId, title: title.optional() })).output(started),
  /** Starts a ticket as a copy of an earlier one, without its votes, times, release, evidence and state. */
  copyChange: route.input(z.object({ id: changeId, title: title.optional() })).output(started),
};
