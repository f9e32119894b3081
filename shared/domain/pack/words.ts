import type { RiskLevel } from '#shared/contract/changes.ts';

/** `1 change`, `6 changes`. */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `24 min`, `1 h 30 min`, `2 h`; empty when there is no estimate. */
export function minutesWords(minutes: number | null): string {
  if (minutes === null) return '';
  if (minutes < 120) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** Four letters apart, as people compare them: `9f3c 41d0 7be2 a866 … 5d17 c0ee`. */
export function shortHash(hash: string, groups = 4): string {
  const four = (text: string) => text.match(/.{1,4}/g)?.join(' ') ?? '';
  return hash.length > groups * 4 + 8 && groups > 2
    ? `${four(hash.slice(0, groups * 4))} … ${four(hash.slice(-8))}`
    : four(hash.slice(0, groups * 4));
}

export const riskWords: Readonly<Record<RiskLevel, string>> = {
  low: 'Low',
  moderate: 'Moderate',
  high: 'High',
  'very high': 'Very high',
};

/** A name of a field as a person says it: `back-out steps`. */
export function fieldWords(field: string): string {
  return FIELDS[field] ?? field.replace(/([A-Z])/g, ' $1').toLowerCase();
}

const FIELDS: Readonly<Record<string, string>> = {
  backOutSteps: 'back-out steps',
  serviceIds: 'services',
  environmentIds: 'environments',
  plannedOutageMinutes: 'planned outage',
  assigneeId: 'who carries it out',
  validatorId: 'who validates',
  requesterId: 'requester',
  releaseId: 'release',
  riskAnswers: 'answers about risk',
  criteria: 'release criteria',
  customFields: 'own fields',
};
