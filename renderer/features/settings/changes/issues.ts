import { changePolicies, type PolicyKey } from '#shared/contract/change-policies.ts';

/** What is wrong, by its place in the value (`normal.2.name`); the empty place stands for the whole. */
export type Issues = ReadonlyMap<string, string>;

/** What the contract would refuse about a policy, in words for its field; the first one at each place. */
export function issuesOf(policy: PolicyKey, value: unknown): Issues {
  const issues = new Map<string, string>();
  const parsed = changePolicies.shape[policy].safeParse(value, {
    error: (issue) => {
      if (issue.code === 'too_small') {
        if (issue.origin === 'string') return 'Something has to stand here';
        if (issue.origin === 'array')
          return issue.minimum === 1
            ? 'At least one has to stand here'
            : `At least ${issue.minimum} have to stand here`;
        return `Not below ${issue.minimum}`;
      }
      if (issue.code === 'too_big') {
        if (issue.origin === 'string') return `At most ${issue.maximum} characters`;
        if (issue.origin === 'array') return `At most ${issue.maximum} of them`;
        return `Not above ${issue.maximum}`;
      }
      if (issue.code === 'invalid_type' && issue.expected === 'int') return 'A whole number';
      return undefined;
    },
  });
  for (const issue of parsed.error?.issues ?? []) {
    const place = issue.path.map(String).join('.');
    if (!issues.has(place)) issues.set(place, issue.message);
  }
  return issues;
}
