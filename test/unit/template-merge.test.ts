import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EditedStep, EditedTemplate } from '#shared/contract/templates.ts';
import type { TemplateStepId } from '#shared/domain/ids.ts';
import { newStep } from '#shared/domain/runbooks/template-edits.ts';
import { mergeTemplates } from '#shared/domain/runbooks/template-merge.ts';

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}` as TemplateStepId;
const step = (n: number, more: Partial<EditedStep> = {}): EditedStep => ({
  ...newStep(id(n), 'Deployment'),
  title: `Step ${n}`,
  ...more,
});
const book = (...steps: EditedStep[]): EditedTemplate => ({ name: 'Night', about: '', steps });
const numbers = ({ steps }: EditedTemplate) => steps.map((one) => Number(one.id.at(-1)));

const base = book(step(1), step(2, { dependsOn: [id(1)] }), step(3, { dependsOn: [id(2)] }));

test('what two people changed in different fields of one step is both kept', () => {
  const mine = book(step(1), { ...step(2, { dependsOn: [id(1)] }), plannedMinutes: 25 }, step(3));
  const drain = step(2, { title: 'Drain', dependsOn: [id(1)] });
  const theirs = { ...base, name: 'Late night', steps: base.steps.with(1, drain) };
  expect(mergeTemplates(base, mine, theirs)).toEqual({
    name: 'Late night',
    about: '',
    steps: [step(1), step(2, { title: 'Drain', plannedMinutes: 25, dependsOn: [id(1)] }), step(3)],
  });
});

test('where both changed one field, the later one stands', () => {
  const [mine, theirs] = ['Mine', 'Theirs'].map((title) => book(step(1, { title }))) as [
    EditedTemplate,
    EditedTemplate,
  ];
  expect(mergeTemplates(book(step(1)), mine, theirs)).toEqual(mine);
});

test('a step that one took out is gone, unless the other edited it', () => {
  const without = book(step(1), step(3));
  expect(numbers(mergeTemplates(base, without, base))).toEqual([1, 3]);
  expect(numbers(mergeTemplates(base, base, without))).toEqual([1, 3]);
  const edited = { ...base, steps: base.steps.with(1, step(2, { title: 'Drain' })) };
  expect(numbers(mergeTemplates(base, without, edited))).toEqual([1, 2, 3]);
  expect(numbers(mergeTemplates(base, edited, without))).toEqual([1, 2, 3]);
});

test('nothing waits for a step that is gone', () => {
  const added = book(...base.steps, step(4, { dependsOn: [id(2)] }));
  const merged = mergeTemplates(base, added, book(step(1), step(3)));
  expect(numbers(merged)).toEqual([1, 3, 4]);
  expect(merged.steps.flatMap(({ dependsOn }) => dependsOn)).toEqual([]);
});

test('what one added stands behind what it stood behind, also when the other moved that', () => {
  const added = book(...base.steps.slice(0, 1), step(4), ...base.steps.slice(1));
  const moved = book(step(3), step(2), step(1));
  expect(numbers(mergeTemplates(base, added, moved))).toEqual([3, 2, 1, 4]);
  expect(numbers(mergeTemplates(base, moved, added))).toEqual([3, 2, 1, 4]);
});

const states = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }).chain((ids) =>
  fc
    .tuple(
      ...ids.map((n) =>
        fc.record({
          title: fc.constantFrom(`Step ${n}`, 'Other'),
          plannedMinutes: fc.constantFrom(10, 20),
        }),
      ),
    )
    .map((fields) => book(...ids.map((n, i) => step(n, fields[i])))),
);

test('whoever changed nothing takes over what the other did', () => {
  fc.assert(
    fc.property(states, states, (before, after) => {
      expect(mergeTemplates(before, after, before)).toEqual(after);
      expect(mergeTemplates(before, before, after)).toEqual(after);
    }),
  );
});

test('no step of both is lost or doubled, and both orders of saving keep the same steps', () => {
  fc.assert(
    fc.property(states, states, states, (before, mine, theirs) => {
      const merged = numbers(mergeTemplates(before, mine, theirs));
      expect(new Set(merged).size).toBe(merged.length);
      for (const n of numbers(mine).filter((one) => numbers(theirs).includes(one)))
        expect(merged).toContain(n);
      for (const n of [...numbers(mine), ...numbers(theirs)])
        if (!numbers(before).includes(n)) expect(merged).toContain(n);
      expect(merged.toSorted()).toEqual(numbers(mergeTemplates(before, theirs, mine)).toSorted());
    }),
  );
});
