import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision, Stage, Verdict } from '#shared/contract/approvals.ts';
import { flowAtSubmission, stageStandings, type Voted } from '#shared/domain/approvals/approvals.ts';
import { type ApprovalFacts, shortName } from '#shared/domain/approvals/deciders.ts';
import { type Deciding, mayDecide } from '#shared/domain/approvals/deciding.ts';
import { builtInPolicies } from '#shared/domain/changes/change-policies.ts';
import type { ChangeId, DecisionId, PersonId, PersonTimeId } from '#shared/domain/ids.ts';
import { planTimeAt } from '#shared/domain/time.ts';

const NOW = Date.UTC(2027, 1, 1, 9);
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as PersonId;
const person = (n: number, more: Partial<ApprovalFacts['people'][number]> = {}) => ({
  id: id(n),
  name: `Person ${n}`,
  teamId: null,
  roles: [],
  delegateId: null,
  ...more,
});
const facts = (people: ApprovalFacts['people'], more: Partial<ApprovalFacts> = {}): ApprovalFacts => ({
  people,
  teams: [],
  times: [],
  rules: builtInPolicies.approvalRules,
  meetings: new Map(),
  former: new Map(),
  now: NOW,
  ...more,
});
const stage = (rule: Stage['rule'], people: readonly number[], more: Partial<Stage> = {}): Stage => ({
  id: 'board',
  name: 'Board',
  state: 'Authorize',
  kind: 'approval',
  who: people.map((n) => ({ kind: 'person', id: id(n) })),
  rule,
  authority: true,
  ...more,
});
const about = (flow: readonly Stage[] | null, more: Partial<Voted> = {}): Voted => ({
  kind: 'change',
  ref: 'CHG-A1',
  type: 'normal',
  state: 'Authorize',
  round: 1,
  contentHash: 'now',
  flow,
  requesterId: null,
  assigneeId: null,
  ...more,
});
let made = 0;
const vote = (n: number, verdict: Verdict, more: Partial<Decision> = {}): Decision => {
  made += 1;
  return {
    id: `10000000-0000-7000-8000-${String(made).padStart(12, '0')}` as DecisionId,
    subjectKind: 'change',
    subjectId: id(900) as unknown as ChangeId,
    stageId: 'board',
    round: 1,
    contentHash: 'now',
    verdict,
    comment: '',
    decidedBy: id(n),
    recordedBy: id(n),
    capacity: 'self',
    evidence: { kind: 'none', text: '' },
    meetingId: null,
    decidedAt: NOW,
    recordedAt: NOW + made,
    ...more,
  };
};
const people = [1, 2, 3, 4].map((n) => person(n));
const standing = (
  rule: Stage['rule'],
  asked: readonly number[],
  votes: readonly Decision[],
  { with: known = facts(people), on = {} }: { with?: ApprovalFacts; on?: Partial<Voted> } = {},
) => {
  const one = stage(rule, asked);
  const [row] = stageStandings(about([one], on), [one], votes, known);
  if (!row) throw new Error('no stage');
  return row;
};

