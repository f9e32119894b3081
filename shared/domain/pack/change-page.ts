import { NOT_ANSWERED } from '../changes/risk.ts';
import { releaseName } from '../releases.ts';
import { capital, counted } from '../wording.ts';
import { blocksOf, plainText } from './blocks.ts';
import type { Clock } from './dates.ts';
import type { ChangePage, Fact, Line, Mark, Section, StepLine } from './model.ts';
import { cut, LONGEST_LINE, moreWords, runsRightToLeft } from './printable.ts';
import type { CutText, FrozenApproval, FrozenChange, FrozenStep } from './snapshot.ts';
import { stripOf } from './strip.ts';
import { countOf, minutesWords, riskWords, shortHash } from './words.ts';

/** An impact no longer than this stands below the title. */
const STANDFIRST = 320;
/** From so many characters of prose and steps on a page is set smaller. */
const DENSE = 900;
/** Links, commits and services listed one by one; the rest is counted. */
const LISTED = 40;

/** One change on its page; `number` is its place on the agenda. */
export function changePage(change: FrozenChange, number: string, clock: Clock): ChangePage {
  const impact = blocksOf(change.impact);
  const short = impact.every((block) => block.kind === 'paragraph') ? plainText(impact) : '';
  const isShort = short.length > 0 && short.length <= STANDFIRST;
  const { release, window } = change;
  return {
    number,
    ref: change.ref,
    aboard: release === null ? '' : `${releaseName(release)}, ${release.ref}`,
    title: line(change.title) || 'No title',
    rtl: runsRightToLeft(change.title),
    standfirst: isShort ? short : '',
    dense: charactersOf(change) > DENSE,
    risk: {
      level: change.risk.level,
      word: riskWords[change.risk.level],
      score: String(change.risk.score),
    },
    facts: [
      { label: 'Planned', value: plannedWords(change, clock) },
      { label: 'Outage', value: outageWords(change.outageMinutes) },
      { label: 'Carried out by', value: change.assignee || 'nobody named' },
      { label: 'Validated by', value: change.validator || 'nobody named' },
    ],
    sections: [
      prose('Why', change.justification, 'No justification is written.'),
      prose('What changes', change.description, 'No description is written.'),
      ...(isShort ? [] : [prose('Impact', change.impact, 'No impact is written.')]),
      steps('Deployment', change.deploymentSteps, 'No deployment steps are written.'),
      steps('Back-out', change.backOutSteps, 'No way back is written.'),
      steps('Validation', change.validationSteps, 'No validation is written.'),
      ...(change.notes.text.trim() === '' ? [] : [prose('Notes', change.notes, '')]),
    ],
    sum: sumOf(change, clock),
    evidence: evidenceOf(change),
    evidenceText: blocksOf(change.evidence),
    approvals: approvalsOf(change, clock),
    conflicts: conflictsOf(change, clock),
    particulars: particulars(change),
    strip: stripOf(change, clock),
    stripNote:
      change.plannedStart === null
        ? 'No time is planned.'
        : window === null
          ? 'Its planned time lies in no window.'
          : window.name,
    hash: shortHash(change.contentHash, 2),
  };
}

function charactersOf(change: FrozenChange): number {
  const prose = [change.justification, change.description, change.impact, change.notes];
  const steps = [...change.deploymentSteps, ...change.backOutSteps, ...change.validationSteps];
  return [...prose, ...steps.map(({ title }) => title)].reduce((sum, { text }) => sum + text.length, 0);
}

function line(text: string): string {
  const { text: kept, more } = cut(text.replace(/\s+/g, ' ').trim(), LONGEST_LINE);
  return more === 0 ? kept : `${kept} [${moreWords(more)}]`;
}

function prose(title: string, text: CutText, none: string): Section {
  const blocks = blocksOf(text);
  return {
    kind: 'prose',
    title,
    blocks:
      blocks.length > 0 ? blocks : [{ kind: 'paragraph', runs: [{ text: none, italic: true }], rtl: false }],
  };
}

function steps(title: string, list: readonly FrozenStep[], none: string): Section {
  const lines = list.map(
    ({ title: { text, more }, minutes }): StepLine => ({
      text: `${text.replace(/\s+/g, ' ').trim()}${more === 0 ? '' : ` [${moreWords(more)}]`}`,
      value: minutesWords(minutes),
    }),
  );
  return { kind: 'steps', title, steps: lines, none: lines.length === 0 ? none : '' };
}

function plannedWords({ plannedStart, plannedEnd }: FrozenChange, clock: Clock): string {
  if (plannedStart === null) return 'no time planned';
  return plannedEnd === null || plannedEnd <= plannedStart
    ? clock.weekDayTime(plannedStart)
    : clock.span(plannedStart, plannedEnd);
}

function outageWords(minutes: number | null): string {
  if (minutes === null) return 'not stated';
  return minutes === 0 ? 'none' : minutesWords(minutes);
}

/** A list as one line; what is left out is counted. */
function listed(values: readonly string[]): string {
  const rest = values.length - LISTED;
  return [...values.slice(0, LISTED).map(line), ...(rest > 0 ? [`${rest} more in the ticket`] : [])].join(
    ', ',
  );
}

