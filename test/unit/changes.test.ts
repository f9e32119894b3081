import { expect, test } from 'vitest';
import { type ChangeState, type ChangeType, changeFields } from '#shared/contract/changes.ts';
import { mayAmend } from '#shared/domain/changes/change-needs.ts';
import {
  allChangeStates,
  changeFieldNames,
  editableFields,
  isMaterial,
  materialFields,
  mayHold,
  mayTransition,
  missingFor,
  nextStates,
  statesByType,
} from '#shared/domain/changes/changes.ts';

type Judged = Parameters<typeof mayTransition>[0];
const change = (fields: Partial<Judged> = {}): Judged => ({
  ref: 'CHG-A1',
  type: 'normal',
  state: 'New',
  onHold: false,
  title: 'Retry declined captures in payments-api',
  description: 'Sent once more to the second acquirer.',
  justification: '',
  changeAuthority: '',
  closeCode: null,
  ...fields,
});
const full = { reason: 'said', changeAuthority: 'A. Meier', closeCode: 'successful' } as const;
const types: readonly ChangeType[] = ['standard', 'normal', 'emergency'];

/** The table written a second time, by hand, from the words of product.md. */
const expected: Readonly<Record<ChangeType, Partial<Record<ChangeState, readonly ChangeState[]>>>> = {
  normal: {
    New: ['Assess', 'Cancelled'],
    Assess: ['Authorize', 'New', 'Cancelled'],
    Authorize: ['Scheduled', 'New', 'Cancelled'],
    Scheduled: ['Implement', 'New', 'Cancelled'],
    Implement: ['Review', 'Cancelled'],
    Review: ['Closed'],
  },
  standard: {
    New: ['Scheduled', 'Cancelled'],
    // States a standard change does not have, should its type have been changed on the way.
    Assess: ['Scheduled', 'New', 'Cancelled'],
    Authorize: ['Scheduled', 'New', 'Cancelled'],
    Scheduled: ['Implement', 'New', 'Cancelled'],
    Implement: ['Review', 'Cancelled'],
    Review: ['Closed'],
  },
  emergency: {
    New: ['Authorize', 'Cancelled'],
    Assess: ['Authorize', 'New', 'Cancelled'],
    Authorize: ['Scheduled', 'New', 'Cancelled'],
    Scheduled: ['Implement', 'New', 'Cancelled'],
    Implement: ['Review', 'Cancelled'],
    Review: ['Closed'],
  },
};

test('every state × type × target × hold allows exactly what the page of states says', () => {
  for (const type of types) {
    for (const state of allChangeStates) {
      for (const onHold of [false, true]) {
        const allowed = (expected[type][state] ?? []).filter((to) => !onHold || to === 'Cancelled');
        expect(nextStates({ type, state, onHold }), `${type} ${state} ${onHold}`).toEqual(allowed);
        for (const to of allChangeStates) {
          const verdict = mayTransition(change({ type, state, onHold }), to, full);
          expect(verdict.ok, `${type} ${state} → ${to}, hold ${onHold}`).toBe(allowed.includes(to));
          if (!verdict.ok) expect(verdict.reason).toMatch(/^CHG-A1 .+\.$/);
        }
      }
    }
  }
});

/** What else can be done to a ticket in each state: put on hold, amended, its material and other fields edited. */
const acts: Readonly<Record<ChangeState, string>> = {
  New: 'hold, edit all',
  Assess: 'hold, amend, edit the rest',
  Authorize: 'hold, amend, edit the rest',
  Scheduled: 'hold, amend, edit the rest',
  Implement: 'hold, amend, edit the rest',
  Review: 'hold, amend, edit the rest',
  Closed: 'notes',
  Cancelled: 'notes',
};

test('every state × type × act allows exactly what its line says', () => {
  for (const type of types) {
    for (const state of allChangeStates) {
      const one = change({ type, state });
      const open = editableFields(one);
      const can = [
        mayHold(one, true, 'Vendor late').ok ? 'hold' : '',
        mayAmend(one).ok ? 'amend' : '',
        open.includes('description') ? 'edit all' : open.includes('title') ? 'edit the rest' : 'notes',
      ];
      expect(can.filter((word) => word !== '').join(', '), `${type} ${state}`).toBe(acts[state]);
    }
  }
});