describe('a stage is decided by its rule', () => {
  test.each<[string, Stage['rule'], readonly (readonly [number, Verdict])[], string]>([
    ['any: nobody yet', 'any', [], 'open'],
    [
      'any: the first approve decides',
      'any',
      [
        [2, 'approve'],
        [1, 'reject'],
      ],
      'approved',
    ],
    [
      'any: the first reject decides',
      'any',
      [
        [1, 'reject'],
        [2, 'approve'],
      ],
      'rejected',
    ],
    ['any: an abstention decides nothing', 'any', [[1, 'abstain']], 'open'],
    [
      'any: an approve after an abstention decides',
      'any',
      [
        [1, 'abstain'],
        [2, 'approve'],
      ],
      'approved',
    ],
    ['any: sent back', 'any', [[1, 'send back']], 'sent back'],
    [
      'any: a later word of the same person replaces the first',
      'any',
      [
        [1, 'reject'],
        [1, 'approve'],
      ],
      'approved',
    ],
    [
      'everyone: three of four is not all',
      'everyone',
      [
        [1, 'approve'],
        [2, 'approve'],
        [3, 'approve'],
      ],
      'open',
    ],
    [
      'everyone: all',
      'everyone',
      [
        [1, 'approve'],
        [2, 'approve'],
        [3, 'approve'],
        [4, 'approve'],
      ],
      'approved',
    ],
    [
      'everyone: one reject ends it',
      'everyone',
      [
        [1, 'approve'],
        [2, 'reject'],
      ],
      'rejected',
    ],
    [
      'everyone: who abstains has not approved',
      'everyone',
      [
        [1, 'approve'],
        [2, 'approve'],
        [3, 'approve'],
        [4, 'abstain'],
      ],
      'open',
    ],
    [
      'everyone: sent back',
      'everyone',
      [
        [1, 'approve'],
        [2, 'send back'],
      ],
      'sent back',
    ],
    [
      'majority: half is not over half',
      'majority',
      [
        [1, 'approve'],
        [2, 'approve'],
      ],
      'open',
    ],
    [
      'majority: three of four',
      'majority',
      [
        [1, 'approve'],
        [2, 'approve'],
        [3, 'approve'],
      ],
      'approved',
    ],
    [
      'majority: a tie is undecided',
      'majority',
      [
        [1, 'approve'],
        [2, 'approve'],
        [3, 'reject'],
        [4, 'reject'],
      ],
      'open',
    ],
    [
      'majority: three against',
      'majority',
      [
        [1, 'reject'],
        [2, 'reject'],
        [3, 'reject'],
      ],
      'rejected',
    ],
    [
      'majority: who abstains is not counted among those eligible',
      'majority',
      [
        [1, 'abstain'],
        [2, 'approve'],
        [3, 'approve'],
      ],
      'approved',
    ],
    [
      'majority: an abstention breaks a tie of nobody',
      'majority',
      [
        [1, 'abstain'],
        [2, 'approve'],
        [3, 'reject'],
      ],
      'open',
    ],
    [
      'majority: all abstain',
      'majority',
      [
        [1, 'abstain'],
        [2, 'abstain'],
        [3, 'abstain'],
        [4, 'abstain'],
      ],
      'open',
    ],
    [
      'majority: sent back before it was reached',
      'majority',
      [
        [1, 'approve'],
        [2, 'send back'],
      ],
      'sent back',
    ],
  ])('%s', (_name, rule, given, expected) => {
    const votes = given.map(([n, verdict]) => vote(n, verdict));
    expect(standing(rule, [1, 2, 3, 4], votes).state).toBe(expected);
  });

  test('a tie says so, and what is open names who is waited for', () => {
    const tied = standing('majority', [1, 2], [vote(1, 'approve'), vote(2, 'reject')]);
    expect(tied.sentence).toContain('a tie is undecided');
    expect(standing('everyone', [1, 2], [vote(1, 'approve')]).sentence).toBe(
      '1 of 2 approved; waits for P. 2.',
    );
    expect(standing('any', [1, 2], []).sentence).toBe('Waits for one of P. 1, P. 2.');
  });
});

describe('which votes count', () => {
  test('after an amendment none of the former ones does, until it is given again', () => {
    const before = vote(1, 'approve', { contentHash: 'then' });
    const stale = standing('any', [1], [before]);
    expect(stale).toMatchObject({ state: 'open', given: 0, decisions: [{ stale: true, counts: false }] });
    expect(stale.sentence).toContain('before the amendment');
    expect(standing('any', [1], [before, vote(1, 'approve')]).state).toBe('approved');
  });

  test('votes of another round are history', () => {
    const old = vote(1, 'reject');
    const row = standing('any', [1], [old], { on: { round: 2 } });
    expect(row).toMatchObject({ state: 'open', decisions: [] });
  });

  test('a vote stands after its giver lost the role or was removed, and is named', () => {
    const known = facts([person(2)], { former: new Map([[id(1), 'Ana Meier']]) });
    const row = standing('any', [1, 2], [vote(1, 'approve')], { with: known });
    expect(row.state).toBe('approved');
    expect(row.sentence).toBe('Approved by A. Meier (removed).');
  });

  test('a delegate counts in the place of who is away, for everyone and majority', () => {
    const away = {
      personId: id(1),
      kind: 'absence' as const,
      start: planTimeAt(NOW - 1, 'UTC'),
      end: planTimeAt(NOW + 60_000, 'UTC'),
    };
    const known = facts([person(1, { delegateId: id(9) }), person(2), person(9)], { times: [away] });
    const row = standing('everyone', [1, 2], [vote(9, 'approve'), vote(2, 'approve')], { with: known });
    expect(row).toMatchObject({ state: 'approved', given: 2, needed: 2 });
    expect(row.mayDecide).toContain(id(9));
    const back = { ...known, times: [] };
    expect(standing('everyone', [1, 2], [], { with: back }).mayDecide).not.toContain(id(9));
  });
});

