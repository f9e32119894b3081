import { generateKeyBetween } from 'fractional-indexing';
import type { StepEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { RunView, Step, StepState } from '#shared/contract/runbooks.ts';
import type { Section } from '#shared/contract/steps.ts';
import {
  type ChangeId,
  newId,
  type PersonId,
  type ReleaseId,
  type RunId,
  type StepEventId,
  type StepId,
  type TemplateId,
} from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { isReleaseOpen, mayStartRun } from '#shared/domain/releases.ts';
import { missingEvidence } from '#shared/domain/runs/evidence.ts';
import { whileSuspended } from '#shared/domain/runs/run-moments.ts';
import { beforeItsOffset, refusal } from '#shared/domain/runs/runbooks.ts';
import { CLOCK_SLACK } from '#shared/domain/time.ts';
import { type Who, write } from '../log.ts';
import { run, step, stepEvent } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { transition } from './change-moves.ts';
import { passGate } from './conflict-gates.ts';
import { attachedTo } from './evidence.ts';
import { mustExist } from './references.ts';
import { changesOf, getRelease, setReleaseState } from './releases.ts';
import { whyChangeHolds } from './run-changes.ts';
import { whyHeldAtGate } from './run-moments.ts';
import { recordedNext } from './run-order.ts';
import {
  getRun,
  getStep,
  momentsOf,
  mustBeUnderWay,
  mustNotHaveEnded,
  planOf,
  rowToEvent,
  rowToStep,
  runsOfRelease,
  runView,
  stepsOf,
} from './runs.ts';
import { mirrorTick } from './step-events.ts';
import { eventById, recordOfStep, stateOfStep, stepToTick } from './step-state.ts';
import { publishedTemplate } from './template-edits.ts';

/** Minutes for deciding on a back-out unless the run says otherwise (product.md, "Clock"). */
export const DECISION_MINUTES = 5;
/** Minutes for validating after a back-out, likewise. */
export const VALIDATION_MINUTES = 10;

/** Copies a template into a run; a live run takes its window from the booked slot. */
export function attachRun(
  store: Store,
  who: Who,
  input: { releaseId: ReleaseId; templateId: TemplateId; kind: 'rehearsal' | 'live' },
): RunView {
  const id = newId<RunId>();
  write(store, who, `Runbook attached as ${input.kind} run`, (tx) => {
    const release = getRelease(tx, input.releaseId);
    if (!isReleaseOpen(release.state))
      throw refused(`${release.ref} is ${release.state}; nothing more is run for it.`);
    const template = publishedTemplate(tx, input.templateId);
    const slot = input.kind === 'live' ? release.slot : null;
    tx.insert(run, {
      id,
      releaseId: release.id,
      name: template.name,
      kind: input.kind,
      templateId: template.id,
      templateVersion: template.version,
      plannedStartAt: tx.now,
      ...planOf(slot),
      decisionMinutes: DECISION_MINUTES,
      validationMinutes: VALIDATION_MINUTES,
      startedAt: null,
      endedAt: null,
      outcome: '',
      backsOutId: null,
      restoredAt: null,
    });
    const ids = new Map(template.steps.map((each) => [each.id, newId<StepId>()]));
    template.steps.forEach(({ id: templateStepId, templateId: _, dependsOn, ...body }, at) => {
      const stepId = ids.get(templateStepId);
      if (!stepId) return;
      tx.insert(step, {
        ...body,
        id: stepId,
        runId: id,
        number: at + 1,
        dependsOn: dependsOn.flatMap((one) => ids.get(one) ?? []),
        ownerId: null,
        changeId: null as ChangeId | null,
        serviceId: null,
        undoesId: null,
        voterIds: [],
      });
    });
  });
  return runView(store.db, id, store.now());
}

/** Names who carries out a step, or nobody. Throws NOT_FOUND, REFUSED once the run has ended. */
export function assignStep(store: Store, who: Who, id: StepId, ownerId: PersonId | null): Step {
  return write(store, who, 'Step assigned', (tx) => {
    mustNotHaveEnded(getRun(tx, getStep(tx, id).runId));
    mustExist(tx, { person: [ownerId] });
    const row = tx.patch(step, id, { ownerId });
    if (!row) throw notFound('This step');
    return rowToStep(row);
  });
}

/** Puts an unplanned step into a run: after the given step and its followers' order, depending on it. */
export function insertStep(
  store: Store,
  who: Who,
  input: {
    runId: RunId;
    afterStepId: StepId | null;
    title: string;
    section: Section;
    plannedMinutes: number;
    ownerId: PersonId | null;
  },
): Step {
  return write(store, who, 'Unplanned step inserted', (tx) => {
    mustNotHaveEnded(getRun(tx, input.runId));
    mustExist(tx, { person: [input.ownerId] });
    const steps = stepsOf(tx, input.runId);
    const at = input.afterStepId === null ? -1 : steps.findIndex((each) => each.id === input.afterStepId);
    if (input.afterStepId !== null && at < 0) throw notFound('The step before it');
    return rowToStep(
      tx.insert(step, {
        id: newId<StepId>(),
        runId: input.runId,
        number: Math.max(0, ...steps.map((each) => each.number)) + 1,
        section: input.section,
        title: input.title,
        shortTitle: '',
        instructions: '',
        kind: 'manual',
        ownerRole: '',
        plannedMinutes: input.plannedMinutes,
        undo: 'none needed',
        undoMinutes: null,
        undoTitle: '',
        position: generateKeyBetween(steps[at]?.position ?? null, steps[at + 1]?.position ?? null),
        dependsOn: input.afterStepId === null ? [] : [input.afterStepId],
        ownerId: input.ownerId,
        changeId: null,
        serviceId: null,
        undoesId: null,
        voterIds: [],
      }),
    );
  });
}

/**
 * Starts a run. Live: the release goes to Deployment, its scheduled changes to Implement; `reason` accepts what soft
 * conflicts it has by then. Throws NOT_FOUND, REFUSED.
 */
export function startRun(store: Store, who: Who, id: RunId, reason = ''): RunView {
  write(store, who, reason.trim() || 'Run started', (tx) => {
    const found = getRun(tx, id);
    const release = getRelease(tx, found.releaseId);
    const verdict = mayStartRun({
      release,
      changes: changesOf(tx, release.id),
      kind: found.kind,
      run: found,
      runs: runsOfRelease(tx, release.id).filter((other) => other.id !== id),
    });
    if (!verdict.ok) throw refused(verdict.reason);
    tx.patch(run, id, { startedAt: tx.now, heldBy: store.device.id });
    if (found.kind === 'rehearsal') return;
    setReleaseState(tx, release, 'Deployment');
    for (const one of changesOf(tx, release.id)) {
      if (one.state === 'Scheduled') transition(tx, one, 'Implement');
    }
    passGate(tx, who, [{ kind: 'release', id: release.id }], 'start its run', { reason });
  });
  return runView(store.db, id, store.now());
}

type Tick = {
  stepId: StepId;
  kind: StepEventKind;
  comment: string;
  occurredAt?: number | undefined;
  eventId?: StepEventId | undefined;
};

/** Records one event on a step. Sent twice under one event id, it is recorded once. */
export function tickStep(store: Store, who: Who, tick: Tick): { event: StepEvent; state: StepState } {
  const known = tick.eventId && eventById(store.db, tick.eventId);
  if (known && (known.stepId !== tick.stepId || known.kind !== tick.kind))
    throw refused('Another tick was sent under the same mark before. Press it again.');
  if (known) return { event: known, state: stateOfStep(store.db, known.stepId) };
  const event = write(store, who, tick.kind, (tx) => {
    const found = stepToTick(tx, tick.stepId);
    const began = mustBeUnderWay(found);
    const state = stateOfStep(tx, tick.stepId);
    const moments = momentsOf(tx, found.runId);
    const fault =
      refusal(found, state, tick.kind, tick.comment) ??
      whyChangeHolds(tx, found.runId, found.changeId, moments) ??
      whileSuspended(moments, state, tick.kind) ??
      (state === 'ready' ? beforeItsOffset(found, tick.kind, began, tx.now) : null) ??
      (found.evidence === ''
        ? null
        : missingEvidence(found, tick.kind, tick.comment, attachedTo(tx, tick.stepId))) ??
      (found.kind === 'gate' && tick.kind === 'finish' ? whyHeldAtGate(tx, tick.stepId) : null);
    if (fault) throw refused(fault);
    mustExist(tx, { person: [who.onBehalfOf] });
    const begun =
      tick.kind === 'start' || tick.kind === 'clear' ? null : recordOfStep(tx, tick.stepId).startedAt;
    const occurredAt = happenedAt(tick.occurredAt, tx.now, began, begun);
    const row = tx.insert(stepEvent, {
      id: tick.eventId ?? newId<StepEventId>(),
      runId: found.runId,
      stepId: tick.stepId,
      kind: tick.kind,
      comment: tick.comment.trim(),
      actorId: who.onBehalfOf ?? who.actor,
      occurredAt,
      recordedAt: recordedNext(tx, found.runId, tx.now),
    });
    if (found.alone !== null) mirrorTick(tx, who, tick.stepId, tick.kind);
    return row;
  });
  return { event: rowToEvent(event), state: stateOfStep(store.db, tick.stepId) };
}

/**
 * When a tick happened: as said, not in the future and not before the run or the step began. When clocks differ a
 * little, it happened as they began. When the clock was set back since, what it shows now is all there is to say.
 */
function happenedAt(
  said: number | undefined,
  now: number,
  runBegan: number,
  stepBegan: number | null,
): number {
  const at = said ?? now;
  if (at > now + CLOCK_SLACK) throw refused('A step cannot have happened in the future. Check the time.');
  const earliest = Math.max(runBegan, stepBegan ?? runBegan);
  if (at < earliest - CLOCK_SLACK && earliest <= now) {
    const what = earliest === runBegan ? 'The run' : 'This step';
    throw refused(`${what} was started at {${earliest}}; nothing in it happened before. Check the time.`);
  }
  return earliest > now + CLOCK_SLACK ? at : Math.max(at, earliest);
}