test('every way leads from New to Closed and no way is a dead end before it', () => {
  for (const type of types) {
    expect(statesByType[type][0]).toBe('New');
    expect(statesByType[type].at(-1)).toBe('Closed');
  }
});

test('a normal change cannot be scheduled without naming who authorised it', () => {
  const authorised = change({ state: 'Authorize' });
  expect(mayTransition(authorised, 'Scheduled').ok).toBe(false);
  expect(mayTransition(authorised, 'Scheduled', { changeAuthority: '  ' }).ok).toBe(false);
  expect(mayTransition(authorised, 'Scheduled', { reason: 'later' }).ok).toBe(false);
  expect(mayTransition(authorised, 'Scheduled', { changeAuthority: 'CAB-A4' }).ok).toBe(true);
  expect(mayTransition({ ...authorised, changeAuthority: 'CAB-A4' }, 'Scheduled').ok).toBe(true);
});

test('an emergency may be authorised afterwards, but not closed without ever being authorised', () => {
  const urgent = change({ type: 'emergency', state: 'Authorize' });
  expect(mayTransition(urgent, 'Scheduled').ok).toBe(false);
  expect(mayTransition(urgent, 'Scheduled', { reason: 'Card payments are down' }).ok).toBe(true);
  const reviewed = { ...urgent, state: 'Review' as const };
  expect(mayTransition(reviewed, 'Closed', { closeCode: 'successful' }).ok).toBe(false);
  expect(mayTransition(reviewed, 'Closed', full).ok).toBe(true);
});

test('closing without a close code and cancelling without a reason are refused', () => {
  expect(missingFor(change({ state: 'Review' }), 'Closed')).toMatchObject([{ field: 'closeCode' }]);
  expect(missingFor(change(), 'Cancelled')).toMatchObject([{ field: 'reason' }]);
  expect(mayTransition(change({ state: 'Review' }), 'Closed', full).ok).toBe(true);
});

test('a bare ticket may be cancelled but not submitted', () => {
  const bare = change({ title: ' ', description: '', justification: '' });
  expect(missingFor(bare, 'Assess').map((line) => line.field)).toEqual(['title', 'description']);
  expect(mayTransition(bare, 'Cancelled', { reason: 'Made by mistake' }).ok).toBe(true);
  expect(mayTransition(change({ description: '', justification: 'Costs less' }), 'Assess').ok).toBe(true);
});

test('holding twice, without a reason or after the end is refused', () => {
  expect(mayHold(change(), true, 'Vendor late').ok).toBe(true);
  expect(mayHold(change(), true, ' ').ok).toBe(false);
  expect(mayHold(change({ onHold: true }), true, 'Again').ok).toBe(false);
  expect(mayHold(change({ onHold: true }), false, '').ok).toBe(true);
  expect(mayHold(change({ state: 'Closed' }), true, 'Late').ok).toBe(false);
});

test('material fields lock after New, notes stay open to the end, and no field is forgotten', () => {
  expect(editableFields({ state: 'New' })).toEqual(changeFieldNames);
  for (const state of allChangeStates.filter((one) => one !== 'New')) {
    const open = editableFields({ state });
    expect(open.filter(isMaterial), state).toEqual([]);
    expect(open, state).toContain('notes');
    expect(open, state).not.toContain('type');
  }
  expect(editableFields({ state: 'Scheduled' })).toContain('releaseId');
  expect(editableFields({ state: 'Implement' })).not.toContain('releaseId');
  expect(editableFields({ state: 'Closed' })).toEqual(['notes']);
  expect(materialFields.every((field) => changeFieldNames.includes(field))).toBe(true);
  expect([...changeFieldNames].sort()).toEqual(Object.keys(changeFields.shape).sort());
});
