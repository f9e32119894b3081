import type { Service } from '#shared/contract/catalogue.ts';
import type { Change, RiskLevel } from '#shared/contract/changes.ts';

type RiskLine = { readonly what: string; readonly points: number };

type Scored = Pick<
  Change,
  | 'title'
  | 'description'
  | 'type'
  | 'serviceIds'
  | 'deploymentSteps'
  | 'backOutSteps'
  | 'validationSteps'
  | 'plannedOutageMinutes'
  | 'assigneeId'
  | 'validatorId'
>;
type Subject = {
  readonly change: Scored;
  /** The services the change affects. */
  readonly affected: readonly Pick<Service, 'id' | 'name' | 'tier'>[];
  /** How many other services depend directly on them. */
  readonly dependents: number;
  readonly words: string;
};
type RiskRule = (subject: Subject) => RiskLine | null;

/** Where each level begins; the bands meet, so every score has exactly one level. */
export const riskBands: readonly { readonly level: RiskLevel; readonly from: number }[] = [
  { level: 'very high', from: 55 },
  { level: 'high', from: 35 },
  { level: 'moderate', from: 15 },
  { level: 'low', from: 0 },
];

/** Words in title or description that tell of a kind of work, with what they add. */
const kindsOfWork: readonly (readonly [RegExp, string, number])[] = [
  [
    /\b(payments?|refunds?|payouts?|settle(s|ment)?|ledger|captures?|billing)\b/,
    'Touches money movement',
    12,
  ],
  [
    /\b(migrat\w+|schema|backfill\w*|drop(s|ped)? (the |unused )?(table|columns?)|alter table)\b/,
    'Changes a schema or stored data',
    10,
  ],
  [/\b(drop\w*|delet\w+|remov\w+|purg\w+)\b/, 'Removes something that is there', 8],
  [/\b(breaking|incompatible)\b/, 'Breaks an interface', 10],
  [
    /\b(secrets?|credentials?|keys?|certificates?|vault|tokens?|permissions?)\b/,
    'Touches secrets or access',
    6,
  ],
  [/\b(config\w*|settings?|feature flags?)\b/, 'Changes configuration', 3],
  [/\b(upgrade|dependenc(y|ies)|bump)\b/, 'Changes dependencies', 3],
];

/** Ordered: what is hit, what is done to it, what is missing, what lowers the risk. */
const rules: readonly RiskRule[] = [
  ({ affected }) => {
    const count = affected.filter((service) => service.tier === 1).length;
    return count === 0 ? null : { what: counted(count, 'tier 1 service'), points: Math.min(30, 10 * count) };
  },
  ({ affected }) => {
    const count = affected.filter((service) => service.tier === 2).length;
    return count === 0 ? null : { what: counted(count, 'tier 2 service'), points: Math.min(12, 4 * count) };
  },
  ({ affected }) =>
    affected.length < 3 ? null : { what: `${affected.length} services in one change`, points: 6 },
  ({ dependents }) =>
    dependents === 0
      ? null
      : { what: `${counted(dependents, 'other service')} built on it`, points: Math.min(10, 2 * dependents) },
  ...kindsOfWork.map(
    ([words, what, points]): RiskRule =>
      (subject) =>
        words.test(subject.words) ? { what, points } : null,
  ),
  ({ change }) =>
    change.type === 'emergency' ? { what: 'Emergency: no assessment beforehand', points: 15 } : null,
  ({ change }) => {
    const minutes = change.plannedOutageMinutes ?? 0;
    return minutes === 0 ? null : { what: `Planned outage of ${minutes} min`, points: minutes > 30 ? 10 : 6 };
  },
  ({ change }) =>
    change.backOutSteps.length === 0 ? { what: 'No way back written down', points: 10 } : null,
  ({ change }) =>
    change.validationSteps.length === 0 ? { what: 'No validation written down', points: 5 } : null,
  ({ change }) =>
    change.assigneeId !== null && change.assigneeId === change.validatorId
      ? { what: 'Validated by the person who carries it out', points: 4 }
      : null,
  ({ change }) =>
    change.type === 'standard' ? { what: 'Standard change, done the same way before', points: -6 } : null,
  ({ change, words }) =>
    /\b(canary|feature (flag|toggle)|blue.green)\b/.test(`${words} ${stepWords(change)}`)
      ? { what: 'Reaches users gradually', points: -3 }
      : null,
];

/** Every line that contributes to the risk of a change, in the order of the rules; `services` are all services known. */
export function riskLines(
  change: Scored,
  services: readonly Pick<Service, 'id' | 'name' | 'tier' | 'dependsOn'>[],
): readonly RiskLine[] {
  const own = new Set(change.serviceIds);
  const subject: Subject = {
    change,
    affected: services.filter((service) => own.has(service.id)),
    dependents: services.filter(
      (service) => !own.has(service.id) && service.dependsOn.some((id) => own.has(id)),
    ).length,
    words: `${change.title} ${change.description}`.slice(0, 20_000).toLowerCase(),
  };
  return rules.flatMap((rule) => rule(subject) ?? []);
}

/** Score = the visible sum, never below 0; level = the band it falls into. */
export function riskOf(lines: readonly RiskLine[]): { readonly score: number; readonly level: RiskLevel } {
  const score = Math.max(
    0,
    lines.reduce((sum, line) => sum + line.points, 0),
  );
  return { score, level: riskBands.find((band) => score >= band.from)?.level ?? 'low' };
}

function stepWords(change: Scored): string {
  return change.deploymentSteps.map((step) => step.title.toLowerCase()).join(' ');
}

function counted(count: number, what: string): string {
  return count === 1 ? `One ${what}` : `${count} ${what}s`;
}
