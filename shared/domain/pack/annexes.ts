import { DAY, MINUTE } from '#shared/domain/time.ts';
import { capital } from '../wording.ts';
import type { Clock } from './dates.ts';
import type { Annex, Chart, Table } from './model.ts';
import { cut } from './printable.ts';
import type { Snapshot } from './snapshot.ts';
import { countOf, fieldWords, riskWords } from './words.ts';

/** Days between two ticks, at most so many ticks. */
const MOST_TICKS = 12;
/** Characters of a title beside the chart. */
const IN_CHART = 30;
const KINDS = { allow: 'Window', deny: 'Freeze', inform: 'Event' } as const;

/** The chapters after the changes. */
export function annexesOf(snapshot: Snapshot, clock: Clock): Annex[] {
  return [
    {
      title: 'The period',
      parts: [
        chartOf(snapshot, clock),
        windowsOf(snapshot, clock),
        conflictsOf(snapshot, clock),
        othersOf(snapshot, clock),
      ],
    },
    { title: 'Services affected', parts: [servicesOf(snapshot)] },
    { title: sinceTitle(snapshot), parts: [sinceOf(snapshot, clock)] },
    { title: 'In figures', parts: figuresOf(snapshot, clock) },
  ];
}

const table = (
  title: string,
  head: readonly string[],
  rows: Table['rows'],
  more: Partial<Table> = {},
): Table => ({
  kind: 'table',
  title,
  head,
  rows,
  right: [],
  mono: [],
  note: '',
  ...more,
});

function chartOf({ calendar, changes }: Snapshot, clock: Clock): Chart {
  const { from, until } = calendar;
  const place = (at: number) => Math.min(1, Math.max(0, (at - from) / (until - from)));
  const midnights = clock.midnights(from, until);
  const every = Math.ceil(midnights.length / MOST_TICKS);
  const ticks = every > 3 ? midnights.filter(clock.beginsWeek) : midnights.filter((_, i) => i % every === 0);
  const thin = Math.max(1, Math.ceil(ticks.length / MOST_TICKS));
  return {
    kind: 'chart',
    title: `${clock.date(from)} to ${clock.date(until - MINUTE)}`,
    ticks: ticks.filter((_, i) => i % thin === 0).map((at) => ({ at: place(at), label: clock.day(at) })),
    bands: calendar.windows.map(({ kind, startsAt, endsAt }) => ({
      kind,
      from: place(startsAt),
      to: place(endsAt),
    })),
    rows: changes.map(({ ref, title, plannedStart, plannedEnd, conflicts }) => ({
      ref,
      title: oneLine(title),
      bar:
        plannedStart === null
          ? null
          : { from: place(plannedStart), to: place(Math.max(plannedEnd ?? 0, plannedStart + 30 * MINUTE)) },
      conflict: conflicts.some(
        ({ standing }) => standing !== 'accepted' && standing !== 'exception approved',
      ),
      when: plannedStart === null ? 'no time planned' : clock.dayTime(plannedStart),
    })),
    note: 'Tinted: windows. Hatched: freezes. A bar in red has an open conflict.',
  };
}

/** As much of a title as stands in one line beside the chart. */
function oneLine(title: string): string {
  const { text, more } = cut(title, IN_CHART);
  return more === 0 ? text : `${text.trimEnd()}…`;
}

function windowsOf({ calendar }: Snapshot, clock: Clock): Table {
  return table(
    'Windows, freezes and events',
    ['What', 'Kind', 'From', 'To', 'Protected until'],
    calendar.windows.map((one) => [
      one.name,
      one.kind === 'deny' ? `${one.hard ? 'Hard' : 'Soft'} freeze` : KINDS[one.kind],
      clock.weekDayTime(one.startsAt),
      clock.weekDayTime(one.endsAt),
      one.protectionEndsAt > one.endsAt ? clock.time(one.protectionEndsAt) : '',
    ]),
    { note: calendar.windows.length === 0 ? 'No window, freeze or event lies in this period.' : '' },
  );
}

function conflictsOf({ changes }: Snapshot, clock: Clock): Table {
  const rows = changes.flatMap(({ ref, conflicts }) =>
    conflicts.map(({ what, sentence, standing }) => [ref, what, clock.sentence(sentence), capital(standing)]),
  );
  return table('Conflicts', ['Change', 'Rule', 'What meets what', 'Standing'], rows, {
    mono: [0],
    note: rows.length === 0 ? 'No change of this pack is in conflict with anything planned.' : '',
  });
}

