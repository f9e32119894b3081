import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Commit } from '#shared/domain/drafts/commits.ts';
import type { DraftInput } from '#shared/domain/drafts/draft-groups.ts';
import { draftChanges } from '#shared/domain/drafts/drafts.ts';
import { pullRequestsOf } from '#shared/domain/drafts/pull-requests.ts';
import type { ServiceId } from '#shared/domain/ids.ts';

const sha = (name: string) => name.padStart(40, '0');
const commit = (name: string, subject: string, fields: Partial<Commit> = {}): Commit => ({
  sha: sha(name),
  subject,
  body: '',
  author: 'Sade Adeyemi',
  at: 1_800_000_000_000,
  files: [],
  ...fields,
});
const file = (path: string, added = 3, deleted = 1) => ({ path, added, deleted });
const service = (n: number, name: string, path: string) => ({
  id: `018f0000-0000-7000-8000-00000000000${n}` as ServiceId,
  name,
  path,
});
const services = [service(1, 'payments', 'payments'), service(2, 'ledger', 'ledger')];
const draft = (commits: readonly Commit[], fields: Partial<DraftInput> = {}) =>
  draftChanges({ commits, services, repositoryName: 'harbour', from: 'v1', to: 'v2', ...fields }).tickets;

test('by work item: one ticket for each, what names none stands together at the end', () => {
  const tickets = draft(
    [
      commit('a', 'chore: tidy', { files: [file('ledger/a')] }),
      commit('b', 'feat: take cards PAY-7', { files: [file('payments/a')] }),
      commit('c', 'fix: round', { body: 'Refs PAY-7, PAY-9', files: [file('ledger/b', 50)] }),
    ],
    { groupBy: 'work item' },
  );
  expect(tickets.map(({ key, commitCount }) => [key, commitCount])).toEqual([
    ['PAY-7', 2],
    ['', 1],
  ]);
  expect(tickets[0]).toMatchObject({
    services: ['ledger', 'payments'],
    serviceIds: [services[1]?.id, services[0]?.id],
    workItems: ['PAY-7', 'PAY-9'],
  });
  expect(tickets[0]?.description).toMatch(/^2 commits for PAY-7 by Sade Adeyemi in ledger, payments/);
  expect(tickets[0]?.deploymentSteps.map(({ title }) => title)).toEqual([
    'Deploy ledger v2 in place of v1',
    'Deploy payments v2 in place of v1',
  ]);
  expect(tickets[0]?.backOutSteps.map(({ title }) => title)).toEqual([
    'Return payments to v1',
    'Return ledger to v1',
  ]);
});

test('one ticket for the range holds all of it', () => {
  const [all, ...others] = draft(
    [
      commit('a', 'feat: x', { files: [file('ledger/a')] }),
      commit('b', 'feat: y', { files: [file('readme')] }),
    ],
    { groupBy: 'range' },
  );
  expect(others).toEqual([]);
  expect(all).toMatchObject({ key: '', commitCount: 2, services: ['ledger'] });
});

test.each([
  ['Merge pull request #12 from me/branch', '', ['#12']],
  ['feat: take cards (#34)', '', ['#34']],
  ['feat: cherry-picked (#34) (#56)', '', ['#34', '#56']],
  ["Merge branch 'x' into 'main'", 'Take cards\n\nSee merge request shop/checkout!78', ['shop/checkout!78']],
  ['Merged in feature/x (pull request #9)', '', ['#9']],
  ['Merged PR 421: Take cards', '', ['!421']],
  ['fix: see (#3) before', 'Closes #4', []],
])('%j names its pull requests', (subject, body, expected) => {
  expect(pullRequestsOf({ subject, body })).toEqual(expected);
});

test('the number of a pull request is not taken for a work item, an issue in the text is', () => {
  const [ticket] = draft([commit('a', 'feat: take cards (#34)', { body: 'Closes #4' })]);
  expect(ticket).toMatchObject({ workItems: ['#4'], pullRequests: ['#34'] });
});

test('commits that a merge brought in belong to its pull request and work item; those of the main line do not', () => {
  // m2 merges y, whose branch holds the inner merge m1 of x; n and r lie on the main line.
  const commits = [
    commit('m2', 'Merge pull request #2 from me/PAY-2', { parents: [sha('n'), sha('y')] }),
    commit('y', 'feat: y', { parents: [sha('m1')] }),
    commit('m1', 'Merge pull request #1 from me/x', { parents: [sha('r'), sha('x')], body: 'PAY-1' }),
    commit('x', 'feat: x', { parents: [sha('r')] }),
    commit('n', 'feat: n', { parents: [sha('r')] }),
    commit('r', 'feat: r', { parents: [sha('old')] }),
  ];
  const byItem = Object.fromEntries(
    draft(commits, { groupBy: 'work item' }).map(({ key, pullRequests, commits: own }) => [
      key,
      [pullRequests, own.map((one) => one.subject)],
    ]),
  );
  expect(byItem).toEqual({
    'PAY-2': [['#2'], ['feat: y']],
    'PAY-1': [['#1'], ['feat: x']],
    '': [[], ['feat: n', 'feat: r']],
  });
});

test('dependency versions stand in the description; a file that was not compared is named', () => {
  const [ticket] = draft(
    [commit('a', 'chore: deps', { files: [file('ledger/package.json'), file('ledger/go.sum')] })],
    {
      dependencies: new Map([
        [
          'ledger/package.json',
          [
            { name: 'left-pad', from: '1.0.0', to: '1.3.0' },
            { name: 'is-odd', from: null, to: '3.0.1' },
            { name: 'gone', from: '2.0.0', to: null },
          ],
        ],
      ]),
    },
  );
  expect(ticket?.description).toContain(
    '**Dependencies**\n\n- left-pad 1.0.0 → 1.3.0\n- New: is-odd 3.0.1\n- Removed: gone 2.0.0\n- Changed files: ledger/go.sum',
  );
});

test('whatever the grouping, each kept commit is on exactly one ticket', () => {
  const one = fc.record({
    subject: fc.constantFrom('feat: a PAY-1', 'fix: b', 'PAY-2 c (#3)', 'docs: d #9'),
    path: fc.constantFrom('payments/x', 'ledger/y', 'other/z'),
  });
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 30 }),
      fc.constantFrom('service' as const, 'work item' as const, 'range' as const),
      (list, groupBy) => {
        const commits = list.map(({ subject, path }, n) =>
          commit(String(n), subject, { files: [file(path)], parents: [sha(String(n + 1))] }),
        );
        const tickets = draft(commits, { groupBy });
        const shas = tickets.flatMap((ticket) => ticket.commits.map((link) => link.sha));
        expect(shas.sort()).toEqual(commits.map((each) => each.sha).sort());
        expect(new Set(tickets.map(({ key }) => key)).size).toBe(tickets.length);
      },
    ),
  );
});
