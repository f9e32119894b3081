import { describe, expect, it } from 'vitest';
import type { AgendaItem, AgendaRule, Outcome } from '#shared/contract/cab.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import {
  budgetOf,
  builtInAgendaRule,
  compareForAgenda,
  mayRecord,
  quorumOf,
  startsOf,
  voteOf,
  whyNotTaken,
  withoutQuorum,
} from '#shared/domain/approvals/cab.ts';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import { DAY, MINUTE, planTimeAt } from '#shared/domain/time.ts';

const at = Date.UTC(2027, 1, 3, 9);
const rule = (own: Partial<AgendaRule>): AgendaRule => ({ ...builtInAgendaRule, ...own });

function change(own: Partial<ChangeRow> = {}) {
  return {
    type: 'normal' as const,
    state: 'Authorize' as const,
    riskLevel: 'moderate' as const,
    plannedStart: planTimeAt(at + DAY, 'UTC'),
    onHold: false,
    ...own,
  };
}

describe('the rule of an agenda', () => {
  it('takes normal and emergency changes that wait to be authorised, planned or not', () => {
    expect(whyNotTaken(builtInAgendaRule, change(), at)).toBeNull();
    expect(whyNotTaken(builtInAgendaRule, change({ plannedStart: null }), at)).toBeNull();
    expect(whyNotTaken(builtInAgendaRule, change({ type: 'standard' }), at)).toBe(
      'a standard change; the rule takes normal and emergency',
    );
    expect(whyNotTaken(builtInAgendaRule, change({ state: 'Assess' }), at)).toBe(
      'in Assess; the rule takes Authorize',
    );
  });

  it('takes every value of a dimension that names none', () => {
    const all = rule({ types: [], states: [], riskLevels: [] });
    expect(whyNotTaken(all, change({ type: 'standard', state: 'New', riskLevel: 'low' }), at)).toBeNull();
  });

  it('leaves out what is on hold, too low in risk, without a time, or too far ahead, and says which', () => {
    expect(whyNotTaken(rule({}), change({ onHold: true }), at)).toBe('it is on hold');
    expect(whyNotTaken(rule({ riskLevels: ['high', 'very high'] }), change(), at)).toBe(
      'moderate risk; the rule takes high and very high',
    );
    const near = rule({ daysAhead: 7 });
    expect(whyNotTaken(near, change({ plannedStart: null }), at)).toBe('no time is planned for it');
    expect(whyNotTaken(near, change({ plannedStart: planTimeAt(at + 7 * DAY, 'UTC') }), at)).toBeNull();
    expect(whyNotTaken(near, change({ plannedStart: planTimeAt(at + 7 * DAY + MINUTE, 'UTC') }), at)).toBe(
      'it starts more than 7 days after the meeting',
    );
  });
});

it('risk comes first, then what starts first, and what has no time last of its risk', () => {
  const one = (ref: string, riskLevel: ChangeRow['riskLevel'], startsAt: number | null, riskScore = 20) => ({
    ref,
    riskLevel,
    riskScore,
    startsAt,
  });
  const rows = [
    one('CHG-A10', 'low', 1),
    one('CHG-A2', 'high', null),
    one('CHG-A3', 'high', 9),
    one('CHG-A4', 'very high', null),
    one('CHG-A9', 'high', 9, 40),
    one('CHG-A1', 'high', 2),
    { ref: 'REL-A1', riskLevel: null, riskScore: null, startsAt: 0 },
    one('CHG-A5', 'low', 1),
  ];
  expect(rows.toSorted(compareForAgenda).map(({ ref }) => ref)).toEqual([
    'CHG-A4',
    'CHG-A1',
    'CHG-A9',
    'CHG-A3',
    'CHG-A2',
    'CHG-A5',
    'CHG-A10',
    'REL-A1',
  ]);
});

describe('quorum', () => {
  const [chair, first, second, guest, removed] = Array.from({ length: 5 }, () => newId<PersonId>()) as [
    PersonId,
    PersonId,
    PersonId,
    PersonId,
    PersonId,
  ];
  const people = new Set([chair, first, second, guest]);
  const board = { chairId: chair, memberIds: [first, second], quorum: 2 };

  it('counts the chair and members, and no guest', () => {
    expect(quorumOf({ ...board, presentIds: [chair, guest] }, people)).toMatchObject({
      present: 1,
      met: false,
      sentence: 'No quorum: 1 of 2 present.',
    });
    expect(quorumOf({ ...board, presentIds: [chair, first] }, people)).toMatchObject({
      met: true,
      sentence: 'Quorum: 2 of 2 present.',
    });
  });

  it('does not count somebody who was removed from the workspace, and says that one is missing', () => {
    const quorum = quorumOf(
      { ...board, memberIds: [first, removed], quorum: 3, presentIds: [chair, removed, first] },
      people,
    );
    expect(quorum).toMatchObject({ present: 2, members: 2, lost: 1, met: false });
    expect(quorum.sentence).toBe(
      'No quorum: 2 of 3 present. The board has 2 members, so it cannot be reached. 1 member of the board was removed from the workspace.',
    );
    expect(withoutQuorum(quorum)).toBe('without quorum, 2 of 3');
  });

  it('is never met by nobody, also where none is set', () => {
    expect(quorumOf({ ...board, quorum: 0, presentIds: [] }, people).met).toBe(false);
    expect(quorumOf({ ...board, quorum: 0, presentIds: [second] }, people).met).toBe(true);
  });

  it('takes whoever is in the room where no members are named', () => {
    const open = { chairId: null, memberIds: [], quorum: 2, presentIds: [guest, first] };
    expect(quorumOf(open, people).met).toBe(true);
  });
});

