import type { EditScope, WindowRule } from '#shared/contract/calendar.ts';
import type { WindowId } from '../ids.ts';
import { DAY, wallOf } from '../time.ts';
import { clockOf } from '../zone-clock.ts';
import { type Placed, placedIn } from './expansion.ts';
import { withEnd } from './rrule.ts';
import { later, moveRule } from './rule-moves.ts';

export type SeriesFields = Partial<Omit<WindowRule, 'id' | 'seriesId' | 'recurrenceId' | 'uid' | 'source'>>;
/** The rule an occurrence belongs to, with the occurrences of it that were edited before. */
export type Series = { readonly rule: WindowRule; readonly edited: readonly WindowRule[] };
/** The occurrence meant, named by its start on the clock of the rule's zone, and how far the edit reaches. */
export type Meant = { readonly local: string; readonly scope: EditScope };

/** What is to be written, all in one entry. */
export type SeriesPlan = {
  readonly patches: readonly { readonly id: WindowId; readonly fields: Partial<WindowRule> }[];
  readonly removed: readonly WindowId[];
  readonly added: Omit<WindowRule, 'id'> | null;
  /** Edited occurrences that belong to the added rule from now on, with the start they have in it. */
  readonly adopted: readonly { readonly id: WindowId; readonly recurrenceId: string }[];
};
/** A plan, or the sentence that says why there is none. */
type Planned = SeriesPlan | string;

const NOTHING: SeriesPlan = { patches: [], removed: [], added: null, adopted: [] };
const GONE = 'The window has no occurrence at this time any more.';

/**
 * Changes one occurrence of a rule, it and those after it, or all. `startLocal` and `endLocal` of the fields are those
 * of the occurrence meant; all others move by as much on the wall clock. One occurrence becomes a rule of its own that
 * knows its series; from one on means that the series ends before it and a new one starts there. Left-out, extra and
 * edited occurrences go with the part they lie in. Answers with what to write or with why it is refused.
 */
export function editSeries({ rule, edited }: Series, meant: Meant, fields: SeriesFields): Planned {
  if (!happens(rule, meant.local)) return GONE;
  const scope = reach(rule, meant);
  const move = moveOf(rule, meant.local, fields);
  switch (scope) {
    case 'this':
      return {
        ...NOTHING,
        patches: [{ id: rule.id, fields: without(rule, meant.local) }],
        added: {
          ...rule,
          ...fields,
          ...spanAt(meant.local, move),
          rrule: '',
          exDates: [],
          rDates: [],
          seriesId: rule.id,
          recurrenceId: meant.local,
          uid: '',
          source: '',
        },
      };
    case 'following': {
      const { left, right } = split(rule, meant.local);
      const moved = moveAll(right, move, fields);
      if (typeof moved === 'string') return moved;
      return {
        ...NOTHING,
        patches: [{ id: rule.id, fields: left }],
        added: { ...right, ...moved, seriesId: null, recurrenceId: '', uid: '', source: '' },
        adopted: edited
          .filter((one) => one.recurrenceId >= meant.local)
          .map((one) => ({ id: one.id, recurrenceId: later(one.recurrenceId, move.by) })),
      };
    }
    case 'all': {
      const moved = moveAll(rule, move, fields);
      if (typeof moved === 'string') return moved;
      return {
        ...NOTHING,
        patches: [
          { id: rule.id, fields: moved },
          ...edited
            .filter(() => move.by !== 0)
            .map((one) => ({ id: one.id, fields: { recurrenceId: later(one.recurrenceId, move.by) } })),
        ],
      };
    }
  }
}

/** Takes out one occurrence, it and those after it, or the whole rule; edited occurrences go with the part they lie in. */
export function removeFromSeries({ rule, edited }: Series, meant: Meant): Planned {
  if (!happens(rule, meant.local)) return GONE;
  switch (reach(rule, meant)) {
    case 'this':
      return { ...NOTHING, patches: [{ id: rule.id, fields: without(rule, meant.local) }] };
    case 'following':
      return {
        ...NOTHING,
        patches: [{ id: rule.id, fields: split(rule, meant.local).left }],
        removed: edited.filter((one) => one.recurrenceId >= meant.local).map((one) => one.id),
      };
    case 'all':
      return { ...NOTHING, removed: [rule.id, ...edited.map((one) => one.id)] };
  }
}

/** True for a rule with more than one occurrence to choose from. */
export function isSeries(rule: Pick<WindowRule, 'rrule' | 'rDates'>): boolean {
  return rule.rrule !== '' || rule.rDates.length > 0;
}

/** Of a rule that happens once, each edit means all; so does "this and following" of the first occurrence. */
function reach(rule: WindowRule, { local, scope }: Meant): EditScope {
  if (!isSeries(rule)) return 'all';
  return scope === 'following' && lastBefore(rule, local) === undefined ? 'all' : scope;
}

type Move = { readonly by: number; readonly length: number };

