import type { Service } from '#shared/contract/catalogue.ts';
import type { RiskModel } from '#shared/contract/change-policies.ts';
import type { Change, FailRate, RiskLevel } from '#shared/contract/changes.ts';
import { type RiskRule, riskRules } from './risk-rules.ts';

/** One line of the sum. */
export type RiskLine = { readonly what: string; readonly points: number };

export type Scored = Pick<
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
  | 'riskAnswers'
>;

/** What a change is judged by. */
export type RiskBasis = {
  readonly model: RiskModel;
  /** All services known. */
  readonly services: readonly Pick<Service, 'id' | 'name' | 'tier' | 'dependsOn'>[];
  /** How recent changes of the services went; a service that is not among them has no history here. */
  readonly history: readonly FailRate[];
};

export type Risk = {
  readonly lines: readonly RiskLine[];
  /** Inputs that are missing, each named; they count nothing. */
  readonly notCounted: readonly string[];
  /** The visible sum, never below 0. */
  readonly score: number;
  /** The band the score falls into. */
  readonly level: RiskLevel;
};

/** Closed changes of a service that are looked at, the newest first. */
export const HISTORY_LENGTH = 20;
/** Fewer closed changes than this tell nothing about the next one. */
export const HISTORY_LEAST = 5;
/** Services whose history is looked at, the most critical first: a change of hundreds is saved as quickly as one of two. */
export const HISTORY_SERVICES = 5;

type Subject = {
  readonly change: Scored;
  readonly affected: RiskBasis['services'];
  readonly dependents: number;
  /** Title and description in lower case, the first 20,000 characters. */
  readonly words: string;
  readonly history: readonly FailRate[];
};

/** Where each level begins, the highest first; the bands meet, so every score has exactly one level. */
export function riskBands(
  bands: RiskModel['bands'],
): readonly { readonly level: RiskLevel; readonly from: number }[] {
  return [
    { level: 'very high', from: bands['very high'] },
    { level: 'high', from: bands.high },
    { level: 'moderate', from: bands.moderate },
    { level: 'low', from: 0 },
  ];
}

/** The level of a score. */
export function riskLevelOf(score: number, bands: RiskModel['bands']): RiskLevel {
  return riskBands(bands).find((band) => score >= band.from)?.level ?? 'low';
}

/** Every line that contributes to the risk of a change, in the order of the rules and questions, and their sum. */
export function riskOf(change: Scored, basis: RiskBasis): Risk {
  const own = new Set(change.serviceIds);
  const affected = basis.services.filter((service) => own.has(service.id));
  const subject: Subject = {
    change,
    affected,
    dependents: basis.services.filter(
      (service) => !own.has(service.id) && service.dependsOn.some((id) => own.has(id)),
    ).length,
    words: `${change.title} ${change.description}`.slice(0, 20_000).toLowerCase(),
    history: basis.history.filter(({ serviceId }) => own.has(serviceId)),
  };
  const rules = riskRules
    .map((rule) => ({ ...rule, points: basis.model.rules[rule.id]?.points ?? rule.points }))
    .filter((rule) => rule.points !== 0 && basis.model.rules[rule.id]?.off !== true);
  const answers = answersOf(change, basis.model);
  const lines = [...rules.flatMap((rule) => linesOf(rule, subject)), ...answers.lines];
  const score = Math.max(
    0,
    lines.reduce((sum, line) => sum + line.points, 0),
  );
  const historyCounts = rules.some(({ when }) => when.kind === 'fail rate');
  return {
    lines,
    notCounted: [...(historyCounts ? missingHistory(subject) : []), ...answers.open],
    score,
    level: riskLevelOf(score, basis.model.bands),
  };
}

