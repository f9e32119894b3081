import type { Change, ChangeFields } from '#shared/contract/changes.ts';

export type SectionId =
  | 'what'
  | 'steps'
  | 'risk'
  | 'evidence'
  | 'schedule'
  | 'people'
  | 'approvals'
  | 'links'
  | 'documents'
  | 'notes';
export type Section = {
  readonly id: SectionId;
  readonly name: string;
  /** Fields without which the section is not complete. */
  readonly fields: readonly (keyof ChangeFields)[];
};

/** The parts of the ticket form, in order. */
export const sections: readonly Section[] = [
  { id: 'what', name: 'What and why', fields: ['title', 'description', 'justification', 'serviceIds'] },
  { id: 'steps', name: 'Steps', fields: ['deploymentSteps', 'backOutSteps', 'validationSteps'] },
  { id: 'risk', name: 'Risk answers', fields: ['riskAnswers'] },
  { id: 'evidence', name: 'Evidence', fields: ['impact', 'evidence'] },
  { id: 'schedule', name: 'Schedule', fields: ['plannedStart', 'plannedEnd'] },
  { id: 'people', name: 'People', fields: ['assigneeId', 'validatorId'] },
  { id: 'approvals', name: 'Approvals', fields: [] },
  { id: 'links', name: 'Links', fields: ['releaseId'] },
  { id: 'documents', name: 'Documents', fields: ['attachments'] },
  { id: 'notes', name: 'Notes', fields: ['notes'] },
];

/** How far a section is: nothing filled in, something, everything it needs. */
export function progressOf(section: Section, change: Change): 'empty' | 'begun' | 'complete' {
  // Approvals are no fields: they begin with the submission and end with who authorised it.
  if (section.id === 'approvals')
    return change.changeAuthority !== '' ? 'complete' : change.state === 'New' ? 'empty' : 'begun';
  const filled = section.fields.filter((field) => isFilled(change[field])).length;
  if (filled === 0) return 'empty';
  return filled === section.fields.length ? 'complete' : 'begun';
}

function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== undefined;
}
