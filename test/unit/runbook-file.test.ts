import { describe, expect, test } from 'vitest';
import type { EditedTemplate } from '#shared/contract/templates.ts';
import { newId } from '#shared/domain/ids.ts';
import { builtinTemplates } from '#shared/domain/runbooks/builtin-runbooks.ts';
import { readRunbook, runbookJson, runbookMarkdown } from '#shared/domain/runbooks/runbook-file.ts';
import { templateChanges } from '#shared/domain/runbooks/template-edits.ts';

const builtins = builtinTemplates(newId).map(
  ({ name, about, steps }): EditedTemplate => ({
    name,
    about,
    steps: steps.map(({ templateId: _t, position: _p, ...step }) => step),
  }),
);

/** The same runbook under the ids of another. */
function withIdsOf(runbook: EditedTemplate, ids: EditedTemplate): EditedTemplate {
  const map = new Map(runbook.steps.map(({ id }, i) => [id, ids.steps[i]?.id ?? id]));
  return {
    ...runbook,
    steps: runbook.steps.map((step) => ({
      ...step,
      id: map.get(step.id) ?? step.id,
      dependsOn: step.dependsOn.map((id) => map.get(id) ?? id),
    })),
  };
}

function read(text: string): EditedTemplate {
  const found = readRunbook(text);
  if (!found.ok) throw new Error(found.why);
  return found.runbook;
}

describe.each(builtins.map((one) => [one.name, one] as const))('%s', (_name, runbook) => {
  test('comes back from JSON as it was', () => {
    expect(templateChanges(runbook, withIdsOf(read(runbookJson(runbook)), runbook))).toEqual([]);
  });

  test('comes back from a Markdown task list, but for its short titles', () => {
    const plain = { ...runbook, steps: runbook.steps.map((step) => ({ ...step, shortTitle: '' })) };
    expect(templateChanges(plain, withIdsOf(read(runbookMarkdown(runbook)), runbook))).toEqual([]);
  });
});

test('a numbered text and a plain task list become steps one after the other', () => {
  for (const text of [
    '1. Drain\n2. Deploy\n3) Open',
    '- [ ] Drain\n- [x] Deploy\n* Open',
    '\uFEFF1. Drain\r\n2. Deploy\r\n3. Open',
  ]) {
    const { steps } = read(text);
    expect(steps.map(({ title }) => title)).toEqual(['Drain', 'Deploy', 'Open']);
    expect(steps.map(({ dependsOn }) => dependsOn)).toEqual([[], [steps[0]?.id], [steps[1]?.id]]);
  }
});

test('what cannot be read is named with its place', () => {
  const why = (text: string) => {
    const found = readRunbook(text);
    return found.ok ? 'read' : found.why;
  };
  expect(why('  ')).toContain('nothing to read');
  expect(why('Just a sentence')).toContain('No step was found');
  expect(why('- [ ] A\n## Lunch\n- [ ] B')).toContain('Line 2: “Lunch” is no section');
  expect(why('- [ ] A (5 min, after 7)')).toContain('Line 1: step 7 is not there');
  expect(why('{ "format": ')).toContain('no JSON');
  expect(
    why('{"format":"slipway-runbook","version":1,"name":"A","steps":[{"section":"Lunch","title":"x"}]}'),
  ).toMatch(/^steps 1 section: /);
  expect(
    why(
      '{"format":"slipway-runbook","version":1,"name":"A","steps":[{"section":"Deployment","title":"x","after":[4]}]}',
    ),
  ).toContain('Step 1 waits for step 4');
});
