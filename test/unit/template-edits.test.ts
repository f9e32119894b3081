import { expect, test } from 'vitest';
import type { EditedStep } from '#shared/contract/templates.ts';
import type { TemplateStepId } from '#shared/domain/ids.ts';
import {
  newStep,
  templateChanges,
  templateRefusal,
  withoutStep,
} from '#shared/domain/runbooks/template-edits.ts';

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}` as TemplateStepId;
const step = (n: number, after: number[] = [], more: Partial<EditedStep> = {}): EditedStep => ({
  ...newStep(id(n), 'Deployment'),
  title: `Step ${n}`,
  dependsOn: after.map(id),
  ...more,
});
const book = (...steps: EditedStep[]) => ({ name: 'Night', about: '', steps });

test('a circle is named with its path; what is in order is not refused', () => {
  expect(templateRefusal(book(step(1), step(2, [1]), step(3, [1, 2])))).toBeNull();
  expect(templateRefusal(book(step(1, [1])))).toBe('Steps wait for each other in a circle: 1 waits for 1.');
  expect(templateRefusal(book(step(1), step(1)))).toContain('same id');
  expect(templateRefusal(book(step(1, [9])))).toContain('not in this runbook');
});

test('what waited for a step that is taken out waits for what it waited for', () => {
  expect(withoutStep([step(1), step(2, [1]), step(3, [2]), step(4, [1, 2])], id(2))).toEqual([
    step(1),
    step(3, [1]),
    step(4, [1]),
  ]);
  expect(withoutStep([step(1)], id(9))).toEqual([step(1)]);
});

test('differences name the step, the field and both values', () => {
  const before = book(step(1), step(2, [1]), step(3, [2]));
  const after = {
    ...book(step(3, [1], { plannedMinutes: 25 }), step(1), step(4)),
    name: 'Late night',
  };
  expect(templateChanges(before, after)).toEqual([
    { kind: 'changed', what: 'Name', fields: [{ field: 'name', from: 'Night', to: 'Late night' }] },
    { kind: 'removed', what: '2 Step 2', fields: [] },
    {
      kind: 'changed',
      what: '1 Step 3',
      fields: [
        { field: 'plannedMinutes', from: '10', to: '25' },
        { field: 'dependsOn', from: 'Step 2', to: 'Step 1' },
      ],
    },
    { kind: 'moved', what: '2 Step 1', fields: [] },
    { kind: 'added', what: '3 Step 4', fields: [] },
  ]);
  expect(templateChanges(before, before)).toEqual([]);
});