let nth = 0;
function item(
  own: Partial<AgendaItem> = {},
): Pick<AgendaItem, 'id' | 'minutes' | 'late' | 'startedAt' | 'endedAt' | 'outcome'> {
  nth += 1;
  return {
    id: `item-${nth}` as AgendaItem['id'],
    minutes: 10,
    late: false,
    startedAt: null,
    endedAt: null,
    outcome: null,
    ...own,
  };
}

describe('the time of a meeting', () => {
  it('says what is left, what is too long, and what came late asks for', () => {
    const items = [item(), item({ minutes: 20 }), item({ late: true })];
    expect(budgetOf({ minutes: 60 }, items)).toMatchObject({
      planned: 30,
      late: 10,
      sentence: '30 min of 1 h, 30 min left. Late items ask for 10 min more.',
    });
    expect(budgetOf({ minutes: 20 }, items.slice(0, 2)).sentence).toBe('30 min of 20 min: 10 min too long.');
    expect(budgetOf({ minutes: 30 }, items.slice(0, 2)).sentence).toBe('30 min of 30 min, no time left.');
  });

  const meeting = { start: planTimeAt(at, 'UTC'), startedAt: null, endedAt: null };
  const inMinutes = (from: number, starts: ReadonlyMap<unknown, number>) =>
    [...starts.values()].map((one) => (one - from) / MINUTE);

  it('adds up from the planned start, and a delay moves what comes after', () => {
    const items = [item(), item({ minutes: 5 }), item()];
    expect(inMinutes(at, startsOf(meeting, items, at - DAY))).toEqual([0, 10, 15]);
    const late = at + 3 * MINUTE;
    const [first, ...rest] = items;
    const running = [{ ...(first ?? item()), startedAt: late }, ...rest];
    expect(inMinutes(at, startsOf({ ...meeting, startedAt: late }, running, late))).toEqual([3, 13, 18]);
    // The first one goes over its ten minutes: the rest waits for it.
    const over = late + 14 * MINUTE;
    expect(inMinutes(at, startsOf({ ...meeting, startedAt: late }, running, over))).toEqual([3, 17, 22]);
  });

  it('plans nothing for what was decided without being talked about, nor after the end', () => {
    const items = [item({ outcome: 'approved' }), item()];
    expect(startsOf({ ...meeting, startedAt: at }, items, at + MINUTE).size).toBe(1);
    expect(startsOf({ ...meeting, startedAt: at, endedAt: at + MINUTE }, items, at + DAY).size).toBe(0);
  });
});

describe('recording an outcome', () => {
  const quorum = { needed: 4, present: 2, members: 4, lost: 0, met: false, sentence: '' };
  const base = {
    meeting: { ref: 'CAB-A4', startedAt: at },
    item: { outcome: null, outcomeAt: null },
    ref: 'CHG-A12',
    gone: false,
    by: '',
    quorum,
    said: { outcome: 'approved' as Outcome, seenAt: null, note: '', conditions: [] },
  };
  const reason = (own: Partial<Parameters<typeof mayRecord>[0]>) => {
    const verdict = mayRecord({ ...base, ...own });
    return verdict.ok ? null : verdict.reason;
  };

  it('goes on without a quorum, but not with nobody', () => {
    expect(reason({})).toBeNull();
    expect(reason({ quorum: { ...quorum, present: 0 } })).toContain('Nobody is marked as present');
  });

  it('shows the second of two people what the first recorded', () => {
    expect(reason({ item: { outcome: 'rejected', outcomeAt: at }, by: 'Ana Meier' })).toBe(
      `CHG-A12 is recorded as rejected already, at {${at}} by Ana Meier. Look at it, then record another outcome if it is wrong.`,
    );
    expect(
      reason({ item: { outcome: 'rejected', outcomeAt: at }, said: { ...base.said, seenAt: at } }),
    ).toBeNull();
  });

  it('asks for what an outcome needs', () => {
    const said = (own: Partial<typeof base.said>) => reason({ said: { ...base.said, ...own } });
    expect(said({ outcome: 'rejected' })).toContain('needs a note');
    expect(said({ outcome: 'deferred', note: 'No back-out' })).toBeNull();
    expect(said({ outcome: 'approved with conditions' })).toContain('at least one condition');
    expect(reason({ gone: true })).toContain('was removed');
    expect(reason({ meeting: { ref: 'CAB-A4', startedAt: null } })).toContain('has not begun');
  });

  it('stands for a vote of the authority', () => {
    expect((['approved', 'approved with conditions', 'rejected', 'deferred'] as const).map(voteOf)).toEqual([
      'approve',
      'approve',
      'reject',
      'send back',
    ]);
  });
});
