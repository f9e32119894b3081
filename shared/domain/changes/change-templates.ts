import {
  type ChangeTemplate,
  type TemplateFields,
  templateFields,
} from '#shared/contract/change-templates.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { PersonId } from '../ids.ts';
import type { Verdict } from './changes.ts';

type State = ChangeTemplate['state'];
type Entry = Pick<ChangeTemplate, 'name' | 'standard' | 'state' | 'proposedBy'>;

/** Where a catalogue entry may go from each state: proposed → approved → retired, and a retired one may be proposed again. */
const nextByState: Readonly<Record<State, readonly State[]>> = {
  proposed: ['approved', 'retired'],
  approved: ['retired'],
  retired: ['proposed'],
};

/** States a catalogue entry may be moved to now; a template that is not standard has none. */
export function nextTemplateStates({ standard, state }: Pick<Entry, 'standard' | 'state'>): readonly State[] {
  return standard ? nextByState[state] : [];
}

/** Whether this person may move the entry, and if not, why, in a sentence for the screen. */
export function mayDecideTemplate(
  entry: Entry,
  to: State,
  by: { readonly person: PersonId; readonly note: string; readonly selfApproval: boolean },
): Verdict {
  const no = (reason: string): Verdict => ({ ok: false, reason });
  if (!entry.standard)
    return no(`“${entry.name}” is not in the catalogue of standard changes, so nobody has to approve it.`);
  if (entry.state === to) return no(`“${entry.name}” is already ${to}.`);
  if (!nextByState[entry.state].includes(to))
    return no(`“${entry.name}” is ${entry.state} and cannot become ${to}. Propose it again first.`);
  if (to === 'approved' && entry.proposedBy === by.person && !by.selfApproval)
    return no(
      `“${entry.name}” was proposed by the same person. Somebody else approves it, because its changes need no further vote.`,
    );
  if (to === 'retired' && by.note.trim() === '')
    return no('Retiring a standard change needs a note that says why.');
  return { ok: true };
}

type Repeated = Pick<Change, keyof TemplateFields>;

/** What a template keeps of a ticket. */
export function templateFieldsOf(change: Change): Repeated {
  const fields = Object.keys(templateFields.shape) as (keyof TemplateFields)[];
  return Object.fromEntries(fields.map((field) => [field, change[field]])) as Repeated;
}

/** What a copy keeps of a ticket: as a template, and who carries it out and who validates. */
export function copiedFieldsOf(change: Change): Repeated & Pick<Change, 'assigneeId' | 'validatorId'> {
  const { assigneeId, validatorId } = change;
  return { ...templateFieldsOf(change), assigneeId, validatorId };
}

/**
 * A standard change made from the catalogue rests on its entry being approved; null when it may be scheduled. `entry`
 * undefined: the entry was removed.
 */
export function whyNotPreauthorised(
  { ref, type, templateId }: Pick<Change, 'ref' | 'type' | 'templateId'>,
  entry: Pick<ChangeTemplate, 'name' | 'standard' | 'state'> | undefined,
): string | null {
  if (type !== 'standard' || templateId === null) return null;
  if (entry === undefined)
    return `${ref} is a standard change whose catalogue entry was removed. Make it a normal change, or start it from an approved entry.`;
  if (!entry.standard)
    return `${ref} is a standard change made from the template “${entry.name}”, which is not in the catalogue of standard changes. Make it a normal change, or start it from an approved entry.`;
  if (entry.state === 'approved') return null;
  return entry.state === 'proposed'
    ? `${ref} rests on the catalogue entry “${entry.name}”, which is only proposed. It can be scheduled once somebody has approved the entry.`
    : `${ref} rests on the catalogue entry “${entry.name}”, which is retired. Make it a normal change, or start it from an approved entry.`;
}
