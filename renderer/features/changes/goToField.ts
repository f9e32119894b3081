import type { CoachLine } from '#shared/domain/coach.ts';

/** Brings the field of a line into sight and gives it the focus; in a list of steps, the step that is meant. */
export function goToField({ id, field, step }: Pick<CoachLine, 'id' | 'field' | 'step'>): void {
  const row = document.getElementById(`field-${field}`);
  if (!row) return;
  const item = step === null ? null : row.querySelectorAll('li')[step];
  const controls = id === 'durations' && item ? 'input' : 'textarea, input:not([type="hidden"]), button';
  row.scrollIntoView({ block: 'center' });
  (item ?? row).querySelector<HTMLElement>(controls)?.focus({ preventScroll: true });
}
