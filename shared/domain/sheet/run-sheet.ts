import type { RunView, Step, StepState } from '#shared/contract/runbooks.ts';
import type { WallView } from '#shared/contract/warroom.ts';
import { type Clock, clockOf } from '../pack/dates.ts';
import type { Fact } from '../pack/model.ts';
import { printable } from '../pack/printable.ts';
import { backOutOf } from '../runs/back-out.ts';
import { rollOf } from '../runs/roll-call.ts';
import { recordsOf, sections, untouched } from '../runs/runbooks.ts';
import { capital, minutesText } from '../wording.ts';
import type { SheetBody, SheetSection, SheetStep, Tick } from './model.ts';
import { sheetStep } from './step-sheet.ts';

type View = WallView & Pick<RunView, 'forecast'>;

type Given = {
  readonly view: View;
  readonly runbook: string;
  /** The zone as its clock is called: `CET`. */
  readonly zoneShort: string;
};

/** The runbook of a run, to print: what was done so far is ticked, with its times and who. */
export function runSheet({ view, runbook, zoneShort }: Given): SheetBody {
  const clock = clockOf(view.zone);
  const { run } = view;
  const names = new Map(view.people.map((person) => [person.id, person]));
  const kind = run.backsOutId !== null ? 'back-out' : run.kind === 'live' ? 'live run' : 'rehearsal';
  const place = view.environment === '' ? '' : `, ${view.environment}`;
  const version = run.templateVersion === null ? '' : `, version ${run.templateVersion}`;
  return {
    title: printable(`${view.releaseRef} ${view.releaseName}, runbook of the ${kind}`),
    author: printable(view.workspaceName),
    headline: printable(view.releaseName),
    lead: printable(`${view.releaseRef}, ${kind}${place}: ${run.name}`),
    running: [printable(`${view.releaseRef} ${view.releaseName}`), `${capital(kind)}, ${zoneShort}`],
    facts: factsOf(view, clock, `${view.zone}, ${zoneShort}`, `${runbook}${version}`).map(
      ({ label, value }) => ({ label, value: printable(value) }),
    ),
    blanks: [],
    people: rollOf(view.steps).map(({ personId, owns, votes }) => ({
      name: printable(names.get(personId)?.name ?? 'somebody who was removed'),
      phone: printable(names.get(personId)?.phone ?? ''),
      steps: [ranges(owns), votes.length > 0 ? `go/no-go ${ranges(votes)}` : '']
        .filter((part) => part !== '')
        .join('; '),
    })),
    sections: [...ownSections(view, clock), ...undoSection(view)],
    foot: `${view.releaseRef}${version}`,
  };
}

function factsOf(view: View, clock: Clock, zone: string, runbook: string): Fact[] {
  const { run, forecast } = view;
  const { windowStartsAt, windowEndsAt, protectionEndsAt } = run;
  return [
    ...(runbook === '' ? [] : [{ label: 'Runbook', value: runbook }]),
    {
      label: 'Window',
      value:
        windowStartsAt === null || windowEndsAt === null
          ? 'none booked'
          : clock.span(windowStartsAt, windowEndsAt),
    },
    ...(protectionEndsAt === null
      ? []
      : [{ label: 'Protection ends', value: clock.weekDayTime(protectionEndsAt) }]),
    run.startedAt === null
      ? { label: 'Planned', value: clock.span(run.plannedStartAt, forecast.plannedEndAt) }
      : { label: 'Started', value: clock.weekDayTime(run.startedAt) },
    ...(run.startedAt === null
      ? []
      : run.endedAt === null
        ? [{ label: 'Forecast end', value: clock.weekDayTime(forecast.forecastEndAt) }]
        : [{ label: 'Ended', value: `${clock.weekDayTime(run.endedAt)}, ${run.outcome}` }]),
    ...(run.backsOutId === null ? [{ label: 'Back-out', value: deadlineWords(view, clock) }] : []),
    { label: 'Times', value: zone },
  ];
}

/** Until when backing out fits, and how that is counted. */
function deadlineWords({ run, forecast }: View, clock: Clock): string {
  const { backOutDeadlineAt, deadlineAfterNext, noReturnSince } = forecast;
  if (noReturnSince !== null) return `no return since ${clock.weekDayTime(noReturnSince)}`;
  if (backOutDeadlineAt === null) return 'no window is booked, so there is no deadline';
  const after =
    deadlineAfterNext === null
      ? ''
      : deadlineAfterNext.deadlineAt === null
        ? `; no return once step ${deadlineAfterNext.number} starts`
        : `; by ${clock.time(deadlineAfterNext.deadlineAt)} once step ${deadlineAfterNext.number} starts`;
  return (
    `decide by ${clock.weekDayTime(backOutDeadlineAt)}${after}. Protection end less the undo of every step begun, ` +
    `${minutesText(run.validationMinutes)} to validate and ${minutesText(run.decisionMinutes)} to decide.`
  );
}