/** The services of a change whose history is looked at: those of the lowest tier, then by name. */
export function servicesWithHistory<S extends Pick<Service, 'id' | 'name' | 'tier'>>(
  change: Pick<Change, 'serviceIds'>,
  services: readonly S[],
): readonly S[] {
  const own = new Set(change.serviceIds);
  return services
    .filter(({ id }) => own.has(id))
    .toSorted((a, b) => a.tier - b.tier || (a.name < b.name ? -1 : 1))
    .slice(0, HISTORY_SERVICES);
}

function linesOf(rule: RiskRule, { change, affected, dependents, words, history }: Subject): RiskLine[] {
  const { when, points } = rule;
  const line = (times: number, what: string) => (times > 0 ? [{ what, points: times * points }] : []);
  switch (when.kind) {
    case 'tier': {
      const count = affected.filter((service) => service.tier === when.tier).length;
      return line(Math.min(when.most, count), counted(count, rule.words));
    }
    case 'services':
      return line(affected.length >= when.from ? 1 : 0, rule.words.replace('{n}', String(affected.length)));
    case 'dependents':
      return line(Math.min(when.most, dependents), `${counted(dependents, rule.words)} built on it`);
    case 'words': {
      const read = when.steps ? `${words} ${stepWords(change)}` : words;
      return line(when.match.test(read) ? 1 : 0, rule.words);
    }
    case 'type':
      return line(change.type === when.is ? 1 : 0, rule.words);
    case 'outage': {
      const minutes = change.plannedOutageMinutes ?? 0;
      const within = minutes > when.over && minutes <= when.upTo;
      return line(within ? 1 : 0, rule.words.replace('{n}', String(minutes)));
    }
    case 'empty':
      return line(change[when.field].length === 0 ? 1 : 0, rule.words);
    case 'same person': {
      const [a, b] = [change.assigneeId, change.validatorId];
      return line(a !== null && a === b ? 1 : 0, rule.words);
    }
    case 'fail rate': {
      let left = when.most;
      return history
        .filter(({ closed }) => closed >= HISTORY_LEAST)
        .toSorted((a, b) => b.failed / b.closed - a.failed / a.closed)
        .flatMap(({ serviceId, closed, failed }) => {
          const reached = when.shares.filter((share) => failed / closed >= share).length;
          const times = Math.min(left, reached);
          left -= times;
          const name = affected.find(({ id }) => id === serviceId)?.name ?? '';
          return line(times, `${name}: ${failed} of ${closed} ${rule.words}`);
        });
    }
  }
}

function missingHistory({ change, affected, history }: Subject): string[] {
  const looked = servicesWithHistory(change, affected);
  const few = looked.flatMap(({ id, name }) => {
    const closed = history.find(({ serviceId }) => serviceId === id)?.closed ?? 0;
    if (closed >= HISTORY_LEAST) return [];
    return [
      closed === 0
        ? `${name}: no closed change yet`
        : `${name}: ${closed} closed so far, ${HISTORY_LEAST} are needed to tell`,
    ];
  });
  const rest = affected.length - looked.length;
  return rest > 0 ? [...few, `History of ${rest} less critical ${rest === 1 ? 'service' : 'services'}`] : few;
}

/** How a question that nobody answered ends among what is not counted. */
export const NOT_ANSWERED = 'Not answered';

function answersOf(change: Scored, model: RiskModel): { lines: RiskLine[]; open: string[] } {
  const lines: RiskLine[] = [];
  const open: string[] = [];
  for (const { id, ask, answers } of model.questions) {
    const answer = answers.find((one) => one.id === change.riskAnswers[id]);
    if (!answer) open.push(`${ask} ${NOT_ANSWERED}`);
    else if (answer.points !== 0) lines.push({ what: `${ask} ${answer.label}`, points: answer.points });
  }
  return { lines, open };
}

function stepWords(change: Scored): string {
  return change.deploymentSteps.map((step) => step.title.toLowerCase()).join(' ');
}

function counted(count: number, what: string): string {
  return count === 1 ? `One ${what}` : `${count} ${what}s`;
}
