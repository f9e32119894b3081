import { freeStretch, type Placed, placeRow, textWidth, type Wanted } from './gauge-labels.ts';
import { backLane, forwardLane, type Lane } from './gauge-lanes.ts';
import { type GaugeScale, gaugeScale, type ScaleLabel, scaleMarks, type Tick } from './gauge-scale.ts';

const MINUTE = 60_000;

/** Everything the fork shows, as instants in ms UTC. */
export type GaugeFacts = {
  readonly now: number;
  readonly window: {
    readonly startsAt: number;
    readonly endsAt: number;
    readonly protectionEndsAt: number;
  } | null;
  readonly plannedStartAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly plannedEndAt: number;
  readonly forecastEndAt: number;
  readonly backedOutAt: number;
  readonly backOutDeadlineAt: number | null;
  readonly deadlineAfterNext: { readonly number: number; readonly deadlineAt: number | null } | null;
  readonly noReturnSince: number | null;
  /** A back-out run: there is one path, and service is restored at its end. */
  readonly backsOut: boolean;
};

export type GaugeFrame = {
  /** Width of the gauge measured in its own font size. */
  readonly widthEm: number;
  /** Writes an instant as a wall-clock time of the zone that is shown. */
  readonly clock: (at: number) => string;
  /** Offset of that zone from UTC in ms, so that ticks stand at full hours. */
  readonly offsetMs: number;
  /** Widths in em of a title that stands beside the plates, longest first. */
  readonly captions?: readonly number[];
  /** Writes the minutes left into the box, where no countdown stands beside the gauge. */
  readonly minutes?: boolean;
};

export type GaugeState = 'before' | 'waiting' | 'running' | 'deadline passed' | 'no return' | 'ended';

export type Segment = {
  readonly kind: 'elapsed' | 'decide' | 'lose' | 'past' | 'rest' | 'protection';
  readonly left: number;
  readonly width: number;
  readonly text: string;
};
export type Plate = {
  readonly kind: 'now' | 'deadline' | 'soft' | 'then';
  /** Which end of the plate stands at `left`. */
  readonly anchor: 'start' | 'end';
  readonly left: number;
  readonly text: string;
};

/** Where each part of the fork stands. Every left and width is a percentage of the gauge's width. */
export type GaugeGeometry = {
  readonly state: GaugeState;
  readonly needle: number | null;
  readonly staff: number | null;
  readonly segments: readonly Segment[];
  readonly posts: readonly { readonly left: number; readonly hollow: boolean }[];
  readonly plates: readonly Plate[];
  readonly caption: { readonly left: number; readonly level: number } | null;
  readonly forward: Lane;
  readonly back: Lane;
  readonly ticks: readonly Tick[];
  readonly labels: readonly ScaleLabel[];
};

/** Works out the fork: where time stands, where both paths end, and wording that fits without overlap. */
export function gaugeGeometry(facts: GaugeFacts, frame: GaugeFrame): GaugeGeometry {
  const state = gaugeState(facts);
  const scale = gaugeScale(facts, frame);
  const deadline = facts.noReturnSince ?? facts.backOutDeadlineAt;
  const showDeadline = deadline !== null && state !== 'ended';
  const plates = placePlates(facts, frame, state, scale);
  const caption = placeCaption(plates, frame);
  return {
    state,
    needle: scale.nowInside ? scale.percent(facts.now) : null,
    staff: showDeadline ? scale.percent(deadline) : null,
    segments: segments(facts, frame, state, scale),
    posts: facts.window
      ? [
          { left: scale.percent(facts.window.startsAt), hollow: false },
          { left: scale.percent(facts.window.endsAt), hollow: false },
          ...(facts.window.protectionEndsAt > facts.window.endsAt
            ? [{ left: scale.percent(facts.window.protectionEndsAt), hollow: true }]
            : []),
        ]
      : [],
    plates: plates.map(({ kind, anchor, placed }) => ({
      kind,
      anchor,
      left: ((placed.start + (anchor === 'end' ? placed.width : 0)) / frame.widthEm) * 100,
      text: placed.text,
    })),
    caption,
    forward: forwardLane(facts, frame, state, scale),
    back: backLane(facts, frame, state, scale),
    ...scaleMarks(facts, frame, scale),
  };
}

/** Names the state of the fork; a deadline counts as passed from its own instant on. */
export function gaugeState(facts: GaugeFacts): GaugeState {
  if (facts.endedAt !== null) return 'ended';
  if (facts.startedAt === null) {
    return facts.now < (facts.window?.startsAt ?? facts.plannedStartAt) ? 'before' : 'waiting';
  }
  if (facts.noReturnSince !== null) return 'no return';
  if (facts.backOutDeadlineAt !== null && facts.now >= facts.backOutDeadlineAt) return 'deadline passed';
  return 'running';
}

