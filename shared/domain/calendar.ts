import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import type { EnvironmentId, ServiceId, TeamId } from './ids.ts';
import { MINUTE } from './time.ts';

type Span = { readonly startsAt: number; readonly endsAt: number };
type Scope = Pick<WindowRule, 'serviceIds' | 'environmentIds' | 'teamIds'>;

/** What somebody wants to book: half-open [startsAt, endsAt) in ms UTC and what it touches. */
export type Wish = Span & {
  readonly serviceIds: readonly ServiceId[];
  readonly environmentId: EnvironmentId | null;
  readonly teamIds: readonly TeamId[];
};
export type ScopedOccurrence = Occurrence & Scope;

/** Times in `reason` stand between braces as epoch ms, so that each screen writes them in its own zone. */
type WindowDecision =
  | { readonly open: true; readonly window: ScopedOccurrence | null }
  | { readonly open: false; readonly reason: string; readonly hard: boolean };

/** Minutes for which two half-open intervals overlap; touching ones do not. A begun minute counts. */
export function overlapMinutes(a: Span, b: Span): number {
  return Math.max(0, Math.ceil((Math.min(a.endsAt, b.endsAt) - Math.max(a.startsAt, b.startsAt)) / MINUTE));
}

/** True when a rule speaks about the wish: within a dimension one match is enough, an empty list means all, and every dimension must agree. */
function isInScope(wish: Pick<Wish, 'serviceIds' | 'environmentId' | 'teamIds'>, scope: Scope): boolean {
  return (
    meets(scope.serviceIds, wish.serviceIds) &&
    meets(scope.environmentIds, wish.environmentId === null ? [] : [wish.environmentId]) &&
    meets(scope.teamIds, wish.teamIds)
  );
}

/**
 * May the wish be booked? A freeze that overlaps closes it. Each service is asked on its own: where maintenance
 * windows exist for it, the whole interval must lie in one of them; where none exists, time is free.
 * `occurrences` cover the interval; `rules` are all window rules, so that a service whose next window lies far away
 * still counts as having one (left out: what `occurrences` shows).
 */
export function windowDecision(
  wish: Wish,
  occurrences: readonly ScopedOccurrence[],
  rules: readonly (Scope & Pick<WindowRule, 'kind' | 'hard' | 'name'>)[] = occurrences,
): WindowDecision {
  const freezes = occurrences.filter(
    (one) => one.kind === 'deny' && isInScope(wish, one) && overlapMinutes(wish, one) > 0,
  );
  const hardFreeze = freezes.find((one) => one.hard);
  if (hardFreeze !== undefined) return inFreeze(wish, hardFreeze);

  const outside = outsideWindows(wish, occurrences, rules);
  if (outside?.hard) return outside;
  const softFreeze = freezes[0];
  if (softFreeze !== undefined) return inFreeze(wish, softFreeze);
  return outside ?? { open: true, window: holding(wish, occurrences) };
}

function outsideWindows(
  wish: Wish,
  occurrences: readonly ScopedOccurrence[],
  rules: readonly (Scope & Pick<WindowRule, 'kind' | 'hard' | 'name'>)[],
): (WindowDecision & { open: false }) | null {
  const asked = wish.serviceIds.length === 0 ? [[]] : wish.serviceIds.map((id) => [id]);
  for (const serviceIds of asked) {
    const one = { ...wish, serviceIds };
    const windows = rules.filter((rule) => rule.kind === 'allow' && isInScope(one, rule));
    if (windows.length === 0 || holding(one, occurrences) !== null) continue;
    return {
      open: false,
      hard: windows.some((rule) => rule.hard),
      reason: outsideReason(
        one,
        occurrences,
        windows.map((rule) => rule.name),
      ),
    };
  }
  return null;
}

function holding(wish: Wish, occurrences: readonly ScopedOccurrence[]): ScopedOccurrence | null {
  return (
    occurrences.find(
      (one) =>
        one.kind === 'allow' &&
        one.startsAt <= wish.startsAt &&
        one.endsAt >= wish.endsAt &&
        isInScope(wish, one),
    ) ?? null
  );
}

function inFreeze(wish: Wish, freeze: ScopedOccurrence): WindowDecision {
  const minutes = overlapMinutes(wish, freeze);
  return {
    open: false,
    hard: freeze.hard,
    reason: `${freeze.name} bars changes from {${freeze.startsAt}} to {${freeze.endsAt}}; ${minutes} min lie in it.`,
  };
}

function outsideReason(
  wish: Wish,
  occurrences: readonly ScopedOccurrence[],
  names: readonly string[],
): string {
  const overrun = occurrences.find(
    (one) => one.kind === 'allow' && isInScope(wish, one) && overlapMinutes(wish, one) > 0,
  );
  if (overrun === undefined) {
    return `It lies outside every maintenance window (${[...new Set(names)].join(', ')}).`;
  }
  const inside = overlapMinutes(wish, overrun);
  const total = Math.ceil((wish.endsAt - wish.startsAt) / MINUTE);
  return `${overrun.name} is open from {${overrun.startsAt}} to {${overrun.endsAt}}; ${total - inside} of ${total} min lie outside.`;
}

function meets<Id>(scope: readonly Id[], asked: readonly Id[]): boolean {
  return scope.length === 0 || asked.some((id) => scope.includes(id));
}
