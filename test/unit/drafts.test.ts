import fc from 'fast-check';
import { expect, test } from 'vitest';
import { change } from '#shared/contract/changes.ts';
import {
  breakingNotes,
  type Commit,
  fileKind,
  tellSubject,
  withoutReverted,
  workItemsOf,
} from '#shared/domain/drafts/commits.ts';
import type { DraftInput } from '#shared/domain/drafts/draft-groups.ts';
import { draftChanges } from '#shared/domain/drafts/drafts.ts';
import type { ServiceId } from '#shared/domain/ids.ts';

const sha = (n: number) =>
  n
    .toString(16)
    .padStart(40, '0')
    .replace(/^0{8}/, (n * 7919 + 17).toString(16).padStart(8, '0').slice(-8));
const commit = (n: number, subject: string, fields: Partial<Commit> = {}): Commit => ({
  sha: sha(n),
  subject,
  body: '',
  author: 'Sade Adeyemi',
  at: 1_800_000_000_000 + n,
  files: [],
  ...fields,
});
const file = (path: string, added = 3, deleted = 1) => ({ path, added, deleted });
const payments = {
  id: '018f0000-0000-7000-8000-000000000001' as ServiceId,
  name: 'payments-api',
  path: 'services/payments-api',
};
const ledger = {
  id: '018f0000-0000-7000-8000-000000000002' as ServiceId,
  name: 'ledger',
  path: './services/ledger/',
};
const draft = (commits: readonly Commit[], fields: Partial<DraftInput> = {}) =>
  draftChanges({
    commits,
    services: [payments, ledger],
    repositoryName: 'harbour',
    from: 'v1.0.0',
    to: 'v1.1.0',
    ...fields,
  });
const reverts = (n: number, target: number) =>
  commit(n, `Revert "${target}"`, { body: `This reverts commit ${sha(target)}.` });

test('a reverted commit and its revert drop out, also by shortened hash and in any order', () => {
  const pair = [reverts(2, 1), commit(1, 'feat: a')];
  for (const list of [pair, pair.toReversed()])
    expect(withoutReverted(list)).toEqual({ kept: [], dropped: 2 });
  const short = commit(2, 'Revert', { body: `This reverts commit ${sha(1).slice(0, 9)}.` });
  expect(withoutReverted([short, commit(1, 'feat: a')]).kept).toEqual([]);
});

test('a revert of a revert brings the work back once', () => {
  const list = [reverts(3, 2), reverts(2, 1), commit(1, 'feat: a')];
  expect(withoutReverted(list).kept.map((one) => one.subject)).toEqual(['feat: a']);
  expect(withoutReverted([reverts(4, 3), ...list]).kept).toEqual([]);
});

test('a revert of something before the range is work of its own', () => {
  const list = [reverts(2, 99), commit(1, 'fix: b')];
  expect(withoutReverted(list)).toEqual({ kept: list, dropped: 0 });
});

test('commits that revert each other or themselves, which cannot be, do not hang', () => {
  expect(withoutReverted([reverts(1, 2), reverts(2, 1), reverts(3, 3)]).kept.length).toBeLessThanOrEqual(3);
  const chain = Array.from({ length: 20_000 }, (_, i) =>
    i === 0 ? commit(0, 'feat: a') : reverts(i, i - 1),
  );
  expect(withoutReverted(chain).kept).toHaveLength(chain.length % 2);
});

test('merges are left out and counted', () => {
  const result = draft([commit(2, 'Merge pull request #4 from x/y'), commit(1, 'Merge two lists faster')]);
  expect([result.merges, result.tickets[0]?.commitCount]).toEqual([1, 1]);
});

test('a word and a colon is a type only when it is one', () => {
  expect(tellSubject('feat(card)!: retry captures')).toEqual({
    type: 'feat',
    scope: 'card',
    breaking: true,
    text: 'retry captures',
  });
  expect(tellSubject('Note: this is plain')).toMatchObject({ type: null, text: 'Note: this is plain' });
  expect(tellSubject('fix:no space')).toMatchObject({ type: null });
  expect(breakingNotes('text\n\nBREAKING CHANGE: old route is gone\nBREAKING-CHANGE: two')).toEqual([
    'old route is gone',
    'two',
  ]);
});

