import type { GaugeFacts } from '#renderer/ui/gauge-geometry.ts';
import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { RunEvent } from '#shared/contract/run-records.ts';
import type { Forecast, Step, StepForecast, StepState } from '#shared/contract/runbooks.ts';
import type { Section } from '#shared/contract/steps.ts';
import type { Note, WallView } from '#shared/contract/warroom.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { suspension } from '#shared/domain/runs/run-moments.ts';
import {
  finishedStates,
  recordsOf,
  type StepRecord,
  sectionsProgress,
  untouched,
} from '#shared/domain/runs/runbooks.ts';
import { isCounted, notBefore } from '#shared/domain/runs/schedule.ts';

const MINUTE = 60_000;
/** A step that could have started this long ago and has not is called late. */
const LATE_AFTER_MS = 3 * MINUTE;

type Person = WallView['people'][number];

/** One step as the screens of a run show it. Instants are ms UTC. */
export type StepLine = {
  readonly step: Step;
  readonly state: StepState;
  readonly glyph: GlyphState;
  readonly owner: Person | null;
  readonly record: StepRecord;
  /** How long it is under way, ms; 0 when the clock was set back since it began, null when it is not. */
  readonly runsFor: number | null;
  readonly forecast: StepForecast | undefined;
  /** For a step that waits to be started: since when it could have been; else null. */
  readonly readySince: number | null;
  /** Minutes it waits to be started, or runs past its planned duration; 0 when in time. */
  readonly lateMinutes: number;
  /** Until when its offset holds it; null when it does not, or no longer. */
  readonly heldUntil: number | null;
  readonly comment: string;
  /** Back-out steps wait for a decision: they count in a back-out run, elsewhere only once somebody has ticked them. */
  readonly counted: boolean;
};

export type RunModel = {
  readonly view: WallView;
  readonly now: number;
  readonly forecast: Forecast;
  readonly phase: 'not started' | 'running' | 'ended';
  /** The other device that holds the run under way, or null: then it is only looked at here. */
  readonly heldElsewhere: WallView['holder'];
  /** What holds the run while it is suspended, or null. */
  readonly suspended: RunEvent | null;
  readonly lines: readonly StepLine[];
  readonly failed: readonly StepLine[];
  readonly running: readonly StepLine[];
  readonly late: readonly StepLine[];
  readonly next: readonly StepLine[];
  /** The gate that is asked now, else the one that comes next; null when all are behind. */
  readonly openGate: StepLine | null;
  /** Steps that a failed one holds. */
  readonly blocked: readonly StepLine[];
  readonly sections: readonly {
    readonly section: Section;
    readonly done: number;
    readonly total: number;
    readonly lines: readonly StepLine[];
  }[];
  /** Finished steps and all steps; back-out steps count only once ticked. */
  readonly finished: number;
  readonly total: number;
  readonly facts: GaugeFacts;
  readonly openIssues: readonly Note[];
  readonly decisions: readonly Note[];
};

const GLYPHS: Readonly<Record<StepState, GlyphState>> = {
  pending: 'planned',
  ready: 'ready',
  'in progress': 'running',
  done: 'done',
  'done with workaround': 'workaround',
  skipped: 'skipped',
  failed: 'failed',
  blocked: 'blocked',
  undone: 'undone',
};

