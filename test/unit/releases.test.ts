import { expect, test } from 'vitest';
import type { ReleaseState } from '#shared/contract/releases.ts';
import { releaseState } from '#shared/contract/releases.ts';
import { newId, type RunId } from '#shared/domain/ids.ts';
import { readinessOf, readinessSum } from '#shared/domain/readiness.ts';
import {
  isReleaseOpen,
  mayClose,
  mayStartRun,
  mayTransitionRelease,
  nextReleaseStates,
  releaseMoves,
  releaseStates,
} from '#shared/domain/releases.ts';
import { sampleWorld } from '#shared/domain/sample/sample.ts';

const world = sampleWorld(3, Date.UTC(2027, 1, 11, 13));
const slot = world.releases.find((one) => one.slot !== null)?.slot ?? null;
const release = (state: ReleaseState, booked = true) => ({
  ref: 'REL-A1',
  state,
  slot: booked ? slot : null,
});
const change = (
  state: 'New' | 'Authorize' | 'Scheduled' | 'Implement' | 'Review' | 'Cancelled',
  onHold = false,
) => ({
  ref: `CHG-${state}`,
  state,
  onHold,
});
const live = { kind: 'live', startedAt: 1, endedAt: null } as const;

/** Written a second time by hand: what a person may choose from each state. */
const chosen: Readonly<Record<ReleaseState, readonly ReleaseState[]>> = {
  Planning: ['Build', 'Awaiting approval', 'Cancelled'],
  Build: ['Testing', 'Planning', 'Cancelled'],
  Testing: ['Awaiting approval', 'Build', 'Cancelled'],
  'Awaiting approval': ['Scheduled', 'Planning', 'Cancelled'],
  Scheduled: ['Planning', 'Cancelled'],
  Deployment: ['Review', 'Backed out', 'Failed'],
  Review: [],
  Failed: ['Review', 'Planning'],
  'Backed out': ['Review', 'Planning'],
  Closed: [],
  Cancelled: [],
};

test('every state × target is allowed or refused as the table says', () => {
  expect([...releaseStates].sort()).toEqual([...releaseState.options].sort());
  for (const from of releaseStates) {
    expect(nextReleaseStates(from), from).toEqual(chosen[from]);
    for (const to of releaseStates) {
      const verdict = mayTransitionRelease({
        release: release(from),
        changes: [change('Scheduled')],
        to,
        reason: 'said',
      });
      expect(verdict.ok, `${from} → ${to}`).toBe(chosen[from].includes(to));
      if (!verdict.ok) expect(verdict.reason).toMatch(/^REL-A1 .+\.$/);
    }
  }
});

test('no state is a trap: every open one leads to Closed', () => {
  const reach = (from: ReleaseState, seen = new Set<ReleaseState>()): boolean =>
    from === 'Closed' ||
    releaseMoves.some((move) => move.from === from && !seen.has(move.to) && reach(move.to, seen.add(from)));
  for (const state of releaseStates.filter(isReleaseOpen)) expect(reach(state), state).toBe(true);
});

test('scheduling without a slot or with a change nobody authorised is refused by name', () => {
  const ask = (booked: boolean, ...changes: ReturnType<typeof change>[]) =>
    mayTransitionRelease({ release: release('Awaiting approval', booked), changes, to: 'Scheduled' });
  expect(ask(false)).toMatchObject({ ok: false, reason: expect.stringContaining('no slot') });
  expect(ask(true, change('Scheduled'), change('Authorize'))).toEqual({
    ok: false,
    reason: 'Not authorised yet: CHG-Authorize.',
  });
  expect(ask(true, change('Scheduled'), change('Cancelled')).ok).toBe(true);
});

test('a release under a live run cannot be moved by hand', () => {
  const ask = (runs: readonly (typeof live)[]) =>
    mayTransitionRelease({ release: release('Deployment'), changes: [], runs, to: 'Review' });
  expect(ask([live]).ok).toBe(false);
  expect(ask([]).ok).toBe(true);
});

test('cancelling a release without a reason is refused', () => {
  expect(
    mayTransitionRelease({ release: release('Planning'), changes: [], to: 'Cancelled', reason: ' ' }).ok,
  ).toBe(false);
});