test('work items are found, standards and parts of words are not', () => {
  const items = workItemsOf({
    subject: 'PAY-12: use UTF-8 and SHA-256 (#45)',
    body: 'See PAY-12, LED2-7, x#9, a/b#3, &#39; CVE-2024-1',
  });
  expect(items).toEqual(['PAY-12', 'LED2-7']);
});

test('files tell of migrations, dependencies and configuration by path', () => {
  const kinds = [
    'db/migrations/0147_ref.sql',
    'package-lock.json',
    'config/limits.json',
    '.github/workflows/ci.yml',
    'src/a.ts',
    'helm/values.yaml',
    'docs/x.md',
  ].map(fileKind);
  expect(kinds).toEqual(['migration', 'dependency', 'config', 'other', 'other', 'config', 'other']);
});

test('a commit goes to the service it changes most and names the others; none is counted twice', () => {
  const { tickets } = draft([
    commit(3, 'feat: both', {
      files: [file('services/payments-api/a.ts', 90), file('services/ledger/b.ts', 2)],
    }),
    commit(2, 'fix: ledger only', { files: [file('services/ledger/c.ts')] }),
    commit(1, 'docs: readme', { files: [file('README.md'), file('services/payments-api-old/x.ts')] }),
  ]);
  expect(tickets.map((one) => [one.services, one.commitCount])).toEqual([
    [['payments-api', 'ledger'], 1],
    [['ledger'], 1],
    [['harbour'], 1],
  ]);
  expect(tickets[0]?.serviceIds).toEqual([payments.id, ledger.id]);
  expect(tickets[2]?.serviceIds).toEqual([]);
});

test('the deepest path rule wins, and a service without a path takes the rest', () => {
  const core = { ...ledger, path: 'services/payments-api/core' };
  const all = { id: '018f0000-0000-7000-8000-000000000003' as ServiceId, name: 'all', path: '' };
  const { tickets } = draft(
    [
      commit(2, 'fix: core', { files: [file('services/payments-api/core/a.ts')] }),
      commit(1, 'docs: x', { files: [file('x.md')] }),
    ],
    { services: [payments, core, all] },
  );
  expect(tickets.map((one) => one.services)).toEqual([['ledger'], ['all']]);
});

test('the title says what and where, is led by what matters and carries no ticket number', () => {
  const files = [file('services/payments-api/a.ts')];
  const { tickets } = draft([
    commit(3, 'chore: tidy', { files }),
    commit(2, 'feat: PAY-7 retry declined captures (#12)', { files }),
    commit(1, 'fix: rounding', { files }),
  ]);
  expect(tickets[0]?.title).toBe('Retry declined captures and 2 more changes in payments-api');
  const long = draft([commit(1, `feat: ${'word '.repeat(60)}`, { files })]).tickets[0]?.title ?? '';
  expect(long.split(' ').length).toBeLessThanOrEqual(14);
});

test('a subject too long to stand whole beside others gives way to how many of each kind there are', () => {
  const files = [file('services/payments-api/a.ts')];
  const subject = 'retry captures that were declined for reasons that pass by themselves';
  const read = [
    commit(4, 'chore: tidy', { files }),
    commit(3, `feat!: ${subject}`, { files }),
    commit(2, `feat: ${subject} later`, { files }),
    commit(1, `fix: ${subject} today`, { files }),
  ];
  expect(draft(read).tickets[0]?.title).toBe(
    '4 changes in payments-api: 2 new, 1 fixed, 1 other, one of them breaking',
  );
  const plain = [1, 2].map((n) => commit(n, `${subject} ${n}`, { files }));
  expect(draft(plain).tickets[0]?.title).toBe('2 changes in payments-api');
});

