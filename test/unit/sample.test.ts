import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { condition } from '#shared/contract/approvals.ts';
import { agendaItem, cabMeeting } from '#shared/contract/cab.ts';
import { windowRule } from '#shared/contract/calendar.ts';
import { environment, service } from '#shared/contract/catalogue.ts';
import { changeTemplate } from '#shared/contract/change-templates.ts';
import { change } from '#shared/contract/changes.ts';
import { person, team } from '#shared/contract/people.ts';
import { release } from '#shared/contract/releases.ts';
import { stepEvent } from '#shared/contract/run-records.ts';
import { run, step } from '#shared/contract/runbooks.ts';
import { template } from '#shared/contract/templates.ts';
import { note } from '#shared/contract/warroom.ts';
import { checkWindowRule, occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { allChangeStates, isOpen } from '#shared/domain/changes/changes.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { dependencyCycle, stepStates } from '#shared/domain/runs/runbooks.ts';
import { generateChanges } from '#shared/domain/sample/changes.ts';
import { sampleDepartures } from '#shared/domain/sample/plans.ts';
import { sampleWorld } from '#shared/domain/sample/sample.ts';

const now = Date.UTC(2026, 10, 21, 2, 27);
const world = sampleWorld(7, now);
const moments = [0, 1, 2, 3, 4, 5, 6]
  .flatMap((day) => [3, 14, 21.5].map((hour) => now + (day * 24 + hour) * 3_600_000))
  .concat([
    Date.UTC(2027, 2, 28, 0, 30),
    Date.UTC(2027, 9, 31, 0, 30),
    Date.UTC(2026, 11, 20),
    Date.UTC(2028, 1, 29),
  ]);

test('every row passes the contract it will be written through', () => {
  for (const [schema, rows] of [
    [team, world.teams],
    [person, world.people],
    [environment, world.environments],
    [service, world.services],
    [windowRule, world.windows],
    [template, world.templates],
    [release, world.releases],
    [change, world.changes],
    [run, world.runs.map((one) => one.run)],
    [step, world.runs.flatMap((one) => one.steps)],
    [stepEvent, world.runs.flatMap((one) => one.events)],
    [changeTemplate, world.catalogue],
    [cabMeeting, world.meetings],
    [agendaItem, world.items],
    [condition, world.conditions],
    [note, world.runs.flatMap((one) => one.notes)],
    [change, [...generateChanges(3, 500, world)]],
  ] as const) {
    const parsed = z.array(schema as z.ZodType).safeParse(rows);
    expect(parsed.error?.issues.slice(0, 3) ?? []).toEqual([]);
  }
});

test('the company has the size the issue asks for, and a change in every state', () => {
  expect([world.services.length, world.teams.length, world.people.length]).toEqual([12, 4, 14]);
  expect([world.environments.length, world.changes.length, world.releases.length]).toEqual([3, 40, 8]);
  expect(new Set(world.changes.map((one) => one.state))).toEqual(new Set(allChangeStates));
});

test('no id is used twice, and the same seed gives the same company', () => {
  const ids = [
    ...[
      world.teams,
      world.people,
      world.environments,
      world.services,
      world.windows,
      world.releases,
      world.changes,
    ]
      .flat()
      .map((one) => one.id),
    ...world.templates.flatMap((one) => [one.id, ...one.steps.map((s) => s.id)]),
    ...world.runs.flatMap((one) => [
      one.run.id,
      ...one.steps.map((s) => s.id),
      ...one.events.map((e) => e.id),
    ]),
    ...[...generateChanges(3, 20_000, world)].map((one) => one.id),
  ].map(String);
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
  ).toBe(true);
  expect(sampleWorld(7, now)).toEqual(world);
  expect(sampleWorld(8, now).changes[0]?.id).not.toBe(world.changes[0]?.id);
});

