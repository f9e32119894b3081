import { expect, test } from 'vitest';
import type { Conflict, ConflictRecord, Standing } from '#shared/contract/conflicts.ts';
import { standing as standings } from '#shared/contract/conflicts.ts';
import { allChangeStates } from '#shared/domain/changes/changes.ts';
import { conflictsOf } from '#shared/domain/conflicts/engine.ts';
import type { FoundConflict } from '#shared/domain/conflicts/facts.ts';
import { mayMove } from '#shared/domain/conflicts/moving.ts';
import {
  asksFor,
  mayAccept,
  mayDecide,
  mayRequestException,
  withStanding,
} from '#shared/domain/conflicts/records.ts';
import type { ConflictRecordId } from '#shared/domain/ids.ts';
import { beforeDeployment, releaseStates } from '#shared/domain/releases.ts';
import { around, change, person, window } from './conflict-fixture.ts';
import { at } from './run-fixture.ts';

const [freeze, booked] = conflictsOf(
  change('CHG-1', 0, 60),
  around({ occurrences: [window('deny', 'F', 0, 600)], bookings: [change('CHG-2', 0, 60)] }),
) as [FoundConflict, FoundConflict];

function record(about: FoundConflict, fields: Partial<ConflictRecord> = {}): ConflictRecord {
  return {
    id: `record-${fields.createdAt ?? 0}` as ConflictRecordId,
    kind: about.hard ? 'exception' : 'acceptance',
    state: 'in force',
    subject: about.subject,
    conflictKey: about.key,
    facts: about.facts,
    what: about.what,
    reason: 'The quarter is closed already',
    requestedBy: person('kim'),
    decidedBy: null,
    recordedBy: null,
    decidedAt: null,
    decisionNote: '',
    until: at(60),
    createdAt: 0,
    ...fields,
  };
}

const standingOf = (found: FoundConflict, records: readonly ConflictRecord[], now = at(0)) =>
  withStanding([found], records, now)[0]?.standing;

test.each([
  ['acceptance', 'requested', 'exception requested'],
  ['acceptance', 'in force', 'accepted'],
  ['acceptance', 'declined', 'exception declined'],
  ['acceptance', 'withdrawn', 'open'],
  ['exception', 'requested', 'exception requested'],
  ['exception', 'in force', 'exception approved'],
  ['exception', 'declined', 'exception declined'],
  ['exception', 'withdrawn', 'open'],
] as const)('an %s that is %s reads as it stands', (kind, state, standing) => {
  expect(standingOf(booked, [record(booked, { kind, state })])).toBe(standing);
  // It says nothing about another conflict, another subject or a release of the same id.
  expect(standingOf(freeze, [record(booked, { kind, state })])).toBe('open');
  const elsewhere = record(booked, { kind, state, subject: change('CHG-9', 0, 1).subject });
  expect(standingOf(booked, [elsewhere])).toBe('open');
});

test('a record ends with its last millisecond, a declined one stays declined', () => {
  const until = at(60);
  expect(standingOf(booked, [record(booked)], until - 1)).toBe('accepted');
  expect(standingOf(booked, [record(booked)], until)).toBe('expired');
  expect(standingOf(freeze, [record(freeze)], until)).toBe('expired');
  expect(standingOf(freeze, [record(freeze, { state: 'requested' })], until)).toBe('expired');
  expect(standingOf(freeze, [record(freeze, { state: 'declined' })], until)).toBe('exception declined');
});

test('other facts reopen, and facts that come back find their decision again', () => {
  const moved = { ...booked, facts: 'other' };
  expect(standingOf(moved, [record(booked, { createdAt: 1 })])).toBe('reopened');
  const [back] = withStanding(
    [booked],
    [record(booked, { createdAt: 1 }), record(booked, { createdAt: 2, facts: 'other' })],
    at(0),
  );
  expect(back).toMatchObject({ standing: 'accepted', recordId: 'record-1' });
});

test('the newest record about the same facts counts, past withdrawn ones', () => {
  const records = [
    record(freeze, { createdAt: 2, state: 'declined' }),
    record(freeze, { createdAt: 1 }),
    record(freeze, { createdAt: 3, state: 'withdrawn' }),
  ];
  expect(standingOf(freeze, records)).toBe('exception declined');
});

test('an acceptance does not lift a rule that has become hard', () => {
  expect(standingOf(freeze, [record(freeze, { kind: 'acceptance' })])).toBe('reopened');
});

test.each(standings.options)('what a conflict asks for when it stands %s', (standing: Standing) => {
  const asks = (hard: boolean, emergency: boolean) => asksFor([{ hard, standing }], { emergency });
  const approved = standing === 'exception approved';
  expect(asks(true, false)).toBe(approved ? 'nothing' : 'exception');
  expect(asks(true, true)).toBe(approved || standing === 'exception requested' ? 'nothing' : 'exception');
  for (const emergency of [true, false])
    expect(asks(false, emergency)).toBe(approved || standing === 'accepted' ? 'nothing' : 'reason');

  expect(mayAccept({ hard: false, standing }).ok).toBe(standing !== 'accepted');
  expect(mayAccept({ hard: true, standing }).ok).toBe(false);
  expect(mayRequestException({ hard: true, standing }).ok).toBe(
    !approved && standing !== 'exception requested',
  );
  expect(mayRequestException({ hard: false, standing }).ok).toBe(false);
});

test('an open soft conflict never hides an open hard one', () => {
  const open = (hard: boolean): Pick<Conflict, 'hard' | 'standing'> => ({ hard, standing: 'open' });
  expect(asksFor([open(false), open(true)], { emergency: false })).toBe('exception');
  expect(asksFor([], { emergency: false })).toBe('nothing');
});

test('an exception is decided once, by neither who asked nor who carries it out', () => {
  const decide = (by: string, fields: Partial<ConflictRecord> = {}) =>
    mayDecide(record(freeze, { state: 'requested', ...fields }), {
      decidedBy: person(by),
      carriedOutBy: [person('max'), person('eve')],
    });
  expect(decide('ann')).toEqual({ ok: true });
  expect(decide('kim')).toMatchObject({ ok: false, reason: /asked for/ });
  expect(decide('max')).toMatchObject({ ok: false, reason: /carries out/ });
  expect(decide('eve').ok).toBe(false);
  expect(decide('ann', { kind: 'acceptance' }).ok).toBe(false);
  for (const state of ['in force', 'declined', 'withdrawn'] as const)
    expect(decide('ann', { state }).ok).toBe(false);
});

test.each(allChangeStates)('a change in %s moves as its state says', (state) => {
  const move = (reason: string, fields: { rides?: boolean; onHold?: boolean } = {}) =>
    mayMove({ kind: 'change', state, rides: false, onHold: false, reason, ...fields });
  const free = state === 'New';
  const amends = state === 'Assess' || state === 'Authorize' || state === 'Scheduled';
  if (free || amends) {
    expect(move(' ')).toEqual({ ok: true, needsReason: amends });
    expect(move('The vendor asked for it')).toEqual({ ok: true, needsReason: false });
  } else {
    expect(move('The vendor asked for it')).toMatchObject({ ok: false });
  }
  expect(move('x', { rides: true })).toMatchObject({ ok: false, reason: /moves with it/ });
  expect(move('x', { onHold: true }).ok).toBe(false);
});

test.each(releaseStates)('a release in %s moves only before its deployment', (state) => {
  const verdict = mayMove({ kind: 'release', state, reason: '' });
  if (beforeDeployment.includes(state)) expect(verdict).toEqual({ ok: true, needsReason: false });
  else expect(verdict.ok).toBe(false);
});