/** Everything the runner and the wall say about a run at `now`, from the view alone, so that clocks never wait for an answer. */
export function runModel(view: WallView, now: number): RunModel {
  const { run } = view;
  const phase = run.endedAt !== null ? 'ended' : run.startedAt !== null ? 'running' : 'not started';
  const clock = run.endedAt ?? now;
  const forecast = forecastRun({ run, steps: view.steps, events: view.events, now: clock });
  const records = recordsOf(view.events);
  const forecasts = new Map(forecast.steps.map((step) => [step.stepId, step]));
  const comments = new Map(
    view.events.flatMap(({ stepId, comment }) => (comment === '' ? [] : [[stepId, comment] as const])),
  );
  const people = new Map(view.people.map((person) => [person.id, person]));
  // In the order of the view: an inserted step has a later number than those after it.
  const lines = view.steps.map((step): StepLine => {
    const own = forecasts.get(step.id);
    const state = own?.state ?? 'pending';
    const record = records.get(step.id) ?? untouched;
    const ready =
      state === 'ready' && phase === 'running' ? readySince(step, records, run.startedAt ?? clock) : null;
    const runsFor =
      state === 'in progress' && record.startedAt !== null ? Math.max(0, clock - record.startedAt) : null;
    const overrun = runsFor === null ? 0 : runsFor - step.plannedMinutes * MINUTE;
    const held = notBefore(step, run.startedAt ?? clock);
    const waited = ready === null ? 0 : clock - ready;
    return {
      step,
      state,
      glyph: GLYPHS[state],
      owner: step.ownerId === null ? null : (people.get(step.ownerId) ?? null),
      record,
      runsFor,
      forecast: own,
      readySince: ready,
      lateMinutes: Math.max(0, Math.floor((waited >= LATE_AFTER_MS ? waited : overrun) / MINUTE)),
      heldUntil: ready !== null && held !== null && held > clock ? held : null,
      comment: comments.get(step.id) ?? '',
      counted: isCounted(step, record, run.backsOutId !== null),
    };
  });
  const counted = lines.filter((line) => line.counted);
  const waiting = counted.filter((line) => line.state === 'ready' || line.state === 'pending');
  const late = waiting.filter((line) => line.readySince !== null && line.lateMinutes > 0);
  const states = new Map(lines.map((line) => [line.step.id, line.state]));
  const closed = new Set(
    view.notes.filter((note) => note.kind === 'issue closed').map((note) => note.aboutId),
  );
  return {
    view,
    now: clock,
    forecast,
    phase,
    heldElsewhere: phase === 'running' && view.holder?.isHere === false ? view.holder : null,
    suspended: phase === 'running' ? suspension(view.moments) : null,
    lines,
    blocked: counted.filter((line) => line.state === 'blocked'),
    failed: lines.filter((line) => line.state === 'failed'),
    running: lines.filter((line) => line.state === 'in progress'),
    late,
    next: waiting
      .filter((line) => !late.includes(line))
      .sort(
        (a, b) => (a.forecast?.startsAt ?? 0) - (b.forecast?.startsAt ?? 0) || a.step.number - b.step.number,
      ),
    openGate:
      counted.find(({ step, state }) => step.kind === 'gate' && !finishedStates.includes(state)) ?? null,
    sections: sectionsProgress(view.steps, states).map((section) => ({
      ...section,
      lines: lines.filter((line) => line.step.section === section.section),
    })),
    finished: counted.filter((line) => finishedStates.includes(line.state)).length,
    total: counted.length,
    facts: gaugeFacts(view, forecast, clock),
    openIssues: view.notes.filter((note) => note.kind === 'issue' && !closed.has(note.id)),
    decisions: view.notes.filter((note) => note.kind === 'decision'),
  };
}

/** The name a step goes by on the wall. */
export function shortTitle(step: Pick<Step, 'title' | 'shortTitle'>): string {
  return step.shortTitle || step.title;
}

/** `step 16 of 31`: the furthest step under way, else the next one to start. */
export function stepOfTotal(model: RunModel): string {
  const { total } = model;
  const at = model.running.at(-1) ?? model.failed.at(-1) ?? model.late[0] ?? model.next[0];
  if (model.phase !== 'running') return `${model.finished} of ${total} steps done`;
  return at ? `step ${at.step.number} of ${total}` : `all ${total} steps done`;
}

function readySince(step: Step, records: ReadonlyMap<Step['id'], StepRecord>, startedAt: number): number {
  return Math.max(
    notBefore(step, startedAt) ?? startedAt,
    ...step.dependsOn.map((id) => records.get(id)?.endedAt ?? startedAt),
  );
}

function gaugeFacts({ run, steps }: WallView, forecast: Forecast, now: number): GaugeFacts {
  const { windowStartsAt: startsAt, windowEndsAt: endsAt } = run;
  const after = forecast.deadlineAfterNext;
  return {
    now,
    window:
      startsAt === null || endsAt === null
        ? null
        : { startsAt, endsAt, protectionEndsAt: Math.max(endsAt, run.protectionEndsAt ?? endsAt) },
    plannedStartAt: run.plannedStartAt,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    plannedEndAt: forecast.plannedEndAt,
    forecastEndAt: forecast.forecastEndAt,
    backedOutAt: forecast.backedOutAt,
    backOutDeadlineAt: forecast.backOutDeadlineAt,
    deadlineAfterNext:
      after && steps.length > 0 ? { number: after.number, deadlineAt: after.deadlineAt } : null,
    noReturnSince: forecast.noReturnSince,
    backsOut: run.backsOutId !== null,
  };
}
