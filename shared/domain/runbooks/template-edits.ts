import type { EditedStep, EditedTemplate, Template } from '#shared/contract/templates.ts';
import { dependencyCycle } from '../graph.ts';
import { capital } from '../wording.ts';

/** What the routes and the files take of a runbook. */
export function editedOf({ name, about, steps }: Pick<Template, 'name' | 'about' | 'steps'>): EditedTemplate {
  return { name, about, steps: steps.map(({ templateId: _t, position: _p, ...step }) => step) };
}

/** Why a runbook cannot be kept as it is, in a sentence; null when it can. Steps are named by their number. */
export function templateRefusal({ steps }: Pick<EditedTemplate, 'steps'>): string | null {
  const numbers = new Map(steps.map(({ id }, i) => [id, i + 1]));
  if (numbers.size < steps.length) return 'Two steps have the same id.';
  for (const [i, { dependsOn }] of steps.entries())
    if (dependsOn.some((id) => !numbers.has(id)))
      return `Step ${i + 1} waits for a step that is not in this runbook.`;
  const cycle = dependencyCycle(steps);
  if (cycle === null) return null;
  const path = [...cycle, ...cycle.slice(0, 1)].map((id) => numbers.get(id));
  return `Steps wait for each other in a circle: ${path.join(' waits for ')}.`;
}

/** Steps without the one that is taken out: what waited for it waits for what it waited for. */
export function withoutStep(steps: readonly EditedStep[], id: EditedStep['id']): EditedStep[] {
  const gone = steps.find((step) => step.id === id);
  if (!gone) return [...steps];
  return steps
    .filter((step) => step !== gone)
    .map((step) =>
      step.dependsOn.includes(id)
        ? {
            ...step,
            dependsOn: [...new Set([...step.dependsOn.filter((one) => one !== id), ...gone.dependsOn])],
          }
        : step,
    );
}

/** One difference between two states of a runbook. */
export type TemplateChange = {
  readonly kind: 'added' | 'removed' | 'moved' | 'changed';
  /** The step, or the name of the runbook's own field. */
  readonly what: string;
  /** Fields that differ, each with both values. */
  readonly fields: readonly { readonly field: string; readonly from: string; readonly to: string }[];
};

const FIELDS: readonly (keyof EditedStep)[] = [
  'section',
  'title',
  'shortTitle',
  'instructions',
  'kind',
  'ownerRole',
  'plannedMinutes',
  'offsetMinutes',
  'dependsOn',
  'evidence',
  'onFailure',
  'automation',
  'undo',
  'undoTitle',
  'undoMinutes',
];

/** What differs between two states of a runbook, step by step and field by field. */
export function templateChanges(from: EditedTemplate, to: EditedTemplate): readonly TemplateChange[] {
  const changes: TemplateChange[] = [];
  for (const field of ['name', 'about'] as const)
    if (from[field] !== to[field])
      changes.push({
        kind: 'changed',
        what: capital(field),
        fields: [{ field, from: from[field], to: to[field] }],
      });
  const [old, fresh] = [from, to].map(({ steps }) => new Map(steps.map((step, i) => [step.id, { step, i }])));
  for (const { step, i } of old?.values() ?? [])
    if (!fresh?.has(step.id)) changes.push({ kind: 'removed', what: `${i + 1} ${step.title}`, fields: [] });
  const common = from.steps.filter(({ id }) => fresh?.has(id)).map(({ id }) => id);
  const places = new Map(to.steps.filter(({ id }) => old?.has(id)).map(({ id }, i) => [id, i]));
  for (const { step, i } of fresh?.values() ?? []) {
    const what = `${i + 1} ${step.title}`;
    const was = old?.get(step.id);
    if (!was) {
      changes.push({ kind: 'added', what, fields: [] });
      continue;
    }
    const fields = FIELDS.flatMap((field) => {
      const [a, b] = [said(from, was.step, field), said(to, step, field)];
      return a === b ? [] : [{ field, from: a, to: b }];
    });
    if (fields.length > 0) changes.push({ kind: 'changed', what, fields });
    else if (common.indexOf(step.id) !== places.get(step.id))
      changes.push({ kind: 'moved', what, fields: [] });
  }
  return changes;
}

function said(state: EditedTemplate, step: EditedStep, field: keyof EditedStep): string {
  if (field === 'dependsOn') return step.dependsOn.map((id) => titleOf(state, id)).join(', ');
  const value = step[field];
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function titleOf({ steps }: EditedTemplate, id: EditedStep['id']): string {
  return steps.find((step) => step.id === id)?.title ?? '';
}

/** An empty step of a section, to be filled in. */
export function newStep(id: EditedStep['id'], section: EditedStep['section']): EditedStep {
  return {
    id,
    section,
    title: '',
    shortTitle: '',
    instructions: '',
    kind: section === 'Smoke test' || section === 'Validation' ? 'validation' : 'manual',
    ownerRole: '',
    plannedMinutes: 10,
    undo: 'none needed',
    undoMinutes: null,
    undoTitle: '',
    evidence: '',
    onFailure: '',
    automation: null,
    offsetMinutes: null,
    dependsOn: [],
  };
}