function othersOf({ calendar, changes }: Snapshot, clock: Clock): Table {
  const own = new Set(changes.map(({ ref }) => ref));
  const rows = calendar.bookings
    .filter(({ ref }) => !own.has(ref))
    .map(({ ref, title, startsAt, endsAt }) => [ref, cut(title, 120).text, clock.span(startsAt, endsAt)]);
  return table('Also planned in this period', ['Reference', 'What', 'When'], rows, {
    mono: [0],
    note:
      calendar.more > 0
        ? `${countOf(calendar.more, 'more booking')} in the calendar.`
        : rows.length === 0
          ? 'Nothing else is planned.'
          : '',
  });
}

function servicesOf({ services }: Snapshot): Table {
  return table(
    '',
    ['Service', 'Tier', 'Changes', 'Built on it'],
    services.map(({ name, tier, changes, dependents }) => [
      name,
      String(tier),
      changes.join(', '),
      dependents.join(', '),
    ]),
    { note: services.length === 0 ? 'No ticket names a service.' : '' },
  );
}

function sinceTitle({ since }: Snapshot): string {
  return since === null ? 'Since the last pack' : `Since pack ${since.number}`;
}

function sinceOf({ since, meeting }: Snapshot, clock: Clock): Table {
  if (since === null)
    return table('', [], [], {
      note: `This is the first pack of ${meeting.ref}; there is nothing to compare it with.`,
    });
  const when = (at: number | null) => (at === null ? 'no time' : clock.weekDayTime(at));
  const rows = [
    ...since.added.map(({ ref, title }) => [ref, 'Added', cut(title, 200).text]),
    ...since.removed.map(({ ref, title }) => [ref, 'Removed', cut(title, 200).text]),
    ...since.moved.map(({ ref, from, to }) => [ref, 'Moved', `${when(from)} → ${when(to)}`]),
    ...since.altered.map(({ ref, fields }) => [ref, 'Altered', capital(fields.map(fieldWords).join(', '))]),
  ];
  return table('', ['Change', 'What', 'Now'], rows, {
    mono: [0],
    note: `${rows.length === 0 ? 'Nothing differs from' : 'Compared with'} pack ${since.number}, frozen ${clock.date(since.frozenAt)}, ${clock.time(since.frozenAt)}.`,
  });
}

function figuresOf({ statistics, changes, frozenAt }: Snapshot, clock: Clock): Table[] {
  const of = (
    title: string,
    rows: readonly { name: string; count: number }[],
    word = (name: string) => capital(name),
  ) =>
    table(
      '',
      [title, 'Changes'],
      rows.map(({ name, count }) => [word(name), String(count)]),
      {
        right: [1],
        note: rows.length === 0 ? `No change names a ${title.toLowerCase()}.` : '',
      },
    );
  const { days, closed, failed, unknown } = statistics.failRate;
  const known = closed - unknown;
  const rate = known === 0 ? 'not known' : `${failed} of ${known}, ${((100 * failed) / known).toFixed(1)} %`;
  const missing = [
    ...(unknown > 0
      ? [
          `${countOf(unknown, 'change')} closed without a close code ${unknown === 1 ? 'is' : 'are'} not counted`,
        ]
      : []),
    ...(closed === 0 ? ['no change was closed in this time'] : []),
    ...unplannedWords(changes),
  ];
  return [
    of('Type', statistics.byType),
    of('Risk', statistics.byRisk, (name) => riskWords[name as keyof typeof riskWords] ?? name),
    of('Service', statistics.byService),
    table('', ['Change fail rate', ''], [[`${days} days before ${clock.date(frozenAt)}`, rate]], {
      right: [1],
      note: `Unsuccessful or backed out, of those closed.${missing.length === 0 ? '' : ` ${capital(missing.join('; '))}.`}`,
    }),
  ];
}

function unplannedWords(changes: Snapshot['changes']): string[] {
  const without = changes.filter(({ plannedStart }) => plannedStart === null).length;
  return without === 0
    ? []
    : [`${countOf(without, 'change')} of this pack ${without === 1 ? 'has' : 'have'} no planned time`];
}

/** The period a pack looks at: from the meeting to a day after the last change, two weeks at least and ten at most. */
export function periodOf(
  meetingAt: number,
  planned: readonly number[],
): { readonly from: number; readonly until: number } {
  const from = planned.reduce((first, at) => Math.min(first, at), meetingAt) - DAY;
  const earliest = Math.max(from, meetingAt - 14 * DAY);
  const last = planned.reduce((latest, at) => Math.max(latest, at), meetingAt);
  return { from: earliest, until: Math.min(Math.max(last + DAY, earliest + 14 * DAY), earliest + 70 * DAY) };
}
