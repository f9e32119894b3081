import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, ChangeFields, TicketStep } from '#shared/contract/changes.ts';
import { coach } from '#shared/domain/changes/coach.ts';
import { type CoachFacts, coachRules } from '#shared/domain/changes/coach-rules.ts';
import { looksEnglish, wordsIn } from '#shared/domain/changes/coach-text.ts';
import { emptyChange } from '#shared/domain/changes/empty-change.ts';
import {
  type ChangeId,
  type ChangeTemplateId,
  type EnvironmentId,
  newId,
  type PersonId,
  type ServiceId,
} from '#shared/domain/ids.ts';

const api = { id: newId<ServiceId>(), name: 'payments-api' };
const gateway = { id: newId<ServiceId>(), name: 'acquirer-gateway' };
const [rosa, ana] = [newId<PersonId>(), newId<PersonId>()];
const facts: CoachFacts = {
  services: [api, gateway],
  versions: new Map([[gateway.id, '1.11.3']]),
  slotMinutes: 60,
};
const steps = (...lines: (readonly [string, number | null])[]): TicketStep[] =>
  lines.map(([title, minutes]) => ({ title, minutes }));

/** A ticket as a CAB likes it; nothing is missing. */
const good: Change = {
  ...emptyChange,
  id: newId<ChangeId>(),
  ref: 'CHG-A32',
  riskScore: 0,
  riskLevel: 'low',
  createdAt: 0,
  updatedAt: 0,
  title: 'Retry declined card captures once through the second acquirer in payments-api',
  description:
    'Captures that the first acquirer declines for a technical reason are sent once to the second. Customers see nothing.',
  justification:
    '1.9 % of captures fail on the first acquirer and are lost sales, about 41,000 € a week. Without it the spring goal is missed.',
  serviceIds: [api.id, gateway.id],
  environmentIds: [newId<EnvironmentId>()],
  deploymentSteps: steps(['Deploy acquirer-gateway 1.12.0, rolling', 12], ['Turn on capture.retry', 5]),
  backOutSteps: steps(['Turn off capture.retry', 1], ['Return acquirer-gateway to 1.11.3', 12]),
  validationSteps: steps(['Decline a test card; the capture appears on B', 3]),
  impact: 'None that customers notice.',
  evidence: '412 tests passed.',
  plannedOutageMinutes: 0,
  assigneeId: rosa,
  validatorId: ana,
};

const lineOf = (id: string, over: Partial<Change>, with_: Partial<CoachFacts> = {}) => {
  const line = coach({ ...good, ...over }, { ...facts, ...with_ }, { off: {} }).lines.find(
    (one) => one.id === id,
  );
  if (!line) throw new Error(`No rule ${id}`);
  return line;
};

test('the points of all rules come to 100, and a ticket with nothing missing has them all', () => {
  expect(coachRules.reduce((sum, { points }) => sum + points, 0)).toBe(100);
  expect(new Set(coachRules.map(({ id }) => id)).size).toBe(coachRules.length);
  const all = coach(good, facts, { off: {} });
  expect(all.lines.filter(({ given, points }) => given < points)).toEqual([]);
  expect([all.given, all.total]).toEqual([100, 100]);
});

test('an empty ticket is judged without a fault, and every line says what is missing', () => {
  const empty = { ...good, ...emptyChange, title: '' };
  const { given, lines } = coach(
    empty,
    { services: [], versions: new Map(), slotMinutes: null },
    { off: {} },
  );
  expect(given).toBe(0);
  for (const { name, reason } of lines) expect(reason, name).toMatch(/[.?]$/);
});

test('a standard change without a catalogue entry has a hint that costs no point, and no other change has it', () => {
  const templateId = newId<ChangeTemplateId>();
  const hintOf = (over: Partial<Change>) => {
    const { lines, given, total } = coach({ ...good, ...over }, facts, { off: {} });
    expect([given, total]).toEqual([100, 100]);
    return lines.find(({ id }) => id === 'catalogue');
  };
  expect(hintOf({ type: 'standard' })).toMatchObject({ met: false, points: 0, given: 0, field: 'type' });
  expect(hintOf({ type: 'standard' })?.reason).toMatch(/No entry of the catalogue/);
  expect(hintOf({ type: 'standard', templateId })).toBeUndefined();
  expect(hintOf({ type: 'normal' })).toBeUndefined();
  const off = { catalogue: 'The catalogue is kept elsewhere' };
  const told = coach({ ...good, type: 'standard' }, facts, { off });
  expect(told.off.map(({ id }) => id)).toEqual(['catalogue']);
  expect([told.given, told.total]).toEqual([100, 100]);
});

