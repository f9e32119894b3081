import type { GaugeFacts, GaugeFrame } from './gauge-geometry.ts';
import { placeRow, textWidth, type Wanted } from './gauge-labels.ts';

const MINUTE = 60_000;
const STEPS = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200];

export type GaugeScale = {
  /** Percentage of the width at which an instant stands. */
  readonly percent: (at: number) => number;
  readonly from: number;
  readonly to: number;
  /** Where work begins: its real start, or its planned one. */
  readonly begin: number;
  /** False when now lies too far before the window to be drawn. */
  readonly nowInside: boolean;
};
export type Tick = { readonly left: number; readonly strong: boolean };
export type ScaleLabel = { readonly left: number; readonly time: string; readonly words: string };

/** Chooses the stretch of time the gauge shows, with room at its right for the longest label. */
export function gaugeScale(facts: GaugeFacts, frame: GaugeFrame): GaugeScale {
  const begin = facts.startedAt ?? facts.plannedStartAt;
  const first = Math.min(facts.window?.startsAt ?? begin, begin);
  const last = Math.max(
    facts.window?.protectionEndsAt ?? facts.plannedEndAt,
    facts.endedAt === null ? facts.forecastEndAt : facts.endedAt,
  );
  const span = Math.max(last - first, MINUTE);
  const ahead = first - facts.now;
  const nowInside = ahead <= span / 2;
  const from = ahead <= 0 ? first : nowInside ? facts.now - span * 0.055 : first - span * 0.16;
  const room = (at: number, text: string) => {
    const share = Math.min(0.42, (textWidth(text) + 1) / frame.widthEm);
    return from + Math.max(0, at - from) / (1 - share);
  };
  const ends = [room(facts.now, ''), room(facts.plannedEndAt, '')];
  if (facts.window) ends.push(room(facts.window.protectionEndsAt, '00:00 protection ends'));
  else ends.push(room(facts.plannedEndAt, '00:00 plan'));
  // At the left edge there is no room before the needle: its words stand behind the end.
  const aside = facts.now - from < span * 0.15 ? ' if we go on' : '';
  if (facts.endedAt === null) {
    ends.push(room(facts.forecastEndAt, `00:00 forecast end, plan 00:00${aside}`));
  }
  if (facts.endedAt === null && facts.startedAt !== null && facts.noReturnSince === null) {
    ends.push(room(facts.backedOutAt, '00:00 service restored'));
    const then = facts.deadlineAfterNext ? ' 00:00 after step 00' : '';
    if (facts.backOutDeadlineAt !== null)
      ends.push(room(facts.backOutDeadlineAt, `Back out by 00:00${then}`));
  }
  const to = Math.max(...ends, from + MINUTE);
  return { percent: (at) => ((at - from) / (to - from)) * 100, from, to, begin, nowInside };
}

/** Ticks and the words under them; plain hours give way to named times. */
export function scaleMarks(
  facts: GaugeFacts,
  frame: GaugeFrame,
  scale: GaugeScale,
): { readonly ticks: readonly Tick[]; readonly labels: readonly ScaleLabel[] } {
  // Scale labels are set at 0.92 of the gauge's font size.
  const width = frame.widthEm / 0.92;
  const em = (at: number) => (scale.percent(at) / 100) * width;
  const named = placeRow(namedTimes(facts, frame, em), width);
  const minutesPerEm = (scale.to - scale.from) / MINUTE / width;
  const step = STEPS.find((minutes) => minutes / minutesPerEm >= 9) ?? 43_200;
  const minor = STEPS.findLast((minutes) => minutes <= step / 4 && step % minutes === 0) ?? step;
  const ticks: Tick[] = [];
  const labels: ScaleLabel[] = named.map((label) => {
    const [time = '', ...words] = label.text.split(' ');
    return { left: (label.start / width) * 100, time, words: words.join(' ') };
  });
  for (const at of multiples(minor, scale, frame.offsetMs)) {
    const strong = (at + frame.offsetMs) % (step * MINUTE) === 0;
    ticks.push({ left: scale.percent(at), strong });
    const time = frame.clock(at);
    const half = textWidth(time) / 2;
    const start = em(at) - half;
    const free = named.every(
      (label) => label.start > start + half * 2 + 0.7 || label.start + label.width + 0.7 < start,
    );
    if (strong && free && start >= 0 && start + half * 2 <= width) {
      labels.push({ left: (start / width) * 100, time: '', words: time });
    }
  }
  return { ticks, labels };
}

function namedTimes(facts: GaugeFacts, frame: GaugeFrame, em: (at: number) => number): readonly Wanted[] {
  const name = (at: number, anchor: Wanted['anchor'], long: string, short: string): Wanted => {
    const time = frame.clock(at);
    return { at: em(at), anchor, padding: 0, wordings: [`${time} ${long}`, `${time} ${short}`, time] };
  };
  const { window } = facts;
  if (!window) {
    const start = facts.startedAt ?? facts.plannedStartAt;
    return [
      name(start, 'start', facts.startedAt === null ? 'planned start' : 'started', 'start'),
      name(facts.plannedEndAt, 'start', 'planned end', 'plan'),
    ];
  }
  const named = [
    name(window.startsAt, 'start', 'window opens', 'opens'),
    name(window.endsAt, 'end', 'window ends', 'ends'),
  ];
  if (window.protectionEndsAt > window.endsAt) {
    named.push(name(window.protectionEndsAt, 'start', 'protection ends', 'protection'));
  }
  return named;
}

function multiples(minutes: number, scale: GaugeScale, offsetMs: number): readonly number[] {
  const step = minutes * MINUTE;
  const found: number[] = [];
  const first = Math.ceil((scale.from + offsetMs) / step) * step - offsetMs;
  for (let at = first; at <= scale.to && found.length < 400; at += step) found.push(at);
  return found;
}
