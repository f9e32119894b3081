import { generateNKeysBetween } from 'fractional-indexing';
import type { Section } from '#shared/contract/steps.ts';
import type { Template, TemplateStep } from '#shared/contract/templates.ts';
import type { TemplateId, TemplateStepId } from '../ids.ts';
import type { Playbook, PlaybookStep } from './playbook.ts';
import { builtinPlaybooks } from './playbooks.ts';

/**
 * The built-in runbook templates, ready to be kept. `mint` makes the ids; templates come in the order people should
 * see them, the standard release first.
 */
export function builtinTemplates(
  mint: <Id extends string>() => Id,
  playbooks: readonly Playbook[] = builtinPlaybooks,
): readonly Template[] {
  return playbooks.map(({ name, about, steps }) => {
    const id = mint<TemplateId>();
    return { id, name, version: 1, about, steps: templateSteps(id, steps, mint) };
  });
}

function templateSteps(
  templateId: TemplateId,
  steps: readonly PlaybookStep[],
  mint: <Id extends string>() => Id,
): TemplateStep[] {
  const ids = steps.map(() => mint<TemplateStepId>());
  const positions = generateNKeysBetween(null, null, steps.length);
  return steps.map((step, i) => ({
    id: ids[i] ?? mint<TemplateStepId>(),
    templateId,
    position: positions[i] ?? '',
    section: step.section,
    title: step.title,
    shortTitle: step.short ?? '',
    instructions: step.how,
    kind: step.kind ?? kindIn(step.section),
    ownerRole: step.role,
    plannedMinutes: step.minutes,
    undo: step.undo === undefined ? 'none needed' : step.undo === 'never' ? 'irreversible' : 'steps',
    undoMinutes: typeof step.undo === 'object' ? step.undo.minutes : null,
    undoTitle: typeof step.undo === 'object' ? step.undo.title : '',
    evidence: step.evidence ?? '',
    onFailure: step.onFailure ?? '',
    automation: null,
    offsetMinutes: null,
    dependsOn: (step.after ?? (i === 0 ? [] : [i])).flatMap((number) => ids[number - 1] ?? []),
  }));
}

function kindIn(section: Section): TemplateStep['kind'] {
  return section === 'Smoke test' || section === 'Validation' ? 'validation' : 'manual';
}
