import type { FreeSlot, Occurrence } from '#shared/contract/calendar.ts';
import type { Surroundings } from '../conflicts/facts.ts';
import { shiftsIn } from '../conflicts/hours.ts';
import { MINUTE } from '../time.ts';
import { minutesText, shortList } from '../wording.ts';
import { type Room, roomFor } from './slot-room.ts';
import { SLOT_DAYS, type SlotWish, slotSpan } from './slot-wish.ts';
import { overlapping, overlaps, type Span, union } from './spans.ts';

/** Planned times start on quarters of an hour; every zone in use lies whole quarters from UTC, so they are the same everywhere. */
const MARK = 15 * MINUTE;

/**
 * Free times, low traffic first, then earliest: inside the maintenance windows where the services have any, in no
 * freeze, with no booking in the way and everybody there. Times with soft rules against them (a soft freeze, working
 * hours, an order of releases) come after all those without, named. `none` says in a sentence why there is none.
 * `around` covers `slotSpan(wish)`.
 */
export function findSlots(
  wish: SlotWish,
  around: Surroundings,
): { readonly slots: FreeSlot[]; readonly none: string } {
  const span = slotSpan(wish);
  if (span.startsAt >= span.endsAt)
    return { slots: [], none: `The lead time is longer than the ${SLOT_DAYS} days that are looked at.` };
  const room = roomFor(wish, span, around);
  const needed = wish.minutes * MINUTE;
  if (room.none !== '') return { slots: [], none: room.none };

  const slotAt = (startsAt: number): Span => ({ startsAt, endsAt: startsAt + needed });
  const clean = startsIn(wish, span, room.best, room, needed).map(slotAt);
  const soft =
    clean.length >= wish.limit
      ? []
      : besides(clean, startsIn(wish, span, room.good, room, needed).map(slotAt), room);
  if (clean.length === 0 && soft.length === 0 && wish.between !== null)
    return {
      slots: [],
      none: `Nothing that is free for ${minutesText(wish.minutes)} starts between ${wish.between.from} and ${wish.between.until} (${wish.homeZone}).`,
    };
  const ranked = [...byRank(clean, room), ...byRank(soft, room)].slice(0, wish.limit);
  return { slots: described(ranked, wish, room, around), none: '' };
}

/** Times that a soft rule stands against; in free time those that leave the clean ones alone. */
function besides(clean: readonly Span[], slots: readonly Span[], room: Room): Span[] {
  const taken = room.bound ? [] : union(clean);
  return slots.filter(
    (slot) => touching(room.soft, slot) !== undefined && touching(taken, slot) === undefined,
  );
}

const rank = { low: 0, usual: 1, high: 2 } as const;

function byRank(slots: readonly Span[], room: Room): Ranked[] {
  return slots
    .map((slot) => ({ ...slot, traffic: trafficOf(slot, room) }))
    .sort((a, b) => rank[a.traffic] - rank[b.traffic] || a.startsAt - b.startsAt);
}

/**
 * Starts worth proposing, in order. In windows: the first mark of each free stretch and of each change of traffic in
 * it. In free time: one after the other, so that they do not overlap.
 */
function startsIn(wish: SlotWish, span: Span, free: readonly Span[], room: Room, needed: number): number[] {
  // Latest starts are included, so each range ends a millisecond after its last.
  const ranges = free
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt: endsAt - needed + 1 }))
    .filter((range) => range.endsAt > range.startsAt);
  const pieces = wish.between === null ? ranges : inHours(ranges, wish, span);
  const step = Math.ceil(needed / (2 * MARK)) * 2 * MARK;
  const turns = [...room.low.map((low) => low.startsAt), ...room.high.map((high) => high.endsAt)].sort(
    (a, b) => a - b,
  );
  const starts = new Set<number>();
  let turn = 0;
  for (const { startsAt, endsAt } of pieces) {
    const first = upTo(startsAt, MARK) < endsAt ? upTo(startsAt, MARK) : upTo(startsAt, MINUTE);
    if (first >= endsAt) continue;
    starts.add(first);
    if (!room.bound) for (let at = first + step; at < endsAt; at += step) starts.add(at);
    while ((turns[turn] ?? Number.POSITIVE_INFINITY) < first) turn++;
    for (let i = turn; (turns[i] ?? Number.POSITIVE_INFINITY) < endsAt; i++) {
      const at = upTo(turns[i] ?? 0, MARK);
      if (at < endsAt) starts.add(at);
    }
  }
  return [...starts];
}

