import type { Person } from '#shared/contract/people.ts';
import type { Release } from '#shared/contract/releases.ts';
import type { StepEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Run, Step } from '#shared/contract/runbooks.ts';
import type { Template } from '#shared/contract/templates.ts';
import type { Note } from '#shared/contract/warroom.ts';
import type { NoteId, PersonId, RunId, StepEventId, StepId } from '../ids.ts';
import { planRun } from '../runs/run-plan.ts';
import { DAY, MINUTE } from '../time.ts';
import type { Random } from './random.ts';

export type SampleRun = {
  readonly run: Run;
  readonly steps: readonly Step[];
  readonly events: readonly StepEvent[];
  readonly notes: readonly Note[];
};

/** A run made from a template, not started: owners by role, the window of the release's slot when live. */
export function attachedRun(
  random: Random,
  input: {
    readonly release: Release;
    readonly template: Template;
    readonly kind: Run['kind'];
    readonly plannedStartAt: number;
    readonly people: readonly Person[];
  },
): SampleRun {
  const { release, template, kind, plannedStartAt, people } = input;
  const made = plannedStartAt - 3 * DAY;
  const slot = kind === 'live' ? release.slot : null;
  const run: Run = {
    id: random.id<RunId>(made),
    releaseId: release.id,
    name: `${release.name}, ${kind === 'live' ? template.name.toLowerCase() : 'rehearsal on staging'}`,
    kind,
    templateId: template.id,
    windowStartsAt: slot?.windowStartsAt ?? null,
    windowEndsAt: slot?.windowEndsAt ?? null,
    protectionEndsAt: slot?.protectionEndsAt ?? null,
    plannedStartAt,
    decisionMinutes: 5,
    validationMinutes: 15,
    startedAt: null,
    endedAt: null,
    outcome: '',
    backsOutId: null,
    restoredAt: null,
    templateVersion: template.version,
    changeId: null,
    heldBy: null,
  };
  const ids = new Map(template.steps.map((step) => [step.id, random.id<StepId>(made)]));
  const steps = template.steps.map(
    ({ templateId: _template, ...step }, i): Step => ({
      ...step,
      id: ids.get(step.id) ?? random.id<StepId>(made),
      runId: run.id,
      number: i + 1,
      dependsOn: step.dependsOn.flatMap((id) => ids.get(id) ?? []),
      ownerId: people.find((person) => person.roles.some((role) => role === step.ownerRole))?.id ?? null,
      changeId: null,
      serviceId: null,
      undoesId: null,
      voterIds: [],
      baselineStartAt: null,
      baselineEndAt: null,
    }),
  );
  // What was scheduled was approved with its times.
  const planned = kind === 'live' && slot !== null ? planRun(run, steps).steps : null;
  const kept = steps.map((step): Step => {
    const span = step.section === 'Back-out' ? undefined : planned?.get(step.id);
    return span ? { ...step, baselineStartAt: span.startsAt, baselineEndAt: span.endsAt } : step;
  });
  return { run, steps: kept, events: [], notes: [] };
}

/** The same run as it went: most steps near their plan, one with a workaround, one ticked late, talk in between. */
export function finishedRun(random: Random, attached: SampleRun, commander: PersonId): SampleRun {
  const { run, steps } = attached;
  const startedAt = run.plannedStartAt + random.int(1, 4) * MINUTE;
  const ends = new Map<StepId, number>();
  const events: StepEvent[] = [];
  const oddly = Math.floor(steps.length / 2);
  steps.forEach((step, i) => {
    const ready = step.dependsOn.reduce((latest, id) => Math.max(latest, ends.get(id) ?? 0), startedAt);
    const begun = ready + random.int(5, 50) * 1000;
    const done = begun + Math.round(step.plannedMinutes * (0.7 + random.next() * 0.6)) * MINUTE;
    ends.set(step.id, done);
    const actorId = step.ownerId ?? commander;
    const late = i === oddly + 2 ? 9 * MINUTE : 0;
    const record = (kind: StepEventKind, occurredAt: number, comment = '', delay = 0) =>
      events.push({
        id: random.id<StepEventId>(occurredAt),
        runId: run.id,
        stepId: step.id,
        kind,
        comment,
        actorId,
        occurredAt,
        recordedAt: occurredAt + delay + random.int(1, 4) * 1000,
      });
    record('start', begun);
    if (i === oddly)
      record('workaround', done, 'Job did not stop by itself; ended by hand after its last file.');
    else record('finish', done, late > 0 ? 'Ticked afterwards, hands were full.' : '', late);
  });
  const endedAt = Math.max(startedAt, ...ends.values(), ...events.map((event) => event.recordedAt)) + MINUTE;
  return {
    run: { ...run, startedAt, endedAt, outcome: 'completed' },
    steps,
    events: events.toSorted((a, b) => a.recordedAt - b.recordedAt),
    notes: sampleNotes(random, run.id, startedAt, endedAt, steps, commander),
  };
}

function sampleNotes(
  random: Random,
  runId: RunId,
  startedAt: number,
  endedAt: number,
  steps: readonly Step[],
  commander: PersonId,
): Note[] {
  const note = (part: number, kind: Note['kind'], text: string, more: Partial<Note> = {}): Note => {
    const occurredAt = startedAt + Math.round((endedAt - startedAt) * part);
    return {
      id: random.id<NoteId>(occurredAt),
      runId,
      kind,
      text,
      role: null,
      ownerId: null,
      nextUpdateAt: null,
      aboutId: null,
      stepId: null,
      actorId: commander,
      occurredAt,
      recordedAt: occurredAt + 2000,
      ...more,
    };
  };
  const owner = steps[Math.floor(steps.length / 2)]?.ownerId ?? commander;
  const issue = note(0.42, 'issue', 'Nightly job does not stop', {
    ownerId: owner,
    nextUpdateAt: startedAt + Math.round((endedAt - startedAt) * 0.5),
  });
  return [
    note(0.05, 'note', 'Everybody on the bridge, service desk informed'),
    issue,
    note(0.45, 'decision', 'End the job by hand after its last file, go on', { ownerId: commander }),
    note(0.52, 'issue closed', 'Job ended, nothing left open', { ownerId: owner, aboutId: issue.id }),
    note(0.8, 'note', 'Error rate 0.11 %, as before the release'),
  ];
}
