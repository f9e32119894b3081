import type { Occurrence } from '#shared/contract/calendar.ts';
import type { Bookable, Surroundings } from '../conflicts/facts.ts';
import { absentSpans, workingSpans } from '../conflicts/hours.ts';
import { mayTouch } from '../conflicts/neighbours.ts';
import { asksOf } from '../conflicts/windows.ts';
import type { ServiceId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { minutesText, shortList } from '../wording.ts';
import { type Ask, isInScope } from './calendar.ts';
import type { SlotWish } from './slot-wish.ts';
import { common, overlapping, overlaps, type Span, union, without } from './spans.ts';

/** A stretch with a soft rule against it, in words. */
type Against = Span & { readonly why: string; readonly person: string };

/** Where a wish can go; lists of spans are sorted and joined. */
export type Room = {
  /** Why it fits nowhere; empty when it does. */
  readonly none: string;
  /** True when maintenance windows bind it. */
  readonly bound: boolean;
  /** Nothing stands against it. */
  readonly best: readonly Span[];
  /** At most soft rules stand against it: those of `against`. */
  readonly good: readonly Span[];
  readonly against: readonly Against[];
  /** The spans of `against`. */
  readonly soft: readonly Span[];
  readonly low: readonly Span[];
  readonly high: readonly Span[];
  /** Windows and times of marked traffic in scope. */
  readonly windows: readonly Occurrence[];
  readonly traffic: readonly Occurrence[];
};

/** Takes away from the time, one after the other, what is outside windows, frozen, away and booked. */
export function roomFor(wish: SlotWish, span: Span, around: Surroundings): Room {
  const scoped = scopesOf(wish, around);
  const needed = wish.minutes * MINUTE;
  const fits = (spans: readonly Span[]) => spans.some((one) => one.endsAt - one.startsAt >= needed);
  const near = (spans: readonly Span[]) => common(union(spans), [span]);

  const windows = scoped.of('allow');
  const open = scoped.bound.reduce<Span[]>((left, inScope) => common(left, near(inScope)), [span]);
  const freezes = scoped.of('deny').filter((one) => overlaps(one, span));
  const thawed = without(open, near(freezes.filter((one) => one.hard)));
  const people = around.people.filter((person) => wish.personIds.includes(person.id));
  const away = people.filter((person) => near(absentSpans(person)).length > 0);
  const manned = without(thawed, near(away.flatMap(absentSpans)));
  const bookings = inTheWayOf(wish, around).filter((one) => overlaps(one, span));
  const good = without(manned, near(bookings));

  const against = [
    ...freezes
      .filter((one) => !one.hard)
      .map((one) => ({ ...spanOf(one), why: `in ${one.name}, soft rule`, person: '' })),
    ...people.flatMap((person) =>
      without([span], near(workingSpans(person, span))).map((one) => ({
        ...one,
        why: `outside the working hours of ${person.name}`,
        person: person.name,
      })),
    ),
    ...orderOf(wish, span, around),
  ];
  const soft = near(against);
  const traffic = [...scoped.of('inform'), ...windows].filter((one) => one.traffic !== 'usual');
  return {
    none: fits(good) ? '' : whyNone(),
    bound: scoped.bound.length > 0,
    best: without(good, soft),
    good,
    against,
    soft,
    low: scoped.asks.reduce<Span[]>(
      (left, ask) =>
        common(left, near(traffic.filter((one) => one.traffic === 'low' && isInScope(ask, one)))),
      [span],
    ),
    high: near(traffic.filter((one) => one.traffic === 'high')),
    windows,
    traffic,
  };

  function whyNone(): string {
    const asked = minutesText(wish.minutes);
    const longest = Math.max(0, ...open.map((one) => Math.floor((one.endsAt - one.startsAt) / MINUTE)));
    const names = shortList(scoped.names);
    if (!fits(open)) {
      switch (scoped.bound.length) {
        case 0:
          return `${asked} are longer than the time that is looked at.`;
        case 1:
          return longest === 0
            ? `No maintenance window opens in this time (${names}).`
            : `The longest maintenance window lasts ${minutesText(longest)}; ${asked} are needed (${names}).`;
        default:
          return longest === 0
            ? `The maintenance windows of its services never open together (${names}).`
            : `The maintenance windows of its services are open together for ${minutesText(longest)} at most; ${asked} are needed (${names}).`;
      }
    }
    if (!fits(thawed)) {
      const hard = freezes.filter((one) => one.hard);
      const until = Math.max(...hard.map((one) => one.endsAt));
      return `Freezes leave no stretch of ${asked} free (${namesOf(hard)}, the last until {${until}}).`;
    }
    if (!fits(manned))
      return `In every stretch of ${asked} somebody is away (${shortList(away.map(({ name }) => name))}).`;
    const met = overlapping(manned, bookings);
    const refs = new Set(manned.flatMap((one) => met.get(one) ?? []).map((one) => one.ref));
    return `Every stretch of ${asked} is booked, by ${shortList([...refs])}.`;
  }
}

/** Windows by what they are asked about. The scope of a rule is looked at once, not with each of its occurrences. */
function scopesOf(wish: SlotWish, { occurrences, rules, services }: Surroundings) {
  const serviceById = new Map(services.map((service) => [service.id, service]));
  const asks = asksOf(wish, (id) => serviceById.get(id));
  const byRule = Map.groupBy(occurrences, (one) => one.windowId);
  const inScope = (ask: Ask, kind: Occurrence['kind']) =>
    [...byRule.values()].filter(([one]) => one?.kind === kind && isInScope(ask, one)).flat();
  const bindingOf = (ask: Ask) => rules.filter((rule) => rule.kind === 'allow' && isInScope(ask, rule));
  const binding = asks.map((ask) => ({ ask, rules: bindingOf(ask) })).filter((one) => one.rules.length > 0);
  const bySet = new Map(binding.map((one) => [one.rules.map((rule) => rule.id).join(), one.ask]));
  return {
    asks,
    /** Occurrences of the allow rules that bind, for each different set of them. */
    bound: [...bySet.values()].map((ask) => inScope(ask, 'allow')),
    names: [...new Set(binding.flatMap((one) => one.rules.map((rule) => rule.name)))],
    of: (kind: Occurrence['kind']) => [...new Set(asks.flatMap((ask) => inScope(ask, kind)))],
  };
}

/** Bookings of the same services, of direct dependencies either way, or of the same people; by start. */
function inTheWayOf(wish: SlotWish, { bookings, services }: Surroundings): Bookable[] {
  const mine = new Set(wish.serviceIds);
  const wanted = new Set<ServiceId>(mine);
  for (const service of services) {
    if (mine.has(service.id)) for (const id of service.dependsOn) wanted.add(id);
    else if (service.dependsOn.some((id) => mine.has(id))) wanted.add(service.id);
  }
  const people = new Set(wish.personIds);
  return bookings
    .filter(
      (other) =>
        ((!other.rides && other.serviceIds.some((id) => wanted.has(id))) ||
          other.people.some(({ id }) => people.has(id))) &&
        mayTouch(wish, other),
    )
    .sort((a, b) => a.startsAt - b.startsAt);
}

/** Before the releases it depends on have ended, and after those that wait for it have started. */
function orderOf(wish: SlotWish, span: Span, { bookings }: Surroundings): Against[] {
  const before = new Set<string>(wish.dependsOn);
  return bookings
    .filter((other) => other.status !== 'over' && other.subject.id !== wish.subject?.id)
    .flatMap((other) => [
      ...(before.has(other.subject.id)
        ? [
            {
              startsAt: span.startsAt,
              endsAt: other.endsAt,
              why: `before the end of ${other.ref}`,
              person: '',
            },
          ]
        : []),
      ...(wish.subject?.kind === 'release' && other.dependsOn.includes(wish.subject.id)
        ? [
            {
              startsAt: other.startsAt,
              endsAt: span.endsAt,
              why: `after the start of ${other.ref}`,
              person: '',
            },
          ]
        : []),
    ]);
}

const namesOf = (occurrences: readonly Occurrence[]) =>
  shortList([...new Set(occurrences.map((one) => one.name))]);
const spanOf = ({ startsAt, endsAt }: Span): Span => ({ startsAt, endsAt });
