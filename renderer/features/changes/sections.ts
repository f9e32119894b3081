import type { Change, ChangeFields } from '#shared/contract/changes.ts';

export type SectionId = 'what' | 'steps' | 'evidence' | 'schedule' | 'people' | 'links' | 'notes';
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
  { id: 'evidence', name: 'Evidence', fields: ['impact', 'evidence'] },
  { id: 'schedule', name: 'Schedule', fields: ['plannedStart', 'plannedEnd'] },
  { id: 'people', name: 'People', fields: ['assigneeId', 'validatorId'] },
  { id: 'links', name: 'Links', fields: ['releaseId'] },
  { id: 'notes', name: 'Notes', fields: ['notes'] },
];

/** How far a section is: nothing filled in, something, everything it needs. */
export function progressOf(section: Section, change: Change): 'empty' | 'begun' | 'complete' {
  const filled = section.fields.filter((field) => isFilled(change[field])).length;
  if (filled === 0) return 'empty';
  return filled === section.fields.length ? 'complete' : 'begun';
}

// A version after the words of a way back: "to 7.1.3", "back at 15.4.3", "restore payments-api v4.7". The one that is left is not meant.
const WAY_BACK =
  /\b(?:to|at|restore|redeploy|reinstall)\s+(?:[\w-]+\s+){0,3}?(v?\d+\.\d+(?:\.\d+)*(?:-[\w.]+)?)(?![\w.]*\w)/gi;

/** The version each back-out step returns to, such as 4.8.0 or v1.12; empty when no step says. */
export function returnsTo(change: Pick<Change, 'backOutSteps'>): string {
  const found = new Set<string>();
  for (const step of change.backOutSteps) {
    for (const [, version] of step.title.matchAll(WAY_BACK)) if (version) found.add(version);
  }
  return [...found].slice(0, 4).join(', ');
}

function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined;
}