function particulars(change: FrozenChange): Fact[] {
  const facts: Fact[] = [
    {
      label: 'Type and state',
      value: `${capital(change.type)}, ${change.state}${change.onHold ? `, on hold: ${line(change.holdReason)}` : ''}`,
    },
    { label: 'Services', value: listed(change.services) || 'none named' },
    { label: 'Environments', value: listed(change.environments) || 'none named' },
    { label: 'Requested by', value: change.requester },
    { label: 'Change authority', value: line(change.authority) },
    { label: 'Category', value: line(change.category) },
    { label: 'Comes from', value: capital(change.origin) },
    { label: 'Strategy', value: capital(change.strategy) },
    { label: 'Build', value: line(change.build) },
    { label: 'Work items', value: listed(change.workItems) },
    { label: 'Pull requests', value: listed(change.pullRequests) },
    { label: 'Commits', value: change.commits === 0 ? '' : countOf(change.commits, 'commit') },
    {
      label: 'Attached',
      value: listed(change.attachments.map(({ title, url }) => (title ? `${title} (${url})` : url))),
    },
    ...change.customFields.map(({ name, value }) => ({ label: line(name), value: line(value.text) })),
    ...(change.unauthorised
      ? [{ label: 'Unauthorised', value: 'Carried out without authorisation and recorded afterwards' }]
      : []),
  ];
  return facts.filter((fact) => fact.value !== '');
}

function sumOf({ risk }: FrozenChange, clock: Clock): ChangePage['sum'] {
  const points = (n: number) => (n < 0 ? `−${-n}` : String(n));
  const { level, from } = risk.scored;
  const { override } = risk;
  return {
    lines: risk.lines.map(({ what, points: n }) => ({ what: line(what), points: points(n) })),
    total: {
      what: from <= 0 ? riskWords[level] : `${riskWords[level]} from ${from}`,
      points: points(risk.score),
    },
    note: [
      ...(override === null
        ? []
        : [
            `Set to ${riskWords[override.level]} by ${override.by} on ${clock.day(override.at)}: ${line(override.reason)}.`,
          ]),
      ...notCountedWords(risk.notCounted),
    ].join(' '),
  };
}

/** What the score leaves out; questions are counted, because their words fill a column. */
function notCountedWords(all: readonly string[]): string[] {
  const questions = all.filter((one) => one.endsWith(NOT_ANSWERED)).length;
  const named = all.filter((one) => !one.endsWith(NOT_ANSWERED));
  const words = [
    ...named,
    ...(questions === 0 ? [] : [`${counted(questions, 'question')} that nobody answered`]),
  ];
  return words.length === 0 ? [] : [`Not counted: ${line(words.join('; '))}.`];
}

const CRITERION_MARKS = { yes: 'done', no: 'failed', 'does not apply': 'none' } as const;

/** Answered criteria one by one, the open ones in one line. */
function evidenceOf({ criteria }: FrozenChange): Line[] {
  const answered = criteria.flatMap(({ name, met, evidence, by }): Line[] =>
    met === null
      ? []
      : [
          {
            mark: CRITERION_MARKS[met],
            text: line(name),
            value: met === 'yes' ? by || 'met' : met === 'no' ? 'not met' : 'does not apply',
            note: line(evidence.text) + (evidence.more > 0 ? ` [${moreWords(evidence.more)}]` : ''),
          },
        ],
  );
  const open = criteria.filter(({ met }) => met === null);
  if (open.length === 0) return answered;
  const names = open.map(({ name }) => line(name)).join(', ');
  const value = `${open.length} of ${criteria.length}`;
  return [...answered, { mark: 'open', text: 'Criteria not answered', value, note: names }];
}

const VERDICT_MARKS: Readonly<Record<NonNullable<FrozenApproval['verdict']>, Mark>> = {
  approve: 'done',
  done: 'done',
  reject: 'failed',
  'send back': 'failed',
  abstain: 'none',
};
const VERDICT_WORDS: Readonly<Record<NonNullable<FrozenApproval['verdict']>, string>> = {
  approve: '',
  done: '',
  reject: 'rejected ',
  'send back': 'sent back ',
  abstain: 'abstained ',
};

function approvalsOf(change: FrozenChange, clock: Clock): Line[] {
  // A task is to do after the board has met.
  const given = change.approvals
    .filter(({ kind, verdict }) => kind === 'approval' || verdict !== null)
    .map((one): Line => {
      const { verdict, stale } = one;
      const decided = verdict !== null;
      const comment = line(one.comment);
      return {
        mark: !one.asked ? 'none' : !decided ? 'open' : stale ? 'attention' : VERDICT_MARKS[verdict],
        text: [line(one.stage), one.who].filter(Boolean).join(', '),
        value: !one.asked
          ? 'not asked'
          : !decided
            ? 'open'
            : `${VERDICT_WORDS[verdict]}${one.at === null ? '' : clock.day(one.at)}`,
        note: [
          ...(stale ? ['The ticket changed since; this has to be given again.'] : []),
          ...(comment ? [comment] : []),
        ].join(' '),
      };
    });
  const conditions = change.conditions.map(
    ({ text, met }): Line => ({
      mark: met ? 'done' : 'attention',
      text: `Condition: ${line(text)}`,
      value: met ? 'met' : 'open',
      note: '',
    }),
  );
  if (given.length + conditions.length > 0) return [...given, ...conditions];
  const said = change.authority ? `Authorised: ${line(change.authority)}` : 'None is asked for yet';
  return [{ mark: change.authority ? 'done' : 'open', text: said, value: '', note: '' }];
}

function conflictsOf(change: FrozenChange, clock: Clock): Line[] {
  if (change.plannedStart === null)
    return [{ mark: 'none', text: 'No time is planned, so nothing was compared', value: '', note: '' }];
  if (change.conflicts.length === 0)
    return [{ mark: 'done', text: 'None at its planned time', value: '', note: '' }];
  return change.conflicts.map(({ what, sentence, resolve, hard, standing }) => {
    const settled = standing === 'accepted' || standing === 'exception approved';
    return {
      mark: settled ? 'done' : hard ? 'failed' : 'attention',
      text: line(what),
      value: standing === 'open' ? '' : standing,
      note: clock.sentence(line([sentence, settled ? '' : resolve].filter(Boolean).join(' '))),
    };
  });
}