test('a stage that nobody can decide any more says why, and so does one with only the requester', () => {
  const gone = standing('any', [1], [], {
    with: facts([person(2)], { former: new Map([[id(1), 'Ana Meier']]) }),
  });
  expect(gone.state).toBe('blocked');
  expect(gone.sentence).toContain('Ana Meier (removed)');
  const own = standing('any', [1], [], { on: { requesterId: id(1) } });
  expect(own.state).toBe('blocked');
  expect(own.sentence).toContain('nobody decides on their own change');
});

test('at submission a stage that nobody could decide is not asked, and tasks always are', () => {
  const policy = builtInPolicies.approvalFlows.normal;
  const { asked, notAsked } = flowAtSubmission(policy, 'normal', facts([person(1, { roles: ['QA'] })]));
  expect(asked.map((one) => one.id)).toEqual(['quality', 'scheduling', 'monitoring']);
  expect(notAsked.map(({ stage: one, why }) => `${one.id}: ${why}`)).toEqual([
    'initial-review: nobody has the role tech lead',
    'stakeholder: nobody has the role product manager',
    'cab: nobody has the role approver, the role CAB member',
  ]);
  const rows = stageStandings(about([...asked]), policy, [], facts([person(1, { roles: ['QA'] })]));
  expect(rows.map((row) => row.state)).toEqual([
    'not asked',
    'open',
    'not asked',
    'not asked',
    'not due',
    'not due',
  ]);
});

describe('who may decide what', () => {
  const known = facts([person(1, { delegateId: id(3) }), person(2), person(3)]);
  const given = (more: Partial<Deciding> = {}): Deciding => ({
    verdict: 'approve',
    comment: '',
    decidedBy: id(1),
    recordedBy: id(1),
    decidedAt: NOW,
    evidence: { kind: 'none', text: '' },
    meetingId: null,
    conditions: [],
    ...more,
  });
  const judge = (
    more: Partial<Deciding>,
    on: Partial<Voted> = {},
    with_ = known,
    one = stage('any', [1]),
  ) => {
    const subject = about([one], on);
    const [row] = stageStandings(subject, [one], [], with_);
    if (!row) throw new Error('no stage');
    const verdict = mayDecide(subject, row, given(more), with_);
    return verdict.ok ? 'ok' : verdict.reason;
  };
  const evidence = { kind: 'mail' as const, text: 'Mail of today' };

  test.each<[string, string, string]>([
    ['the person themselves', judge({}), 'ok'],
    [
      'somebody who is not asked',
      judge({ decidedBy: id(2), recordedBy: id(2) }),
      'not among those who decide',
    ],
    ['the requester', judge({}, { requesterId: id(1), flow: [stage('any', [1, 2])] }), 'own change'],
    [
      'the assignee',
      judge({ decidedBy: id(2), recordedBy: id(2) }, { assigneeId: id(2) }, known, stage('any', [1, 2])),
      'own change',
    ],
    [
      'the assignee recorded by another',
      judge(
        { decidedBy: id(2), recordedBy: id(1), evidence },
        { assigneeId: id(2) },
        known,
        stage('any', [1, 2]),
      ),
      'own change',
    ],
    ['on behalf with evidence', judge({ recordedBy: id(2), evidence }), 'ok'],
    ['on behalf without evidence', judge({ recordedBy: id(2) }), 'needs the evidence'],
    [
      'on behalf, evidence without words',
      judge({ recordedBy: id(2), evidence: { kind: 'call', text: ' ' } }),
      'needs the evidence',
    ],
    [
      'on behalf where it is off',
      judge({ recordedBy: id(2), evidence }, {}, { ...known, rules: { ...known.rules, onBehalf: false } }),
      'switched off',
    ],
    [
      'the delegate while the person is there',
      judge({ decidedBy: id(3), recordedBy: id(3) }),
      'only while P. 1 is away',
    ],
    ['a reject without a word', judge({ verdict: 'reject' }), 'needs a comment'],
    ['a send back without a word', judge({ verdict: 'send back', comment: ' ' }), 'needs a comment'],
    ['an abstention without a word', judge({ verdict: 'abstain' }), 'needs a comment'],
    ['a reject with a word', judge({ verdict: 'reject', comment: 'No back-out' }), 'ok'],
    [
      'conditions with a reject',
      judge({ verdict: 'reject', comment: 'No', conditions: ['x'] }),
      'with an approval only',
    ],
    ['a task done in an approval', judge({ verdict: 'done' }), 'is an approval'],
    ['before it is due', judge({}, { state: 'Assess' }), 'once CHG-A1 is in Authorize'],
    ['after it was cancelled', judge({}, { state: 'Cancelled' }), 'is Cancelled'],
    ['in the future', judge({ decidedAt: NOW + 3_600_000 }), 'in the future'],
    [
      'a send back while it is carried out',
      judge({ verdict: 'send back', comment: 'No' }, { state: 'Implement' }),
      'cannot be sent back',
    ],
  ])('%s', (_name, said, expected) => {
    expect(said).toContain(expected);
    if (said !== 'ok') expect(said).toMatch(/\.$/);
  });

  test('the workspace may allow people to decide on their own change', () => {
    const open = { ...known, rules: { ...known.rules, selfApproval: true } };
    expect(judge({}, { requesterId: id(1) }, open)).toBe('ok');
  });

  test('the delegate decides while the person is away, as of when it was decided', () => {
    const time = {
      id: '' as PersonTimeId,
      personId: id(1),
      kind: 'absence' as const,
      note: '',
      start: planTimeAt(NOW - 7_200_000, 'UTC'),
      end: planTimeAt(NOW - 3_600_000, 'UTC'),
    };
    const away = { ...known, times: [time] };
    expect(judge({ decidedBy: id(3), recordedBy: id(3) }, {}, away)).toContain('only while');
    expect(judge({ decidedBy: id(3), recordedBy: id(3), decidedAt: NOW - 5_400_000 }, {}, away)).toBe('ok');
  });
});

