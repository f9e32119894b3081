import type { Forecast, Step } from '#shared/contract/runbooks.ts';
import type { Span } from '../calendar/spans.ts';
import type { StepId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { minutesText, signedMinutes } from '../wording.ts';
import { type ForecastEvent, type ForecastRun, type ForecastStep, forecastRun } from './forecast.ts';
import { recordsOf } from './runbooks.ts';

/** A run as it is planned, whatever the clock says. Instants are ms UTC. */
export type PlannedRun = {
  /** Steps that wait for a decision to back out last no time. */
  readonly steps: ReadonlyMap<StepId, Span & { readonly critical: boolean }>;
  readonly endsAt: number;
  readonly rag: Forecast['rag'];
  /** How the plan lies in its window, and until when backing out would fit; times stand between braces. */
  readonly words: string;
};

/** Steps that were not taken out of a run before its start. */
export function stepsLeft<S extends Pick<Step, 'id'>>(
  steps: readonly S[],
  events: readonly ForecastEvent[],
): readonly S[] {
  const records = recordsOf(events);
  return steps.filter(({ id }) => records.get(id)?.ticked !== 'skipped');
}

/** When each step of a run is planned, and how that lies in its window. Give it `stepsLeft` where a change may have left. */
export function planRun(run: ForecastRun, steps: readonly ForecastStep[]): PlannedRun {
  const before = forecastRun({
    run: { ...run, startedAt: null, endedAt: null },
    steps,
    events: [],
    now: run.plannedStartAt,
  });
  const planned = new Map(
    before.steps.map(({ stepId, startsAt, endsAt, critical }) => [stepId, { startsAt, endsAt, critical }]),
  );
  return {
    steps: planned,
    endsAt: before.plannedEndAt,
    ...conditionOf(run, steps, planned, before.plannedEndAt),
  };
}

/** Minutes from the planned start to the planned end of a run. */
export function plannedMinutes(run: Pick<ForecastRun, 'plannedStartAt'>, { endsAt }: PlannedRun): number {
  return Math.round((endsAt - run.plannedStartAt) / MINUTE);
}

/** Steps that nobody owns, back-out steps aside: they are given out when somebody decides on them. */
export function ownerless<S extends Pick<Step, 'section' | 'ownerId'>>(steps: readonly S[]): S[] {
  return steps.filter(({ section, ownerId }) => section !== 'Back-out' && ownerId === null);
}

/**
 * Minutes by which a run ends after its baseline, negative when before it; null without a baseline. `endOf` says when a
 * step ends now. Steps that came later have no baseline, but what they delay has.
 */
export function driftMinutes(
  steps: readonly Pick<Step, 'id' | 'baselineEndAt'>[],
  endOf: (id: StepId) => number | undefined,
): number | null {
  let was: number | null = null;
  let now: number | null = null;
  for (const { id, baselineEndAt } of steps) {
    if (baselineEndAt === null) continue;
    was = Math.max(was ?? baselineEndAt, baselineEndAt);
    const end = endOf(id);
    if (end !== undefined) now = Math.max(now ?? end, end);
  }
  return was === null || now === null ? null : Math.round((now - was) / MINUTE);
}

/** `+12 min against the baseline`, `as the baseline`. */
export function driftWords(minutes: number): string {
  return minutes === 0 ? 'as the baseline' : `${signedMinutes(minutes)} against the baseline`;
}

function conditionOf(
  run: ForecastRun,
  steps: readonly ForecastStep[],
  planned: PlannedRun['steps'],
  endsAt: number,
): Pick<PlannedRun, 'rag' | 'words'> {
  const { windowStartsAt, windowEndsAt, protectionEndsAt } = run;
  if (windowStartsAt === null || windowEndsAt === null)
    return { rag: 'green', words: `Ends {${endsAt}}; no window is booked for it.` };
  const early = steps.find(
    ({ id, section }) => section === 'Deployment' && (planned.get(id)?.startsAt ?? 0) < windowStartsAt,
  );
  const back = backOutWords(run, steps, planned, endsAt);
  const overrun = protectionEndsAt !== null && endsAt > protectionEndsAt;
  const amber = endsAt > windowEndsAt || early !== undefined || back.late;
  const first = early
    ? ` Step ${early.number} would start before the window opens at {${windowStartsAt}}.`
    : '';
  return {
    rag: overrun ? 'red' : amber ? 'amber' : 'green',
    words: `Ends {${endsAt}}, ${overrun ? against(endsAt, protectionEndsAt, 'its protection ends') : against(endsAt, windowEndsAt, 'the window closes')}${back.words}.${first}`,
  };
}

function against(endsAt: number, limit: number, what: string): string {
  const minutes = Math.round((endsAt - limit) / MINUTE);
  if (minutes === 0) return `as ${what}`;
  return `${minutesText(Math.abs(minutes))} ${minutes < 0 ? 'before' : 'after'} ${what}`;
}

/** The clock of the run once all has gone by its plan says until when it could still be backed out. */
function backOutWords(
  run: ForecastRun,
  steps: readonly ForecastStep[],
  planned: PlannedRun['steps'],
  endsAt: number,
): { readonly words: string; readonly late: boolean } {
  const done = forecastRun({
    run: { ...run, startedAt: run.plannedStartAt, endedAt: null },
    steps,
    events: steps.flatMap(({ id, section }) => {
      const span = planned.get(id);
      if (!span || (section === 'Back-out' && run.backsOutId === null)) return [];
      return [
        { stepId: id, kind: 'start' as const, occurredAt: span.startsAt },
        { stepId: id, kind: 'finish' as const, occurredAt: span.endsAt },
      ];
    }),
    now: endsAt,
  });
  if (done.noReturnSince !== null) {
    const last = steps.find(
      ({ id, undo }) => undo === 'irreversible' && planned.get(id)?.startsAt === done.noReturnSince,
    );
    return {
      words: `; no return once step ${last?.number ?? ''} has started at {${done.noReturnSince}}`,
      late: false,
    };
  }
  const until = done.backOutDeadlineAt;
  if (until === null) return { words: '', late: false };
  if (until >= endsAt) return { words: `; backing out would fit until {${until}}`, late: false };
  return {
    words: `; backing all of it out fits only when it is decided by {${until}}, ${minutesText(Math.round((endsAt - until) / MINUTE))} before the end`,
    late: true,
  };
}