test('a rule that is switched off leaves the total and is listed with its reason', () => {
  const off = { outage: 'No customer ever sees one', gone: 'A rule of another version' };
  const judged = coach({ ...good, plannedOutageMinutes: null }, facts, { off });
  expect([judged.given, judged.total]).toEqual([98, 98]);
  expect(judged.off).toEqual([
    { id: 'outage', name: 'Outage is stated', reason: 'No customer ever sees one' },
  ]);
  expect(judged.lines.some(({ id }) => id === 'outage')).toBe(false);
});

type Case = readonly [
  rule: string,
  over: Partial<Change>,
  given: number,
  reason: RegExp,
  where?: keyof ChangeFields,
];
const failing: readonly Case[] = [
  ['title', { title: 'Fix captures' }, 4, /It has 2 words/],
  ['title', { title: 'Deploy payments-api. Then switch the flag on.' }, 5, /more than one sentence/],
  ['title', { title: Array(20).fill('word').join(' ') }, 6, /It has 20 words/],
  [
    'title',
    { title: 'Send declined card captures once more elsewhere' },
    7,
    /payments-api, acquirer-gateway is not named/,
  ],
  ['title-number', { title: 'PAY-123' }, 0, /Beside PAY-123 it has 0 words/],
  ['title-number', { title: 'CHG0030412 fix' }, 0, /Beside CHG0030412 it has 1 word\./],
  ['title-number', { title: '#12: retry declined captures in payments-api' }, 3, /It begins with #12/],
  ['description', { description: good.title }, 0, /repeats the title/],
  ['description', { description: 'See the wiki' }, 2, /“See the wiki” is 3 words/],
  ['justification', { justification: '' }, 0, /There is none/],
  ['justification', { justification: `${good.title}.` }, 0, /repeats the title/],
  ['justification', { justification: good.description }, 0, /repeats the description/],
  ['justification', { justification: 'See above' }, 4, /“See above” is 2 words/],
  ['justification', { justification: 'This is the next step of the plan that we have' }, 6, /No figure/],
  ['deployment', { deploymentSteps: [] }, 0, /no steps/],
  [
    'deployment',
    { deploymentSteps: steps(['x'.repeat(812), 5]) },
    2,
    /The only step is a text of 812 characters/,
  ],
  ['validation', { validationSteps: steps(['Look', 1], ['x'.repeat(300), 5]) }, 5, /Step 2 is a text of 300/],
  ['back-out', { backOutSteps: steps(['Back to 1.11.3', 1], [' ', 1]) }, 6, /Step 2 says nothing/],
  ['back-out-version', { backOutSteps: [] }, 0, /no back-out steps/],
  [
    'back-out-version',
    {
      backOutSteps: steps(
        ['Turn off capture.retry', 1],
        ['Return acquirer-gateway to the version before', 1],
      ),
    },
    0,
    /Step 2 says “the version before”\. Last released as a change: acquirer-gateway 1\.11\.3\./,
  ],
  [
    'back-out-version',
    { backOutSteps: steps(['Zurück auf die vorherige Version', 1]) },
    0,
    /says “vorherige Version”/,
  ],
  ['back-out-version', { backOutSteps: steps(['Undo it', 1]) }, 0, /No step has a version/],
  ['back-out-version', { backOutSteps: steps(['Take 1.12.0 out again', 1]) }, 3, /names only 1\.12\.0/],
  [
    'back-out-version',
    { deploymentSteps: steps(['Put the certificate in', 1]), backOutSteps: steps(['Put the old one in', 1]) },
    5,
    /Neither the deployment nor the way back names a version/,
  ],
  [
    'durations',
    { backOutSteps: steps(['Back to 1.11.3', null]) },
    6,
    /Without one: 1 back-out step\./,
    'backOutSteps',
  ],
  [
    'time-fits',
    { deploymentSteps: steps(['Deploy 1.12.0', 90]) },
    0,
    /take 1 h 33 min; the slot of 1 h is shorter/,
    'plannedEnd',
  ],
  [
    'time-fits',
    { deploymentSteps: steps(['Deploy 1.12.0', 50]) },
    5,
    /With a back-out of 13 min after the work of 53 min/,
    'plannedEnd',
  ],
  ['validator', { validatorId: rosa }, 0, /One person does both/],
  ['validator', { validatorId: null }, 2, /Nobody says that it works/],
  ['validator', { assigneeId: null }, 4, /Nobody carries it out/, 'assigneeId'],
  ['services', { serviceIds: [] }, 2, /No service is named/],
  ['services', { environmentIds: [] }, 2, /No environment is named/, 'environmentIds'],
  ['impact', { impact: ' ' }, 0, /Who notices what/],
  ['outage', { plannedOutageMinutes: null }, 0, /Not stated/],
  ['evidence', { evidence: '', build: { version: '1.12.0', digest: '' } }, 1, /no test of it/],
];

describe('each rule says what is wrong and leads to where it is mended', () => {
  const cases = failing.map(([rule, over, given, reason, where]) => ({ rule, over, given, reason, where }));
  test.each(cases)('$rule: $reason', ({ rule, over, given, reason, where }) => {
    const line = lineOf(rule, over);
    expect(line.reason).toMatch(reason);
    expect(line.given).toBe(given);
    expect(line.field).toBe(where ?? coachRules.find(({ id }) => id === rule)?.field);
  });
});

test('planned time is compared with the slot, and none is no claim that it is too short', () => {
  expect(lineOf('time-fits', {}, { slotMinutes: null })).toMatchObject({
    given: 0,
    reason: 'No start and end are planned.',
  });
  expect(lineOf('time-fits', {}, { slotMinutes: 0 }).field).toBe('plannedEnd');
  expect(lineOf('time-fits', {}, { slotMinutes: 33 })).toMatchObject({ given: 8, reason: '' });
});

const passing: readonly (readonly [string, Partial<Change>])[] = [
  // A commit, a dated state and a version in any language name one state and no other.
  ['back-out-version', { backOutSteps: steps(['Revert to 4f9a1c2', 5]) }],
  ['back-out-version', { backOutSteps: steps(['Restore the snapshot of 2027-02-11', 5]) }],
  ['back-out-version', { backOutSteps: steps(['Zurück auf acquirer-gateway 1.11.3', 5]) }],
  ['back-out-version', { backOutSteps: steps(['acquirer-gateway を 1.11.3 に戻す', 5]) }],
  ['title-number', { title: 'UTF-8 in the monthly export of ledger-api' }],
  ['title-number', { title: 'Retry declined captures in payments-api (PAY-123)' }],
  // "payments" is enough of payments-api, and a version is no end of a sentence.
  ['title', { title: 'Move Payments to version 4.9.0 with one retry' }],
];
test.each(passing)('%s takes what names the thing in another way %#', (rule, over) => {
  const line = lineOf(rule, over);
  expect(line).toMatchObject({ given: line.points, reason: '' });
});

test('text in another language is measured, never judged by English words', () => {
  const german = 'Jede Woche gehen etliche Verkäufe verloren, der Vertrieb wartet auf die Lösung.';
  const line = lineOf('justification', { justification: german });
  expect(line.given).toBe(line.points);
  expect(line.reason).toMatch(/^Judged by its length only/);
  expect(looksEnglish(german)).toBe(false);
  expect(looksEnglish('It is needed for the audit of the year')).toBe(true);
  // No spaces: counted by what the script calls words.
  const japanese = '決済APIで失敗したカード売上を二番目の経路で一度だけ再試行する';
  expect(wordsIn(japanese)).toBeGreaterThan(5);
  expect(lineOf('title', { title: japanese, serviceIds: [] }).reason).not.toMatch(/It has [12] word/);
});

test('whatever is typed, no rule fails or gives more than it has', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 });
  const list = fc.array(fc.record({ title: text, minutes: fc.option(fc.nat(600)) }), { maxLength: 6 });
  fc.assert(
    fc.property(
      text,
      text,
      text,
      list,
      list,
      fc.option(fc.integer()),
      (title, description, justification, a, b, slotMinutes) => {
        const change = { ...good, title, description, justification, deploymentSteps: a, backOutSteps: b };
        const { lines, given, total } = coach(change, { ...facts, slotMinutes }, { off: {} });
        expect(given).toBe(lines.reduce((sum, line) => sum + line.given, 0));
        expect(total).toBe(100);
        for (const line of lines) {
          expect(line.given).toBeGreaterThanOrEqual(0);
          expect(line.given).toBeLessThanOrEqual(line.points);
          if (line.given < line.points) expect(line.reason).not.toBe('');
        }
      },
    ),
  );
});
