import { z } from 'zod';
import { section } from '#shared/contract/steps.ts';
import type { EditedStep, EditedTemplate } from '#shared/contract/templates.ts';
import { templateStep } from '#shared/contract/templates.ts';
import { newId, type TemplateStepId } from '../ids.ts';
import { sections } from '../runs/runbooks.ts';
import { newStep } from './template-edits.ts';

/** A runbook as a file: steps in their order, dependencies by number. What a file leaves out is as in a new step. */
const runbookFile = z.object({
  format: z.literal('slipway-runbook'),
  version: z.literal(1),
  name: z.string().min(1).max(200),
  about: z.string().default(''),
  steps: z
    .array(
      templateStep
        .omit({ id: true, templateId: true, position: true, dependsOn: true })
        .partial()
        .extend({
          section,
          title: z.string().min(1).max(300),
          /** Numbers of the steps it waits for, from 1. */
          after: z.array(z.int().min(1)).default([]),
        }),
    )
    .max(2000),
});

/** What a file holds, or why it cannot be read, in a sentence. */
export type ReadRunbook =
  | { readonly ok: true; readonly runbook: EditedTemplate }
  | { readonly ok: false; readonly why: string };

/** A runbook as JSON, to be read again by {@link readRunbook}. */
export function runbookJson({ name, about, steps }: EditedTemplate): string {
  const numbers = numbersOf(steps);
  const file: z.input<typeof runbookFile> = {
    format: 'slipway-runbook',
    version: 1,
    name,
    about,
    steps: steps.map(({ id: _, dependsOn, ...step }) => ({
      ...step,
      after: dependsOn.flatMap((id) => numbers.get(id) ?? []),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** A runbook as a Markdown task list: a heading for each run of one section, and what a line cannot say below it. */
export function runbookMarkdown({ name, about, steps }: EditedTemplate): string {
  const numbers = numbersOf(steps);
  const lines = [`# ${name}`, ...(about === '' ? [] : ['', about])];
  let under = '';
  for (const [i, step] of steps.entries()) {
    if (step.section !== under) lines.push('', `## ${step.section}`, '');
    under = step.section;
    const after = step.dependsOn.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b);
    const facts = [
      `${step.plannedMinutes} min`,
      ...(step.ownerRole === '' ? [] : [step.ownerRole]),
      ...(step.kind === 'manual' ? [] : [step.kind]),
      ...(after.length === 0 ? [] : [`after ${after.join(' and ')}`]),
    ];
    lines.push(`- [ ] ${i + 1}. ${step.title} (${facts.join(', ')})`);
    for (const line of step.instructions.split('\n')) if (line.trim() !== '') lines.push(`  ${line}`);
    if (step.evidence !== '') lines.push(`  Evidence: ${step.evidence}`);
    if (step.onFailure !== '') lines.push(`  If it fails: ${step.onFailure.replace(/\s*\n\s*/g, ' ')}`);
    if (step.undo === 'irreversible') lines.push('  Undo: cannot be undone');
    if (step.undo === 'steps')
      lines.push(
        `  Undo: ${step.undoTitle || step.title}${step.undoMinutes === null ? '' : ` (${step.undoMinutes} min)`}`,
      );
  }
  return `${lines.join('\n')}\n`;
}

/** Reads a runbook from JSON or a Markdown task list; what cannot be read is named with its place. */
export function readRunbook(text: string): ReadRunbook {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return { ok: false, why: 'There is nothing to read.' };
  return trimmed.startsWith('{') ? readJson(trimmed) : readMarkdown(trimmed);
}

function readJson(text: string): ReadRunbook {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return { ok: false, why: `This is no JSON: ${error instanceof Error ? error.message : 'unreadable'}.` };
  }
  const { data, error } = runbookFile.safeParse(raw);
  if (!data) {
    const issue = error.issues[0];
    return {
      ok: false,
      why: `${issue?.path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ') || 'The file'}: ${issue?.message ?? 'not as expected'}.`,
    };
  }
  const ids = data.steps.map(() => newId<TemplateStepId>());
  for (const [i, { after }] of data.steps.entries())
    for (const number of after)
      if (number > ids.length)
        return { ok: false, why: `Step ${i + 1} waits for step ${number}, which is not there.` };
  const steps = data.steps.map(
    ({ after, ...step }, i): EditedStep => ({
      ...newStep(ids[i] ?? newId(), step.section),
      ...Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined)),
      dependsOn: after.flatMap((number) => ids[number - 1] ?? []),
    }),
  );
  return { ok: true, runbook: { name: data.name, about: data.about, steps } };
}

const TASK = /^[-*+]\s+(?:\[[ xX]\]\s+)?(?:(\d+)[.)]\s+)?(.+)$|^(\d+)[.)]\s+(.+)$/;

