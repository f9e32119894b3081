import { expect, test } from 'vitest';
import { graphLayout } from '#renderer/features/runbooks/editor/graphLayout.ts';
import { newId } from '#shared/domain/ids.ts';
import { builtinTemplates } from '#shared/domain/runbooks/builtin-runbooks.ts';

test('each step stands below all that it waits for, none on another, and what decides the length hangs together', () => {
  for (const { name, steps } of builtinTemplates(newId)) {
    const placed = graphLayout(steps);
    const layer = new Map(placed.map((one) => [one.step.id, one.layer]));
    expect(new Set(placed.map((one) => `${one.layer} ${one.place}`)).size, name).toBe(placed.length);
    for (const { step } of placed)
      for (const id of step.dependsOn)
        expect(layer.get(id) ?? -1, `${name}: ${step.title}`).toBeLessThan(layer.get(step.id) ?? 0);
    const chain = placed.filter(({ critical }) => critical);
    expect(chain.length, name).toBeGreaterThan(1);
    const decides = new Set(chain.map(({ step }) => step.id));
    for (const { step } of chain)
      if (step.dependsOn.length > 0)
        expect(
          step.dependsOn.some((id) => decides.has(id)),
          name,
        ).toBe(true);
  }
});