describe.each(moments.map((at) => [new Date(at).toISOString(), at] as const))('loaded at %s', (_when, at) => {
  const here = sampleWorld(7, at);

  test('slots lie inside a release night, past ones behind and others ahead', () => {
    for (const one of here.releases.filter((r) => r.slot !== null)) {
      const slot = one.slot;
      if (slot === null) continue;
      const nights = occurrencesOf(here.nights, slot.start.at, slot.end.at);
      expect(
        nights.some((night) => night.startsAt <= slot.start.at && night.endsAt >= slot.end.at),
        one.name,
      ).toBe(true);
      const over = ['Closed', 'Review'].includes(one.state);
      expect(over ? slot.end.at < at : slot.start.at > at, one.name).toBe(true);
    }
    expect(here.releases.filter((one) => one.slot === null)).toEqual([]);
  });

  test('a release that rides a train leaves with its departure, under its name', () => {
    const aboard = here.releases.filter((one) => one.trainId !== null);
    const departures = sampleDepartures(here.train, at);
    expect(aboard.length).toBeGreaterThan(2);
    for (const { departureNumber, slot, name } of aboard) {
      expect(slot?.start.at, name).toBe(departures.get(departureNumber ?? 0)?.startsAt);
      if (name.startsWith('Train')) expect(name).toBe(`Train T${departureNumber}`);
    }
    expect(aboard.filter((one) => (one.slot?.start.at ?? 0) > at)).toHaveLength(3);
  });

  test('the planned time of every ticket holds its work, its validation and the way back, and ends within its slot', () => {
    const slots = new Map(here.releases.map((one) => [one.id, one.slot]));
    for (const one of [...here.changes, ...generateChanges(3, 300, here)]) {
      if (one.plannedStart === null || one.plannedEnd === null) continue;
      const steps = [...one.deploymentSteps, ...one.validationSteps, ...one.backOutSteps];
      const minutes = steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0);
      expect((one.plannedEnd.at - one.plannedStart.at) / 60_000, one.ref).toBeGreaterThanOrEqual(minutes);
      const slot = one.releaseId === null ? null : slots.get(one.releaseId);
      if (slot) expect(one.plannedEnd.at, one.ref).toBeLessThanOrEqual(slot.end.at);
    }
  });

  test('one planned change stands inside the hard freeze ahead, and no release does', () => {
    const freezes = here.windows
      .filter((one) => one.kind === 'deny' && one.hard)
      .flatMap((one) => occurrencesOf(one, at, at + 60 * 86_400_000));
    const inside = (start: number) => freezes.some((one) => one.startsAt <= start && start < one.endsAt);
    expect(here.changes.some((one) => one.state === 'Authorize' && inside(one.plannedStart?.at ?? 0))).toBe(
      true,
    );
    expect(here.releases.some((one) => inside(one.slot?.start.at ?? 0))).toBe(false);
  });

  test('the meeting that was held lies behind with three or four outcomes, and its condition is met by now', () => {
    const [held] = here.meetings.filter((one) => one.endedAt !== null);
    expect(held?.endedAt).toBeLessThan(at);
    const outcomes = here.items.filter((one) => one.outcome !== null);
    expect(outcomes.length).toBeGreaterThanOrEqual(3);
    for (const one of outcomes) expect(one.meetingId).toBe(held?.id);
    for (const one of here.conditions) expect(one.metAt).toBeLessThan(at);
  });

  test('nothing has happened in the future and every change ends after it starts', () => {
    for (const one of here.changes) {
      expect(
        Math.max(one.createdAt, one.updatedAt, one.actualStartAt ?? 0, one.actualEndAt ?? 0),
        one.ref,
      ).toBeLessThanOrEqual(at);
      if (one.plannedStart && one.plannedEnd) expect(one.plannedEnd.at).toBeGreaterThan(one.plannedStart.at);
      expect(one.closeCode === null, one.ref).toBe(one.state !== 'Closed');
    }
    for (const { run: r, events } of here.runs) {
      expect(
        Math.max(r.startedAt ?? 0, r.endedAt ?? 0, ...events.map((e) => e.recordedAt)),
        r.name,
      ).toBeLessThanOrEqual(at);
    }
  });
});

test('window rules are ones that can be expanded, and one freeze lies ahead within a fortnight', () => {
  expect(world.windows.map(checkWindowRule)).toEqual(world.windows.map(() => null));
  const freezes = world.windows
    .filter((one) => one.kind === 'deny')
    .flatMap((one) => occurrencesOf(one, now, now + 14 * 86_400_000));
  expect(freezes).toHaveLength(1);
});

test('built-in runbooks have no cycle, short wall titles and end in one evening', () => {
  for (const one of world.templates) {
    expect(dependencyCycle(one.steps), one.name).toBeNull();
    for (const s of one.steps) expect((s.shortTitle || s.title).length, s.title).toBeLessThanOrEqual(26);
  }
});

test('finished runs are finished, the waiting one waits and fits its window', () => {
  const [past, rehearsal, waiting] = world.runs;
  for (const one of [past, rehearsal]) {
    const states = [...stepStates(one?.steps ?? [], one?.events ?? []).values()];
    expect(new Set(states)).toEqual(new Set(['done', 'done with workaround']));
  }
  if (waiting === undefined) throw new Error('no waiting run');
  const clock = forecastRun({ ...waiting, now });
  expect(clock.rag, clock.because).toBe('green');
});

test('100,000 changes come sorted by creation, none referenced twice, enough of them open', () => {
  let count = 0;
  let last = 0;
  let open = 0;
  const refs = new Set<string>();
  for (const one of generateChanges(11, 100_000, world)) {
    refs.add(one.ref);
    if (one.createdAt < last) throw new Error(`${one.ref} was made before the one before it`);
    last = one.createdAt;
    count += 1;
    if (isOpen(one.state)) open += 1;
  }
  expect([count, refs.size]).toEqual([100_000, 100_000]);
  expect(open).toBeGreaterThan(1000);
});