/** Steps without a word about order come one after the other, as a list reads. */
function readMarkdown(text: string): ReadRunbook {
  const found: { step: EditedStep; after: number[] | null; line: number }[] = [];
  let name = '';
  const about: string[] = [];
  let under: EditedStep['section'] = 'Deployment';
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const heading = /^(#+)\s+(.+?)\s*#*$/.exec(line);
    if (heading) {
      const words = heading[2] ?? '';
      const known = sections.find((one) => one.toLowerCase() === words.toLowerCase());
      if (known) under = known;
      else if (heading[1] === '#' && name === '' && found.length === 0) name = words;
      else
        return {
          ok: false,
          why: `Line ${at + 1}: “${words}” is no section. Sections are ${sections.join(', ')}.`,
        };
      continue;
    }
    const task = TASK.exec(line);
    const last = found.at(-1)?.step;
    if (task) {
      const { after, ...fields } = factsOf(task[2] ?? task[4] ?? '');
      found.push({ step: { ...newStep(newId(), under), ...fields }, after, line: at + 1 });
    } else if (line.trim() !== '' && last) takeDetail(last, line.trim());
    else if (line.trim() !== '') about.push(line.trim());
  }
  if (found.length === 0)
    return {
      ok: false,
      why: 'No step was found. Write each as a line that begins with “- [ ]” or a number.',
    };
  for (const { after, line } of found)
    for (const number of after ?? [])
      if (number > found.length) return { ok: false, why: `Line ${line}: step ${number} is not there.` };
  const said = found.some(({ after }) => after !== null);
  const steps = found.map(({ step, after }, i) => {
    const before = after ?? (said || i === 0 ? [] : [i]);
    return { ...step, dependsOn: before.flatMap((number) => found[number - 1]?.step.id ?? []) };
  });
  return { ok: true, runbook: { name: name || 'Imported runbook', about: about.join('\n'), steps } };
}

/** `Deploy (20 min, DBA, gate, after 3 and 4)`: what stands in the last brackets, where its first part is a length. */
function factsOf(text: string): Partial<EditedStep> & { title: string; after: number[] | null } {
  const match = /^(.*\S)\s+\((\d{1,5}) min((?:, [^()]*)?)\)$/.exec(text.trim());
  if (!match) return { title: text.trim().slice(0, 300), after: null };
  const fields: Partial<EditedStep> = { plannedMinutes: Math.min(10_080, Number(match[2])) };
  let after: number[] | null = null;
  for (const fact of (match[3] ?? '').split(', ').slice(1)) {
    const kind = templateStep.shape.kind.safeParse(fact).data;
    if (/^after \d/.test(fact)) after = [...fact.matchAll(/\d+/g)].map(([number]) => Number(number));
    else if (kind) fields.kind = kind;
    else fields.ownerRole = fact.slice(0, 60);
  }
  return { kind: 'manual', ...fields, title: (match[1] ?? '').slice(0, 300), after };
}

function takeDetail(step: EditedStep, line: string): void {
  const [, what, rest = ''] = /^(Evidence|If it fails|Undo): (.+)$/.exec(line) ?? [];
  if (what === 'Evidence') step.evidence = rest.slice(0, 300);
  else if (what === 'If it fails') step.onFailure = rest;
  else if (what === 'Undo' && rest === 'cannot be undone') step.undo = 'irreversible';
  else if (what === 'Undo') {
    const timed = /^(.*\S)\s+\((\d{1,5}) min\)$/.exec(rest);
    step.undo = 'steps';
    step.undoTitle = (timed?.[1] ?? rest).slice(0, 300);
    step.undoMinutes = timed ? Math.min(10_080, Number(timed[2])) : null;
  } else step.instructions = step.instructions === '' ? line : `${step.instructions}\n${line}`;
}

function numbersOf(steps: readonly EditedStep[]): ReadonlyMap<TemplateStepId, number> {
  return new Map(steps.map(({ id }, i) => [id, i + 1]));
}