/** How far the edit moves the occurrence on the wall clock, and how long it lasts there, in ms. */
function moveOf(rule: WindowRule, local: string, { startLocal, endLocal }: SeriesFields): Move {
  const usual = wallOf(rule.endLocal) - wallOf(rule.startLocal);
  const start = wallOf(startLocal ?? local);
  return {
    by: start - wallOf(local),
    length: endLocal === undefined ? usual : wallOf(endLocal) - start,
  };
}

function moveAll(rule: WindowRule, move: Move, fields: SeriesFields): Partial<WindowRule> | string {
  const moved =
    fields.rrule === undefined
      ? moveRule(rule, move.by, fields.zone ?? rule.zone)
      : { ok: true as const, rrule: fields.rrule };
  if (!moved.ok) return moved.reason;
  return {
    ...fields,
    ...spanAt(rule.startLocal, move),
    rrule: moved.rrule,
    exDates: fields.exDates ?? rule.exDates.map((local) => later(local, move.by)),
    rDates: fields.rDates ?? rule.rDates.map((local) => later(local, move.by)),
  };
}

function spanAt(local: string, { by, length }: Move): Pick<WindowRule, 'startLocal' | 'endLocal'> {
  return { startLocal: later(local, by), endLocal: later(local, by + length) };
}

function without(rule: WindowRule, local: string): Pick<WindowRule, 'exDates' | 'rDates'> {
  return {
    exDates: [...new Set([...rule.exDates, local])].sort(),
    rDates: rule.rDates.filter((one) => one !== local),
  };
}

/** The rule up to an occurrence, as fields to set, and the rule from that occurrence on. */
function split(rule: WindowRule, local: string): { left: Partial<WindowRule>; right: WindowRule } {
  const ruled = { ...rule, exDates: [], rDates: [] };
  const last = lastBefore(ruled, local);
  const count = /(?:^|;)COUNT=(\d+)/i.exec(rule.rrule)?.[1];
  // Only what is counted is counted up to there: without an end a rule may have begun centuries ago.
  const before = count === undefined ? 0 : startsBefore(ruled, local).length;
  const until = count === undefined ? { until: last?.startsAt ?? 0 } : { count: before };
  const ended = rule.rrule === '' ? '' : withEnd(rule.rrule, until);
  const going = count === undefined ? rule.rrule : withEnd(rule.rrule, { count: Number(count) - before });
  const next = firstFrom(ruled, local)?.local;
  const left = partOf(rule, (one) => one < local, last && rule.startLocal, ended);
  return { left, right: { ...rule, ...partOf(rule, (one) => one >= local, next, going) } };
}

/** The fields of one side. Where the rule itself has no start there, the first extra one takes its place. */
function partOf(
  rule: WindowRule,
  isHere: (local: string) => boolean,
  start: string | undefined,
  rrule: string,
): Pick<WindowRule, 'startLocal' | 'endLocal' | 'rrule' | 'exDates' | 'rDates'> {
  const length = wallOf(rule.endLocal) - wallOf(rule.startLocal);
  const exDates = rule.exDates.filter(isHere);
  const [extra = rule.startLocal, ...others] = rule.rDates.filter(isHere).toSorted();
  return start === undefined
    ? { startLocal: extra, endLocal: later(extra, length), rrule: '', exDates, rDates: others }
    : {
        startLocal: start,
        endLocal: later(start, length),
        rrule,
        exDates,
        rDates: rule.rDates.filter(isHere),
      };
}

function happens(rule: WindowRule, local: string): boolean {
  const { at } = clockOf(rule.zone)(wallOf(local));
  return placedIn(rule, at, at + 1).some((one) => one.local === local);
}

function startsBefore(rule: WindowRule, local: string): Placed[] {
  const { at } = clockOf(rule.zone)(wallOf(local));
  return placedIn(rule, earliest(rule), at).filter((one) => one.local < local);
}

/** The last start of the rule before a reading, looked for from there backwards. */
function lastBefore(rule: WindowRule, local: string): Placed | undefined {
  const { at } = clockOf(rule.zone)(wallOf(local));
  const first = earliest(rule);
  for (let days = 60; ; days *= 4) {
    const from = Math.max(first, at - days * DAY);
    const found = placedIn(rule, from, at).findLast((one) => one.local < local);
    if (found || from === first) return found;
  }
}

/** Before every start of the rule, ms UTC. */
function earliest(rule: WindowRule): number {
  const first = [rule.startLocal, ...rule.rDates].sort()[0] ?? rule.startLocal;
  return wallOf(first) - 3 * DAY;
}

/** First start of the rule from a reading on, looked for in the hundred years after it. */
function firstFrom(rule: WindowRule, local: string): Placed | undefined {
  const { at } = clockOf(rule.zone)(wallOf(local));
  for (let days = 60; days < 36_525; days *= 4) {
    const found = placedIn(rule, at, at + days * DAY).find((one) => one.local >= local);
    if (found) return found;
  }
  return undefined;
}