/** Counts by going over people one by one, without places or maps. */
function naive(rule: Stage['rule'], asked: readonly number[], votes: readonly Decision[]): string {
  const last = (n: number) =>
    votes
      .filter((one) => one.decidedBy === id(n) && one.contentHash === 'now' && one.id === lastOf(n))
      .at(-1);
  const lastOf = (n: number) => votes.filter((one) => one.decidedBy === id(n)).at(-1)?.id;
  const said = asked.map((n) => last(n)?.verdict ?? 'nothing');
  const count = (verdict: string) => said.filter((one) => one === verdict).length;
  if (rule === 'any') {
    const first = votes.filter(
      (one) => asked.some((n) => last(n)?.id === one.id) && one.verdict !== 'abstain',
    )[0];
    return (
      { approve: 'approved', reject: 'rejected', 'send back': 'sent back' }[first?.verdict as 'approve'] ??
      'open'
    );
  }
  if (rule === 'everyone') {
    if (count('reject') > 0) return 'rejected';
    if (count('send back') > 0) return 'sent back';
    return count('approve') === asked.length ? 'approved' : 'open';
  }
  const voting = asked.length - count('abstain');
  if (count('approve') * 2 > voting) return 'approved';
  if (count('reject') * 2 > voting) return 'rejected';
  return count('send back') > 0 ? 'sent back' : 'open';
}

test('arbitrary votes of arbitrary people end as a count one by one says', () => {
  const votesOf = fc.array(
    fc.record({
      who: fc.integer({ min: 1, max: 5 }),
      verdict: fc.constantFrom<Verdict>('approve', 'reject', 'send back', 'abstain'),
      stale: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(
      fc.constantFrom<Stage['rule']>('any', 'everyone', 'majority'),
      fc.integer({ min: 1, max: 5 }),
      votesOf,
      (rule, size, given) => {
        const asked = [1, 2, 3, 4, 5].slice(0, size);
        const votes = given
          .filter(({ who }) => who <= size)
          .map(({ who, verdict, stale }) => vote(who, verdict, { contentHash: stale ? 'then' : 'now' }));
        const known = facts([1, 2, 3, 4, 5].map((n) => person(n)));
        expect(standing(rule, asked, votes, { with: known }).state).toBe(naive(rule, asked, votes));
      },
    ),
    { numRuns: 500 },
  );
});

test('names are shortened as a minute-taker writes them', () => {
  expect(['Ana Meier', 'Li', ' Jo van Dyk '].map(shortName)).toEqual(['A. Meier', 'Li', 'J. van Dyk']);
});
