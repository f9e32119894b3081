import type { EditedStep, EditedTemplate } from '#shared/contract/templates.ts';
import { same } from '../same.ts';

type StepId = EditedStep['id'];
type Steps = ReadonlyMap<StepId, EditedStep>;

/**
 * What a runbook says after two people have edited it from the same `base` (architecture.md, "Merge rules"): per field
 * whoever changed it, `mine` where both did; a step that one took out and the other edited stays; what one of them
 * added or moved stands behind the step that it stood behind there. Nothing waits for a step that is gone.
 */
export function mergeTemplates(
  base: EditedTemplate,
  mine: EditedTemplate,
  theirs: EditedTemplate,
): EditedTemplate {
  const [old, my, their] = [base, mine, theirs].map(
    ({ steps }): Steps => new Map(steps.map((step) => [step.id, step])),
  ) as [Steps, Steps, Steps];
  const stays = (id: StepId) => {
    const [was, here, there] = [old.get(id), my.get(id), their.get(id)];
    if (was === undefined || (here && there)) return true;
    const left = here ?? there;
    return left !== undefined && Object.keys(edits(was, left)).length > 0;
  };
  const moved = !same(inBoth(base, my), inBoth(mine, old));
  const order = moved ? threaded(mine, theirs) : threaded(theirs, mine);
  const kept = new Set(order.filter(stays));
  const steps = [...kept].flatMap((id) => {
    const step = mergedStep(old.get(id), my.get(id), their.get(id));
    return step ? [{ ...step, dependsOn: step.dependsOn.filter((one) => kept.has(one)) }] : [];
  });
  return {
    name: theirs.name === base.name || mine.name !== base.name ? mine.name : theirs.name,
    about: theirs.about === base.about || mine.about !== base.about ? mine.about : theirs.about,
    steps,
  };
}

function inBoth({ steps }: EditedTemplate, other: Steps): StepId[] {
  return steps.map(({ id }) => id).filter((id) => other.has(id));
}

/** The order of `lead`, with what only `other` has behind the step that it stands behind there. */
function threaded(lead: EditedTemplate, other: EditedTemplate): StepId[] {
  const order = lead.steps.map(({ id }) => id);
  const placed = new Set(order);
  for (const [i, { id }] of other.steps.entries()) {
    if (placed.has(id)) continue;
    const before = other.steps[i - 1];
    order.splice(before ? order.indexOf(before.id) + 1 : 0, 0, id);
    placed.add(id);
  }
  return order;
}

function mergedStep(
  was: EditedStep | undefined,
  mine: EditedStep | undefined,
  theirs: EditedStep | undefined,
): EditedStep | undefined {
  if (!was || !mine || !theirs) return mine ?? theirs;
  return { ...theirs, ...edits(was, mine) };
}

/** The fields of a step that are not as they were. */
function edits(was: EditedStep, now: EditedStep): Partial<EditedStep> {
  return Object.fromEntries(
    Object.entries(now).filter(([field, value]) => !same(value, was[field as keyof EditedStep])),
  );
}
