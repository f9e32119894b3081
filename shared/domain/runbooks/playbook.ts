import type { Role } from '#shared/contract/people.ts';
import type { Section } from '#shared/contract/steps.ts';
import type { TemplateStep } from '#shared/contract/templates.ts';

export type PlaybookStep = {
  readonly section: Section;
  readonly title: string;
  /** For the wall, about 24 characters; left out when the title is short enough. */
  readonly short?: string;
  readonly how: string;
  readonly role: Role;
  readonly minutes: number;
  /** Left out: manual, or validation in the sections that validate. */
  readonly kind?: TemplateStep['kind'];
  /** Left out: nothing to undo. `never` = irreversible. */
  readonly undo?: { readonly title: string; readonly minutes: number } | 'never';
  /** Numbers (from 1) of the steps this one waits for; left out: the one before. */
  readonly after?: readonly number[];
  /** What must be attached before the step is done; left out: nothing. */
  readonly evidence?: string;
  /** What to do when the step fails. */
  readonly onFailure?: string;
};
export type Playbook = {
  readonly name: string;
  readonly about: string;
  readonly steps: readonly PlaybookStep[];
};

/** An undo with its estimate in minutes. */
export const undo = (title: string, minutes: number) => ({ title, minutes });