test('a live run starts only from a scheduled release with every change scheduled and none on hold', () => {
  const ask = (state: ReleaseState, ...changes: ReturnType<typeof change>[]) =>
    mayStartRun({ release: release(state), changes, kind: 'live' });
  expect(ask('Scheduled', change('Scheduled'), change('Cancelled')).ok).toBe(true);
  expect(ask('Planning', change('Scheduled')).ok).toBe(false);
  expect(ask('Scheduled', change('Authorize'))).toEqual({
    ok: false,
    reason: 'Not scheduled: CHG-Authorize (Authorize).',
  });
  expect(ask('Scheduled', change('Scheduled', true))).toMatchObject({
    ok: false,
    reason: expect.stringContaining('On hold'),
  });
  expect(mayStartRun({ release: release('Scheduled', false), changes: [], kind: 'live' }).ok).toBe(false);
  expect(mayStartRun({ release: release('Scheduled'), changes: [], kind: 'live', runs: [live] }).ok).toBe(
    false,
  );
});

test('after a suspended run another one may take over from Deployment', () => {
  expect(
    mayStartRun({ release: release('Deployment'), changes: [change('Implement')], kind: 'live' }).ok,
  ).toBe(true);
});

test('a rehearsal needs no approval, but not for a finished release, and no run starts twice', () => {
  const ask = (state: ReleaseState) =>
    mayStartRun({ release: release(state, false), changes: [change('New')], kind: 'rehearsal' });
  expect(ask('Planning').ok).toBe(true);
  expect(ask('Closed').ok).toBe(false);
  const again = { startedAt: 1, endedAt: null };
  expect(mayStartRun({ release: release('Scheduled'), changes: [], kind: 'live', run: again }).ok).toBe(
    false,
  );
});

test('closing waits for the run and for changes still being carried out', () => {
  expect(mayClose({ release: release('Review'), changes: [change('Review')] }).ok).toBe(true);
  expect(mayClose({ release: release('Review'), changes: [change('Implement')] }).ok).toBe(false);
  expect(mayClose({ release: release('Failed'), changes: [], runs: [live] }).ok).toBe(false);
  expect(mayClose({ release: release('Scheduled'), changes: [] }).ok).toBe(false);
});

test('readiness never gives points for what is missing, and names it', () => {
  const bare = readinessOf({
    release: { ownerId: null, deliveryManagerId: null, environmentId: null, slot: null, backOutPlan: '' },
    changes: [],
    runs: [],
    conflicts: [],
    now: world.now,
  });
  expect(readinessSum(bare)).toEqual({ points: 0, of: 100 });
  expect(bare.every((line) => line.missing !== '')).toBe(true);
});

test('readiness is full only when nothing is missing, for every sample release', () => {
  for (const one of world.releases) {
    const lines = readinessOf({
      release: one,
      changes: world.changes.filter((c) => c.releaseId === one.id),
      runs: world.runs.map((r) => r.run).filter((r) => r.releaseId === one.id),
      conflicts: [],
      now: world.now,
    });
    for (const line of lines) {
      expect(line.points <= line.of && line.points >= 0).toBe(true);
      expect(line.points === line.of, `${one.ref} ${line.what}: ${line.missing}`).toBe(line.missing === '');
    }
  }
});

test('a rehearsal of more than thirty days ago is named and not counted, one suspended or backing out is none', () => {
  const day = 86_400_000;
  const line = (ago: number, outcome = 'completed', backsOutId: RunId | null = null) =>
    readinessOf({
      release: { ownerId: null, deliveryManagerId: null, environmentId: null, slot: null, backOutPlan: '' },
      changes: [],
      runs: [{ kind: 'rehearsal', startedAt: 1, endedAt: world.now - ago * day, outcome, backsOutId }],
      conflicts: [],
      now: world.now,
    }).at(-1);
  expect(line(30)).toMatchObject({ what: 'Rehearsed 30 days ago', points: 5, missing: '' });
  expect(line(31)).toMatchObject({ points: 0, missing: expect.stringContaining('does not count') });
  expect(line(1, 'suspended')).toMatchObject({ what: 'Rehearsed', points: 0 });
  expect(line(1, 'completed', newId<RunId>())).toMatchObject({ what: 'Rehearsed', points: 0 });
});

test('an authorised change that is on hold does not count as authorised', () => {
  const one = world.changes.find((c) => c.state === 'Scheduled');
  if (one === undefined) throw new Error('no scheduled change');
  const authorised = (onHold: boolean) =>
    readinessOf({
      release: { ownerId: null, deliveryManagerId: null, environmentId: null, slot: null, backOutPlan: '' },
      changes: [{ ...one, onHold }],
      runs: [],
      conflicts: [],
      now: world.now,
    }).find(({ what }) => what.startsWith('Authorised'));
  expect(authorised(false)).toMatchObject({ what: 'Authorised, 1 of 1 changes', points: 20 });
  expect(authorised(true)).toMatchObject({ what: 'Authorised, 0 of 1 changes', points: 0, missing: one.ref });
});
