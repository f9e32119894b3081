import type { ChangeType } from '#shared/contract/changes.ts';

/** What a rule looks at. Each kind is judged in `risk.ts`; a rule that applies several times counts `most` times at most. */
export type Predicate =
  | { readonly kind: 'tier'; readonly tier: 1 | 2 | 3 | 4; readonly most: number }
  | { readonly kind: 'services'; readonly from: number }
  | { readonly kind: 'dependents'; readonly most: number }
  /** Words in title or description, in lower case; with `steps` also in the deployment steps. */
  | { readonly kind: 'words'; readonly match: RegExp; readonly steps?: boolean }
  | { readonly kind: 'type'; readonly is: ChangeType }
  /** Planned outage in minutes, above `over` and up to `upTo`. */
  | { readonly kind: 'outage'; readonly over: number; readonly upTo: number }
  | { readonly kind: 'empty'; readonly field: 'backOutSteps' | 'validationSteps' }
  /** Assignee and validator. */
  | { readonly kind: 'same person' }
  /** Once per share of failed changes that a service reaches, `most` times over all services. */
  | { readonly kind: 'fail rate'; readonly shares: readonly number[]; readonly most: number };

export type RiskRule = {
  readonly id: string;
  /** Said beside the points; `{n}` stands for a number that was counted. */
  readonly words: string;
  readonly points: number;
  readonly when: Predicate;
};

/** Ordered: what is hit, what is done to it, what is missing, what history tells, what lowers the risk. */
export const riskRules: readonly RiskRule[] = [
  { id: 'tier-1', words: 'tier 1 service', points: 10, when: { kind: 'tier', tier: 1, most: 3 } },
  { id: 'tier-2', words: 'tier 2 service', points: 4, when: { kind: 'tier', tier: 2, most: 3 } },
  {
    id: 'many-services',
    words: '{n} services in one change',
    points: 6,
    when: { kind: 'services', from: 3 },
  },
  { id: 'dependents', words: 'other service', points: 2, when: { kind: 'dependents', most: 5 } },
  {
    id: 'money',
    words: 'Touches money movement',
    points: 12,
    when: {
      kind: 'words',
      match: /\b(payments?|refunds?|payouts?|settle(s|ment)?|ledger|captures?|billing)\b/,
    },
  },
  {
    id: 'data',
    words: 'Changes a schema or stored data',
    points: 10,
    when: {
      kind: 'words',
      match: /\b(migrat\w+|schema|backfill\w*|drop(s|ped)? (the |unused )?(table|columns?)|alter table)\b/,
    },
  },
  {
    id: 'removal',
    words: 'Removes something that is there',
    points: 8,
    when: { kind: 'words', match: /\b(drop\w*|delet\w+|remov\w+|purg\w+)\b/ },
  },
  {
    id: 'breaking',
    words: 'Breaks an interface',
    points: 10,
    when: { kind: 'words', match: /\b(breaking|incompatible)\b/ },
  },
  {
    id: 'access',
    words: 'Touches secrets or access',
    points: 6,
    when: {
      kind: 'words',
      match: /\b(secrets?|credentials?|keys?|certificates?|vault|tokens?|permissions?)\b/,
    },
  },
  {
    id: 'configuration',
    words: 'Changes configuration',
    points: 3,
    when: { kind: 'words', match: /\b(config\w*|settings?|feature flags?)\b/ },
  },
  {
    id: 'dependencies',
    words: 'Changes dependencies',
    points: 3,
    when: { kind: 'words', match: /\b(upgrade|dependenc(y|ies)|bump)\b/ },
  },
  {
    id: 'emergency',
    words: 'Emergency: no assessment beforehand',
    points: 15,
    when: { kind: 'type', is: 'emergency' },
  },
  {
    id: 'outage',
    words: 'Planned outage of {n} min',
    points: 6,
    when: { kind: 'outage', over: 0, upTo: 30 },
  },
  {
    id: 'long-outage',
    words: 'Planned outage of {n} min',
    points: 10,
    when: { kind: 'outage', over: 30, upTo: Number.POSITIVE_INFINITY },
  },
  {
    id: 'no-way-back',
    words: 'No way back written down',
    points: 10,
    when: { kind: 'empty', field: 'backOutSteps' },
  },
  {
    id: 'no-validation',
    words: 'No validation written down',
    points: 5,
    when: { kind: 'empty', field: 'validationSteps' },
  },
  {
    id: 'validates-own-work',
    words: 'Validated by the person who carries it out',
    points: 4,
    when: { kind: 'same person' },
  },
  {
    id: 'history',
    words: 'changes failed',
    points: 8,
    when: { kind: 'fail rate', shares: [0.1, 0.25, 0.5], most: 3 },
  },
  {
    id: 'standard',
    words: 'Standard change, done the same way before',
    points: -6,
    when: { kind: 'type', is: 'standard' },
  },
  {
    id: 'gradual',
    words: 'Reaches users gradually',
    points: -3,
    when: { kind: 'words', match: /\b(canary|feature (flag|toggle)|blue.green)\b/, steps: true },
  },
];

/** What each rule is called where it stands in a list, without a change beside it. */
export function ruleName({ words, when }: RiskRule): string {
  switch (when.kind) {
    case 'tier':
      return `Each ${words}, up to ${when.most}`;
    case 'services':
      return `${when.from} services or more in one change`;
    case 'dependents':
      return `Each service built on it, up to ${when.most}`;
    case 'outage':
      return when.over === 0
        ? `Planned outage of up to ${when.upTo} min`
        : `Planned outage of more than ${when.over} min`;
    case 'fail rate':
      return `A service whose recent changes failed: once from ${when.shares.map((share) => `${share * 100} %`).join(', again from ')}`;
    case 'words':
    case 'type':
    case 'empty':
    case 'same person':
      return words;
  }
}
