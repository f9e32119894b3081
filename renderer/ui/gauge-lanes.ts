import { minutesText } from '#shared/domain/wording.ts';
import type { GaugeFacts, GaugeFrame, GaugeState } from './gauge-geometry.ts';
import { placeRow, textWidth } from './gauge-labels.ts';
import type { GaugeScale } from './gauge-scale.ts';

const MINUTE = 60_000;

export type PathPart = {
  readonly kind: 'plain' | 'late' | 'over';
  readonly left: number;
  readonly width: number;
};
export type Lane = {
  readonly say: string;
  readonly sayLeft: number;
  readonly parts: readonly PathPart[];
  readonly end: { readonly left: number; readonly time: string; readonly words: string } | null;
  readonly planLeft: number | null;
  /** Stands in the place of a path. */
  readonly sentence: { readonly left: number; readonly text: string } | null;
};

/** Going on: where the path ends, and what of it lies past window end and past protection end. */
export function forwardLane(
  facts: GaugeFacts,
  frame: GaugeFrame,
  state: GaugeState,
  scale: GaugeScale,
): Lane {
  if (state === 'ended' || facts.backsOut) return emptyLane;
  const begin = state === 'before' ? Math.max(facts.now, facts.plannedStartAt) : facts.now;
  const end = Math.max(begin, facts.forecastEndAt);
  const differs = Math.abs(facts.plannedEndAt - end) >= MINUTE;
  const plan = differs ? `, plan ${frame.clock(facts.plannedEndAt)}` : '';
  const wordings = state === 'before' && !differs ? ['planned end', 'end'] : ['forecast end', 'end'];
  return lane(facts, frame, scale, {
    say: state === 'before' ? '' : 'If we go on',
    begin,
    end,
    windowEnd: facts.window?.endsAt ?? Number.POSITIVE_INFINITY,
    wordings,
    aside: state === 'before' ? '' : ' if we go on',
    tail: plan,
    planAt: differs && facts.plannedEndAt > begin ? facts.plannedEndAt : null,
  });
}

/** Backing out now: when service is restored, or the sentence that it is no longer possible. */
export function backLane(facts: GaugeFacts, frame: GaugeFrame, state: GaugeState, scale: GaugeScale): Lane {
  if (state === 'no return') return noWayBack(facts, frame, scale);
  if (state === 'before' || state === 'waiting' || state === 'ended') return emptyLane;
  const end = Math.max(facts.now, facts.backedOutAt);
  const late = facts.window ? Math.ceil((end - facts.window.protectionEndsAt) / MINUTE) : 0;
  return lane(facts, frame, scale, {
    say: facts.backsOut ? 'Backing out' : 'If we back out now',
    begin: facts.now,
    end,
    windowEnd: Number.POSITIVE_INFINITY,
    wordings: ['service restored', 'restored'],
    aside: facts.backsOut ? '' : ' if we back out now',
    tail: late > 0 ? `, ${minutesText(late)} late` : '',
    planAt: null,
  });
}

type LaneFacts = {
  readonly say: string;
  readonly begin: number;
  readonly end: number;
  readonly windowEnd: number;
  readonly wordings: readonly string[];
  /** What the end says in addition where there is no room for `say` on the left. */
  readonly aside: string;
  /** What must not be left out even then, such as the planned time. */
  readonly tail: string;
  readonly planAt: number | null;
};

function lane(facts: GaugeFacts, frame: GaugeFrame, scale: GaugeScale, wanted: LaneFacts): Lane {
  const { begin, end } = wanted;
  const em = (at: number) => (scale.percent(at) / 100) * frame.widthEm;
  const protectionEnd = facts.window?.protectionEndsAt ?? Number.POSITIVE_INFINITY;
  const parts: PathPart[] = [];
  const add = (kind: PathPart['kind'], from: number, to: number) => {
    if (to <= from) return;
    parts.push({ kind, left: scale.percent(from), width: scale.percent(to) - scale.percent(from) });
  };
  add('plain', begin, Math.min(end, wanted.windowEnd, protectionEnd));
  add('late', Math.max(begin, wanted.windowEnd), Math.min(end, protectionEnd));
  add('over', Math.max(begin, protectionEnd), end);
  const sayFits = wanted.say !== '' && em(begin) >= textWidth(wanted.say) + 0.7;
  const aside = sayFits ? '' : wanted.aside;
  const time = frame.clock(end);
  const room = frame.widthEm - em(end) - textWidth(time) - 1;
  const candidates = [
    ...wanted.wordings.map((words) => words + aside + wanted.tail),
    (aside + wanted.tail).replace(/^,? /, ''),
  ];
  const words = candidates.find((text) => text !== '' && textWidth(text) <= room) ?? candidates.at(-1) ?? '';
  const labelEnd = em(end) + textWidth(`${time} ${words}`) + 0.55;
  const { planAt } = wanted;
  // Ahead of plan, the mark of the plan would stand in the words that name it.
  const planHidden = planAt === null || (planAt > end && em(planAt) < labelEnd);
  return {
    say: sayFits ? wanted.say : '',
    sayLeft: scale.percent(begin),
    parts,
    end: { left: scale.percent(end), time, words },
    planLeft: planHidden ? null : scale.percent(planAt),
    sentence: null,
  };
}

const emptyLane: Lane = { say: '', sayLeft: 0, parts: [], end: null, planLeft: null, sentence: null };

function noWayBack(facts: GaugeFacts, frame: GaugeFrame, scale: GaugeScale): Lane {
  const [placed] = placeRow(
    [
      {
        at: (scale.percent(facts.now) / 100) * frame.widthEm,
        anchor: 'start',
        wordings: ['Backing out is no longer possible; roll forward', 'No way back; roll forward'],
        padding: 0.8,
      },
    ],
    frame.widthEm,
  );
  if (!placed) return emptyLane;
  return { ...emptyLane, sentence: { left: (placed.start / frame.widthEm) * 100, text: placed.text } };
}
