import type { TemplateStep } from '#shared/contract/templates.ts';
import { topologicalOrder } from '#shared/domain/runbooks.ts';

/** Minutes along the longest chain of dependent steps; back-out steps do not count, they wait for a decision. */
export function templateMinutes(
  steps: readonly Pick<TemplateStep, 'id' | 'dependsOn' | 'plannedMinutes' | 'section'>[],
): number {
  const ends = new Map<string, number>();
  const byId = new Map(steps.map((step) => [step.id, step]));
  let longest = 0;
  for (const step of topologicalOrder(steps)) {
    const own = step.section === 'Back-out' ? 0 : step.plannedMinutes;
    const start = Math.max(0, ...step.dependsOn.filter((id) => byId.has(id)).map((id) => ends.get(id) ?? 0));
    ends.set(step.id, start + own);
    longest = Math.max(longest, start + own);
  }
  return longest;
}
