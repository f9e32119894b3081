import { dayKey } from '#renderer/lib/format.ts';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import type { Today } from '#shared/contract/today.ts';
import { planTime } from '#shared/domain/time.ts';

const DAYS = 14;

export type Horizon = {
  /** Starts of the 14 days and the end of the last (ms UTC); days of 23 or 25 hours keep their length. */
  readonly days: readonly number[];
  /** Share of the strip (0 to 1, clipped) at which an instant lies. */
  readonly at: (instant: number) => number;
};

/** The 14 days from today, in the zone. */
export function horizonFrom(now: number, zone: string): Horizon {
  const first = Date.parse(`${dayKey(now, zone)}T00:00:00Z`);
  const days = Array.from({ length: DAYS + 1 }, (_, n) => {
    const day = new Date(first + n * 86_400_000).toISOString().slice(0, 10);
    return planTime({ local: `${day}T00:00`, zone }).at;
  });
  const start = days[0] ?? now;
  const span = (days.at(-1) ?? now) - start;
  return { days, at: (instant) => Math.min(1, Math.max(0, (instant - start) / span)) };
}

export type Mark = {
  readonly key: string;
  readonly at: number;
  readonly text: string;
  readonly kind: 'release' | 'change' | 'freeze';
  readonly tentative: boolean;
  readonly inFreeze: boolean;
  /** Reference to open; null when the mark stands for several things. */
  readonly ref: string | null;
};

/** What is written on the strip: freezes, releases, and changes by their hour. Changes that start together share a mark. */
export function marksOf(today: Today, horizon: Horizon): readonly Mark[] {
  const [start = 0] = horizon.days;
  const end = horizon.days.at(-1) ?? 0;
  const seen = ({ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }) =>
    startsAt < end && endsAt > start;
  const frozen = new Set(today.inFreeze.map(({ ref }) => ref));
  const changes = Map.groupBy(
    today.bookings.filter((b) => b.kind === 'change' && seen(b)),
    (b) => b.startsAt,
  );
  return [
    ...today.occurrences.filter((o) => o.kind === 'deny' && seen(o)).map((o) => freezeMark(o, start)),
    ...today.bookings
      .filter((b) => b.kind === 'release' && seen(b))
      .map((b) => releaseMark(b, start, frozen)),
    ...[...changes].map(([at, together]) => changesMark(Math.max(at, start), together, frozen)),
  ];
}

function freezeMark(freeze: Occurrence, start: number): Mark {
  const text = /freeze|blackout/i.test(freeze.name) ? freeze.name : `Freeze: ${freeze.name}`;
  return {
    key: `freeze ${freeze.windowId} ${freeze.startsAt}`,
    at: Math.max(freeze.startsAt, start),
    text,
    kind: 'freeze',
    tentative: false,
    inFreeze: false,
    ref: null,
  };
}

function releaseMark(booking: Booking, start: number, frozen: ReadonlySet<string>): Mark {
  return {
    key: booking.id,
    at: Math.max(booking.startsAt, start),
    text: booking.title,
    kind: 'release',
    tentative: booking.tentative,
    inFreeze: frozen.has(booking.ref),
    ref: booking.ref,
  };
}

function changesMark(at: number, together: readonly Booking[], frozen: ReadonlySet<string>): Mark {
  const refs = together.map(({ ref }) => ref);
  const text =
    refs.length > 2
      ? `${refs.length} changes`
      : refs.map((ref, n) => (n === 0 ? ref : ref.replace(/^CHG-/, ''))).join(', ');
  return {
    key: `changes ${at}`,
    at,
    text,
    kind: 'change',
    tentative: together.every((b) => b.tentative),
    inFreeze: refs.some((ref) => frozen.has(ref)),
    ref: refs.length === 1 ? (refs[0] ?? null) : null,
  };
}

/** Puts marks on `lanes` lines so that their words do not overlap; what finds no line is counted in `hidden`. Widths in px are estimated from the letters. */
export function layOut(
  marks: readonly Mark[],
  horizon: Horizon,
  width: number,
  lanes = 3,
): {
  readonly placed: readonly (Mark & { readonly lane: number; readonly left: number })[];
  readonly hidden: number;
} {
  const free = Array.from({ length: lanes }, () => 0);
  const placed: (Mark & { lane: number; left: number })[] = [];
  const order = { freeze: 0, release: 1, change: 2 };
  let hidden = 0;
  for (const mark of marks.toSorted((a, b) => a.at - b.at || order[a.kind] - order[b.kind])) {
    const words = mark.text.length * 7 + 34 + (mark.inFreeze ? 50 : 0);
    const left = Math.max(0, Math.min(horizon.at(mark.at) * width, width - words));
    const lane = free.findIndex((until) => until <= left);
    if (lane < 0) hidden += 1;
    else {
      free[lane] = left + words;
      placed.push({ ...mark, lane, left });
    }
  }
  return { placed, hidden };
}