function segments(
  facts: GaugeFacts,
  frame: GaugeFrame,
  state: GaugeState,
  scale: GaugeScale,
): readonly Segment[] {
  const { now, window } = facts;
  const begin = Math.min(window?.startsAt ?? scale.begin, scale.begin);
  const end = window?.endsAt ?? Math.max(facts.plannedEndAt, facts.forecastEndAt);
  const found: Segment[] = [];
  const add = (kind: Segment['kind'], from: number, to: number, text = '') => {
    if (to <= from) return;
    found.push({ kind, left: scale.percent(from), width: scale.percent(to) - scale.percent(from), text });
  };
  const deadline = facts.noReturnSince === null ? facts.backOutDeadlineAt : null;
  let rest = Math.max(now, begin);
  if (state === 'before') rest = begin;
  else if (state === 'deadline passed' && deadline !== null) {
    add('elapsed', begin, Math.max(begin, deadline));
    add('past', Math.max(begin, deadline), now);
  } else add('elapsed', begin, now);
  if (window && state !== 'before') add('rest', window.startsAt, Math.min(begin, window.startsAt));
  if (state === 'running' && deadline !== null && deadline > now) {
    const after = facts.deadlineAfterNext;
    const kept = after ? Math.max(now, Math.min(deadline, after.deadlineAt ?? now)) : deadline;
    const text = frame.minutes ? `${Math.floor((deadline - now) / MINUTE)} min` : '';
    const roomEm = ((scale.percent(kept) - scale.percent(now)) * frame.widthEm) / 100;
    add('decide', now, deadline, kept === deadline && roomEm > textWidth(text) + 0.6 ? text : '');
    add('lose', kept, deadline);
    rest = deadline;
  }
  add('rest', rest, end);
  if (window) add('protection', Math.max(window.endsAt, rest), window.protectionEndsAt);
  return found;
}

type KindedPlate = {
  readonly kind: Plate['kind'];
  readonly anchor: Plate['anchor'];
  readonly placed: Placed;
};

function placePlates(
  facts: GaugeFacts,
  frame: GaugeFrame,
  state: GaugeState,
  scale: GaugeScale,
): readonly KindedPlate[] {
  const em = (at: number) => (scale.percent(at) / 100) * frame.widthEm;
  const padding = 1.15;
  const time = frame.clock;
  const deadline = facts.noReturnSince ?? facts.backOutDeadlineAt;
  const nowText = state === 'ended' ? `Ended ${time(facts.now)}` : `Now ${time(facts.now)}`;
  const nowEm = em(facts.now);
  const passed = state === 'deadline passed' || state === 'no return';
  const flip = passed || nowEm < textWidth(nowText) + padding;
  const now: { kind: Plate['kind']; label: Wanted } = {
    kind: 'now',
    label: {
      at: scale.nowInside ? (flip ? nowEm - 0.18 : nowEm) : 0,
      anchor: flip || !scale.nowInside ? 'start' : 'end',
      wordings: [nowText],
      padding,
    },
  };
  const rows = [now];
  if (deadline !== null && state !== 'ended') {
    const at = time(deadline);
    rows.push({
      kind: state === 'before' || state === 'waiting' ? 'soft' : 'deadline',
      label: {
        at: passed ? em(deadline) + 0.18 : em(deadline),
        anchor: passed || em(deadline) + textWidth(at) + 5 > frame.widthEm ? 'end' : 'start',
        wordings:
          state === 'no return'
            ? [`No return since ${at}`, `No return ${at}`]
            : state === 'deadline passed'
              ? [`Deadline ${at} passed`, `${at} passed`]
              : [`Back out by ${at}`, `Back out by ${at}`, `Back out by ${at}`, `By ${at}`],
        padding,
      },
    });
    if (passed) rows.reverse();
  }
  const after = state === 'running' ? facts.deadlineAfterNext : null;
  if (after && deadline !== null && (after.deadlineAt === null || deadline - after.deadlineAt >= MINUTE)) {
    const step = `step ${after.number}`;
    const when = after.deadlineAt === null ? 'no return' : time(after.deadlineAt);
    rows.push({
      kind: 'then',
      label: {
        at: em(deadline),
        anchor: 'start',
        wordings: [`${when} once ${step} starts`, `${when} after ${step}`, `then ${when}`],
        padding: 0,
        follows: 0.4,
      },
    });
  }
  const placed = placeRow(
    rows.map((row) => row.label),
    frame.widthEm,
    0,
  );
  return rows.flatMap((row, index) => {
    const place = placed[index];
    return place ? [{ kind: row.kind, anchor: row.label.anchor, placed: place }] : [];
  });
}

function placeCaption(plates: readonly KindedPlate[], frame: GaugeFrame): GaugeGeometry['caption'] {
  const row = plates.map((plate) => plate.placed);
  for (const [level, width] of (frame.captions ?? []).entries()) {
    const start = freeStretch(row, width, frame.widthEm);
    if (start !== null) return { left: (start / frame.widthEm) * 100, level };
  }
  return null;
}
