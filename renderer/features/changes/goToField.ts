import type { CoachLine } from '#shared/domain/changes/coach.ts';

/** Brings the field of a line into sight and gives it the focus; in a list of steps, the step that is meant. */
export function goToField({ id, field, step }: Pick<CoachLine, 'id' | 'field' | 'step'>): void {
  const row = document.getElementById(`field-${field}`);
  if (!row) return;
  const item = step === null ? null : row.querySelectorAll('li')[step];
  row.scrollIntoView({ block: 'center' });
  const within = item ?? row;
  const boxes = id === 'durations' && item ? 'input' : 'textarea, input:not([type="hidden"])';
  // The first button of a row opens its earlier values; the one that adds something comes last.
  const box = within.querySelector<HTMLElement>(boxes) ?? [...within.querySelectorAll('button')].at(-1);
  box?.focus({ preventScroll: true });
}
