import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import type { EnvironmentId, ServiceId, TeamId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { lasting, overlaps, type Span, union, without } from './spans.ts';

/** For whom a rule holds; an empty list means all. */
export type Scope = Pick<WindowRule, 'serviceIds' | 'environmentIds' | 'teamIds'>;
/** What a window rule says, wherever its occurrences lie. */
export type ScopedRule = Scope & Pick<WindowRule, 'kind' | 'hard' | 'name'>;

/** What somebody wants to book: half-open [startsAt, endsAt) in ms UTC and what it touches. */
export type Wish = Span & {
  readonly serviceIds: readonly ServiceId[];
  /** Null = not said, so it may be any. */
  readonly environmentId: EnvironmentId | null;
  readonly teamIds: readonly TeamId[];
};
export type ScopedOccurrence = Occurrence;

/** One thing that windows are asked about: mostly one service in one environment. No environment = it may be any. */
export type Ask = {
  readonly serviceIds: readonly ServiceId[];
  readonly environmentIds: readonly EnvironmentId[];
  readonly teamIds: readonly TeamId[];
};

/** Times in `reason` stand between braces as epoch ms, so that each screen writes them in its own zone. */
type WindowDecision =
  | { readonly open: true; readonly window: ScopedOccurrence | null }
  | { readonly open: false; readonly reason: string; readonly hard: boolean };

/** How a time lies to the maintenance windows of what is asked about; `minutes` of it lie in none. */
export type WindowStanding<Rule = ScopedRule> =
  | { readonly kind: 'free' }
  | { readonly kind: 'inside'; readonly window: ScopedOccurrence }
  | {
      readonly kind: 'overrun';
      readonly window: ScopedOccurrence;
      readonly minutes: number;
      readonly rules: readonly Rule[];
    }
  | { readonly kind: 'outside'; readonly minutes: number; readonly rules: readonly Rule[] };

/** Minutes for which two half-open intervals overlap; touching ones do not. A begun minute counts. */
export function overlapMinutes(a: Span, b: Span): number {
  return Math.max(0, Math.ceil((Math.min(a.endsAt, b.endsAt) - Math.max(a.startsAt, b.startsAt)) / MINUTE));
}

/** True when a rule speaks about it: within a dimension one match is enough, an empty list of the rule means all, and every dimension must agree. */
export function isInScope(ask: Ask, scope: Scope): boolean {
  return (
    meets(scope.serviceIds, ask.serviceIds) &&
    (ask.environmentIds.length === 0 || meets(scope.environmentIds, ask.environmentIds)) &&
    meets(scope.teamIds, ask.teamIds)
  );
}

/**
 * May the wish be booked? A freeze that overlaps closes it. Each service is asked on its own: where maintenance
 * windows exist for it, the whole interval must lie in one of them or in adjoining ones; where none exists, time is free.
 * `occurrences` cover the interval; `rules` are all window rules, so that a service whose next window lies far away
 * still counts as having one (left out: what `occurrences` shows). `window` is the one whose protection ends first.
 */
export function windowDecision(
  wish: Wish,
  occurrences: readonly ScopedOccurrence[],
  rules: readonly ScopedRule[] = occurrences,
): WindowDecision {
  const { serviceIds, environmentId, teamIds } = wish;
  const all = { serviceIds, environmentIds: environmentId === null ? [] : [environmentId], teamIds };
  const freezes = occurrences.filter(
    (one) => one.kind === 'deny' && overlaps(wish, one) && isInScope(all, one),
  );
  const asks = serviceIds.length === 0 ? [all] : serviceIds.map((id) => ({ ...all, serviceIds: [id] }));
  const standings = asks.map((ask) => windowStanding(ask, wish, occurrences, rules));
  const outside = standings
    .flatMap((one) => (one.kind === 'outside' || one.kind === 'overrun' ? [one] : []))
    .sort((a, b) => Number(isHard(b)) - Number(isHard(a)))[0];

  const freeze = freezes.find((one) => one.hard) ?? freezes[0];
  if (freeze !== undefined && (freeze.hard || outside === undefined || !isHard(outside)))
    return { open: false, hard: freeze.hard, reason: freezeReason(wish, freeze) };
  if (outside !== undefined)
    return { open: false, hard: isHard(outside), reason: outsideReason(wish, outside) };
  const windows = standings.flatMap((one) => (one.kind === 'inside' ? [one.window] : []));
  return {
    open: true,
    window: windows.sort((a, b) => a.protectionEndsAt - b.protectionEndsAt)[0] ?? null,
  };
}

/**
 * Where a time lies to the maintenance windows of one ask. Windows that adjoin or overlap count as one: `window` is
 * then the first of them with the ends of them together, as far as the time reaches.
 */
export function windowStanding<Rule extends ScopedRule>(
  ask: Ask,
  span: Span,
  occurrences: readonly ScopedOccurrence[],
  rules: readonly Rule[],
): WindowStanding<Rule> {
  const bound = rules.filter((rule) => rule.kind === 'allow' && isInScope(ask, rule));
  if (bound.length === 0) return { kind: 'free' };
  const windows = occurrences.filter(
    (one) => one.kind === 'allow' && overlaps(one, span) && isInScope(ask, one),
  );
  const whole = windows.find((one) => one.startsAt <= span.startsAt && one.endsAt >= span.endsAt);
  if (whole !== undefined) return { kind: 'inside', window: whole };
  const joined = together(windows);
  const left = lasting(without([span], union(windows)));
  if (joined !== undefined && left === 0) return { kind: 'inside', window: joined };
  const minutes = Math.ceil(left / MINUTE);
  const most = windows.toSorted((a, b) => overlapMinutes(b, span) - overlapMinutes(a, span))[0];
  return most === undefined
    ? { kind: 'outside', minutes, rules: bound }
    : { kind: 'overrun', window: most, minutes, rules: bound };
}

/** Being outside the windows of a scope is as hard as the hardest rule that makes them. */
export function isHard({ rules }: { readonly rules: readonly Pick<WindowRule, 'hard'>[] }): boolean {
  return rules.some((rule) => rule.hard);
}

/** One window from the first to the last; undefined when there are none. */
function together(windows: readonly ScopedOccurrence[]): ScopedOccurrence | undefined {
  const first = windows.toSorted((a, b) => a.startsAt - b.startsAt)[0];
  return (
    first && {
      ...first,
      endsAt: Math.max(...windows.map((one) => one.endsAt)),
      protectionEndsAt: Math.max(...windows.map((one) => one.protectionEndsAt)),
    }
  );
}

function freezeReason(wish: Span, freeze: ScopedOccurrence): string {
  const minutes = overlapMinutes(wish, freeze);
  return `${freeze.name} bars changes from {${freeze.startsAt}} to {${freeze.endsAt}}; ${minutes} min lie in it.`;
}

function outsideReason(
  wish: Span,
  standing: Extract<WindowStanding, { readonly kind: 'outside' | 'overrun' }>,
): string {
  if (standing.kind === 'outside') {
    const names = new Set(standing.rules.map((rule) => rule.name));
    return `It lies outside every maintenance window (${[...names].join(', ')}).`;
  }
  const { window, minutes } = standing;
  const total = Math.ceil((wish.endsAt - wish.startsAt) / MINUTE);
  return `${window.name} is open from {${window.startsAt}} to {${window.endsAt}}; ${minutes} of ${total} min lie outside.`;
}

function meets<Id>(scope: readonly Id[], asked: readonly Id[]): boolean {
  return scope.length === 0 || asked.some((id) => scope.includes(id));
}