function inHours(ranges: readonly Span[], { between, homeZone }: SlotWish, span: Span): Span[] {
  if (between === null) return [...ranges];
  const hours = shiftsIn({ days: [1, 2, 3, 4, 5, 6, 7], ...between }, homeZone, span);
  const met = overlapping(ranges, hours);
  return ranges.flatMap((range) =>
    (met.get(range) ?? []).map((hour) => ({
      startsAt: Math.max(range.startsAt, hour.startsAt),
      endsAt: Math.min(range.endsAt, hour.endsAt),
    })),
  );
}

function trafficOf(slot: Span, room: Room): FreeSlot['traffic'] {
  if (touching(room.high, slot) !== undefined) return 'high';
  const low = touching(room.low, slot);
  return low !== undefined && low.startsAt <= slot.startsAt && low.endsAt >= slot.endsAt ? 'low' : 'usual';
}

/** The first of sorted, joined spans that overlaps. */
function touching(spans: readonly Span[], slot: Span): Span | undefined {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.endsAt ?? 0) > slot.startsAt) high = middle;
    else low = middle + 1;
  }
  const found = spans[low];
  return found !== undefined && overlaps(found, slot) ? found : undefined;
}

type Ranked = Span & Pick<FreeSlot, 'traffic'>;

function described(slots: readonly Ranked[], wish: SlotWish, room: Room, around: Surroundings): FreeSlot[] {
  const windows = overlapping(slots, room.windows);
  const traffic = overlapping(slots, room.traffic);
  const against = overlapping(slots, room.against);
  const people = around.people.filter((person) => wish.personIds.includes(person.id)).map(({ name }) => name);
  return slots.map((slot) => {
    const { window, protectionEndsAt } = windowAt(slot, windows.get(slot) ?? []);
    const named = (traffic.get(slot) ?? []).filter((one) => one.traffic === slot.traffic);
    const soft = against.get(slot) ?? [];
    const free = people.filter((name) => soft.every((one) => one.person !== name));
    const why = [
      window === null ? 'No maintenance window binds it' : `Inside ${window.name}`,
      ...(slot.traffic === 'usual' ? [] : [`${slot.traffic} traffic${namesOf(named)}`]),
      ...(free.length === 0 ? [] : [`${listed(free)} free`]),
      ...new Set(soft.map((one) => one.why)),
    ].join('; ');
    const { startsAt, endsAt } = slot;
    return {
      startsAt,
      endsAt,
      windowId: window?.windowId ?? null,
      window: window?.name ?? '',
      protectionEndsAt,
      traffic: slot.traffic,
      soft: soft.length > 0,
      why: `${why}.`,
    };
  });
}

/** The window that the slot starts in, the longest of them, and where the protection of the windows it touches ends. */
function windowAt(slot: Span, windows: readonly Occurrence[]) {
  const window =
    windows
      .filter((one) => one.startsAt <= slot.startsAt)
      .sort((a, b) => b.endsAt - a.endsAt || (a.windowId < b.windowId ? -1 : 1))[0] ?? null;
  const whole = window !== null && window.endsAt >= slot.endsAt;
  const ends = (whole ? [window] : windows).map((one) => one.protectionEndsAt);
  return { window, protectionEndsAt: Math.max(slot.endsAt, ...ends) };
}

function namesOf(occurrences: readonly Occurrence[]): string {
  const names = [...new Set(occurrences.map((one) => one.name))];
  return names.length === 0 ? '' : ` (${shortList(names)})`;
}

const listed = (names: readonly string[]) => (names.length === 2 ? names.join(' and ') : shortList(names));
const upTo = (at: number, step: number) => Math.ceil(at / step) * step;