test('the description names the commit that a branch stood at; a hash is not named twice', () => {
  const commits = [commit(2, 'fix: a', { files: [file('a.ts')] })];
  const first = (to: string) => draft(commits, { to }).tickets[0]?.description.split('\n')[0];
  expect(first('main')).toContain(`to main (${sha(2).slice(0, 8)}): 1 file`);
  expect(first(sha(2))).toContain(`to ${sha(2)}: 1 file`);
});

test('steps name both versions and nothing that is not in the range', () => {
  const plain = draft([commit(1, 'fix: a', { files: [file('services/ledger/a.ts')] })]).tickets[0];
  expect(plain?.deploymentSteps.map((one) => one.title)).toEqual(['Deploy ledger v1.1.0 in place of v1.0.0']);
  expect(plain?.backOutSteps.map((one) => one.title)).toEqual(['Return ledger to v1.0.0']);
  const migrated = draft([commit(1, 'feat: a', { files: [file('services/ledger/migrations/1.sql')] })])
    .tickets[0];
  expect(migrated?.deploymentSteps.map((one) => one.title).join()).toContain(
    'Apply the migrations of ledger v1.1.0',
  );
  expect(migrated?.description).toContain('Database migrations: services/ledger/migrations/1.sql');
});

test('breaking changes are told with their words, from the mark and from the footer', () => {
  const { tickets } = draft([
    commit(2, 'feat!: drop the old route'),
    commit(1, 'fix: b', { body: 'BREAKING CHANGE: balances need a date' }),
  ]);
  expect(tickets[0]).toMatchObject({ breaking: true });
  expect(tickets[0]?.description).toContain('- balances need a date (');
  expect(draft([commit(1, 'fix: b')]).tickets[0]?.breaking).toBe(false);
});

test('an empty range drafts nothing', () => {
  expect(draft([])).toEqual({ tickets: [], reverted: 0, merges: 0, authors: [] });
});

test('any bytes a commit may hold give drafts that the contract accepts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ maxLength: 3000, minLength: 2500 }),
    fc.constantFrom(
      '\ud800',
      'feat: \u0000',
      '…: !',
      '\n',
      '(#1)',
      'feat(: x',
      'This reverts commit abcdef0',
    ),
  );
  const drawn = fc.record({ subject: text, body: text, author: text, path: text });
  const fields = change.pick({
    title: true,
    description: true,
    serviceIds: true,
    deploymentSteps: true,
    backOutSteps: true,
    validationSteps: true,
    workItems: true,
    commits: true,
    draftedFrom: true,
  });
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 8 }), text, (list, ref) => {
      const commits = list.map((one, i) =>
        commit(i, one.subject, { body: one.body, author: one.author, files: [file(one.path)] }),
      );
      for (const ticket of draft(commits, { to: ref }).tickets) {
        expect(fields.safeParse(ticket).error).toBeUndefined();
        expect(ticket.title.trim()).not.toBe('');
        const texts = [
          ticket.title,
          ticket.description,
          ticket.draftedFrom,
          ...ticket.deploymentSteps.map((one) => one.title),
          ...ticket.commits.flatMap((one) => [one.subject, one.author]),
        ];
        expect(texts.every((one) => one.isWellFormed())).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('of 50,000 commits each is counted in one ticket, and no description grows with their number', () => {
  const commits = Array.from({ length: 50_000 }, (_, i) =>
    i % 50 === 1
      ? reverts(i, i - 1)
      : commit(i, `feat(x): do thing ${i} (PAY-${i})`, {
          body: 'Some words.\n\nRefs: #12',
          files: [
            file(`services/${i % 3 === 0 ? 'ledger' : 'payments-api'}/src/file${i % 900}.ts`),
            file('package.json'),
          ],
        }),
  );
  const result = draft(commits);
  expect(result.reverted).toBe(2000);
  expect(result.tickets.reduce((sum, one) => sum + one.commitCount, 0)).toBe(48_000);
  expect(result.tickets.every((one) => one.description.length < 200_000)).toBe(true);
});
