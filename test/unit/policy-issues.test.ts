import { expect, it } from 'vitest';
import { issuesOf } from '#renderer/features/settings/changes/issues.ts';
import { changePolicies, type PolicyKey } from '#shared/contract/change-policies.ts';
import { builtInPolicies } from '#shared/domain/changes/change-policies.ts';

it('finds nothing wrong with any policy as built in', () => {
  for (const key of Object.keys(changePolicies.shape) as PolicyKey[])
    expect([...issuesOf(key, builtInPolicies[key])], key).toEqual([]);
});

it('names what is wrong at its place, in words', () => {
  const { normal } = builtInPolicies.approvalFlows;
  const [first] = normal;
  if (!first) throw new Error('no stage');
  const flows = {
    ...builtInPolicies.approvalFlows,
    normal: [{ ...first, name: '', who: [] }, ...normal.slice(1)],
  };
  expect(Object.fromEntries(issuesOf('approvalFlows', flows))).toEqual({
    'normal.0.name': 'Something has to stand here',
    'normal.0.who': 'At least one has to stand here',
  });
  expect(
    Object.fromEntries(issuesOf('linkPatterns', [{ match: 'PAY-', url: 'https://tracker.example/{n}' }])),
  ).toEqual({ '0.match': 'Write the number as {n}, such as PAY-{n}' });
  expect(
    Object.fromEntries(
      issuesOf('approvalRules', { selfApproval: false, onBehalf: true, retrospectiveHours: 0 }),
    ),
  ).toEqual({ retrospectiveHours: 'Not below 1' });
  expect(issuesOf('customFields', [{ id: 'a', label: 'x'.repeat(121), help: '' }]).get('0.label')).toBe(
    'At most 120 characters',
  );
});