const TICKS: Readonly<Record<StepState, Tick>> = {
  pending: 'open',
  ready: 'open',
  blocked: 'open',
  'in progress': 'running',
  done: 'done',
  'done with workaround': 'workaround',
  skipped: 'skipped',
  failed: 'failed',
  undone: 'undone',
};
const WORDS: Readonly<Record<Tick, string>> = {
  open: '',
  running: 'Running since',
  done: 'Done',
  workaround: 'Done with workaround',
  skipped: 'Skipped',
  failed: 'Failed',
  undone: 'Undone',
};

function ownSections(view: View, clock: Clock): SheetSection[] {
  const records = recordsOf(view.events);
  const names = new Map(view.people.map((person) => [person.id, person]));
  const numbers = new Map(view.steps.map(({ id, number }) => [id, number]));
  const forecasts = new Map(view.forecast.steps.map((one) => [one.stepId, one]));
  const last = new Map(view.events.map((event) => [event.stepId, event]));
  const begins = view.run.startedAt ?? view.run.plannedStartAt;
  const time = (at: number) => (clock.day(at) === clock.day(begins) ? clock.time(at) : clock.dayTime(at));
  const written = (step: Step): SheetStep => {
    const own = forecasts.get(step.id);
    const tick = TICKS[own?.state ?? 'pending'];
    const { startedAt, endedAt } = records.get(step.id) ?? untouched;
    const event = last.get(step.id);
    const when = [startedAt, endedAt].flatMap((at) => (at === null ? [] : [time(at)])).join(' to ');
    const who = event ? (names.get(event.actorId)?.name ?? 'somebody who was removed') : '';
    const said = event && event.comment !== '' ? `: ${event.comment}` : '';
    return sheetStep(step, {
      number: String(step.number),
      tick,
      outcome: tick === 'open' ? '' : printable(`${WORDS[tick]} ${when}, ${who}${said}`),
      start: startedAt === null || tick === 'open' ? '' : time(startedAt),
      end: endedAt === null || tick === 'open' ? '' : time(endedAt),
      owner: ownerWords(step, names),
      planned:
        step.section === 'Back-out' && view.run.backsOutId === null ? '' : time(own?.startsAt ?? begins),
      after: step.dependsOn.flatMap((id) => numbers.get(id) ?? []).toSorted((a, b) => a - b),
      voters: step.voterIds.map((id) => names.get(id)?.name ?? 'somebody who was removed'),
    });
  };
  return sections.flatMap((title) => {
    const steps = view.steps.filter(({ section }) => section === title);
    return steps.length === 0 ? [] : [{ title, note: '', steps: steps.map(written) }];
  });
}

/** Who does it, as what, and where they are reached. */
function ownerWords(
  { ownerId, ownerRole }: Pick<Step, 'ownerId' | 'ownerRole'>,
  names: ReadonlyMap<string, WallView['people'][number]>,
): string {
  const owner = ownerId === null ? undefined : names.get(ownerId);
  const parts = [owner?.name ?? '', ownerRole, owner?.phone ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? 'No owner' : printable(parts.join(', '));
}

/** What undoes a run that has no back-out steps of its own, as if all of it had been done: the last first. */
function undoSection(view: WallView): SheetSection[] {
  if (view.run.backsOutId !== null || view.steps.some(({ section }) => section === 'Back-out')) return [];
  const all = view.steps.map(({ id }) => ({ stepId: id, kind: 'finish' as const, occurredAt: 0 }));
  const { steps } = backOutOf(view.run, view.steps, all);
  const numbers = new Map(steps.map(({ key }, i) => [key, i + 1]));
  const names = new Map(view.people.map((person) => [person.id, person]));
  return steps.length === 0
    ? []
    : [
        {
          title: 'Back-out',
          note: 'Only once somebody has decided to back out. Undo what was begun, in this order; leave out what was not.',
          steps: steps.map((step) => {
            const written = sheetStep(
              {
                ...step,
                undo: 'none needed',
                undoMinutes: null,
                undoTitle: '',
                evidence: '',
                onFailure: '',
                automation: null,
              },
              {
                number: `B${numbers.get(step.key) ?? ''}`,
                tick: 'open',
                outcome:
                  step.undoes === null
                    ? ''
                    : `Undoes step ${step.undoes}${step.estimated ? '; no estimate, forward time used' : ''}`,
                start: '',
                end: '',
                owner: ownerWords(step, names),
                planned: '',
                after: [],
              },
            );
            return { ...written, notes: [] };
          }),
        },
      ];
}

/** `1 to 4, 7, 9, 10`. */
function ranges(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const n of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && n === last.to + 1) last.to = n;
    else if (n !== last?.to) runs.push({ from: n, to: n });
  }
  return runs
    .map(({ from, to }) =>
      from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`,
    )
    .join(', ');
}
