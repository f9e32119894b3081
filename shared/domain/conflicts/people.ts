import type { WorkingHours } from '#shared/contract/people.ts';
import { common, lasting, overlaps, without } from '#shared/domain/calendar/spans.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { Availability, Bookable } from './facts.ts';
import { type Finding, softly, timeFact } from './finding.ts';
import { absentSpans, workingSpans } from './hours.ts';
import { roleName } from './neighbours.ts';

type PersonOf = (id: PersonId) => Availability | undefined;
type As = Bookable['people'][number]['as'];

/** Whoever carries a booking out while away, or outside their working hours and not on duty. */
export function peopleFindings(one: Bookable, personOf: PersonOf): Finding[] {
  // Somebody who is both is named once, as assignee, who comes first.
  const roles = new Map(one.people.toReversed().map(({ id, as }) => [id, as]));
  return [...roles].flatMap(([id, as]) => {
    const person = personOf(id);
    return person === undefined ? [] : [...absent(one, person, as), ...offHours(one, person, as)];
  });
}

function absent(one: Bookable, person: Availability, as: As): Finding[] {
  // Only what touches the booking, whatever else is known: the facts of a decision must not hang on it.
  const times = person.times.filter(({ start, end }) =>
    overlaps({ startsAt: start.at, endsAt: end.at }, one),
  );
  const away = absentSpans({ times });
  const [first, last] = [away[0], away.at(-1)];
  if (first === undefined || last === undefined) return [];
  const note = times.find(({ kind }) => kind === 'absence')?.note;
  const span = { startsAt: first.startsAt, endsAt: last.endsAt };
  return [
    {
      key: `person absent:${person.id}`,
      kind: 'person absent',
      hard: false,
      other: { kind: 'person', id: person.id, ref: '', name: person.name, ...span },
      minutes: Math.ceil(lasting(common(away, [one])) / MINUTE),
      what: softly(`${roleName(as)} absent`),
      sentence: `${person.name} is away from {${span.startsAt}} to {${span.endsAt}}${note ? ` (${note})` : ''}.`,
      resolve: `Another ${as} resolves it, or a start at {${span.endsAt}} or later.`,
      facts: `${timeFact(one)}; ${away.map(timeFact).join(',')}`,
    },
  ];
}

function offHours(one: Bookable, person: Availability, as: As): Finding[] {
  if (person.hours === null) return [];
  const off = without([{ startsAt: one.startsAt, endsAt: one.endsAt }], workingSpans(person, one));
  const minutes = Math.ceil(lasting(off) / MINUTE);
  if (minutes === 0) return [];
  return [
    {
      key: `outside working hours:${person.id}`,
      kind: 'outside working hours',
      hard: false,
      other: { kind: 'person', id: person.id, ref: '', name: person.name, startsAt: null, endsAt: null },
      minutes,
      what: softly(`${roleName(as)} outside working hours`),
      sentence: `${person.name} works ${weekText(person.hours)} (${person.zone}); ${minutes} min lie outside.`,
      resolve: `Recorded duty for ${person.name} lifts it, or another ${as}.`,
      facts: `${timeFact(one)}; ${off.map(timeFact).join(',')}`,
    },
  ];
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Mon to Fri, 09:00 to 17:00`. */
function weekText({ days, from, until }: WorkingHours): string {
  const sorted = [...new Set(days)].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return 'on no day';
  const name = (day: number) => dayNames[day - 1] ?? '';
  const week =
    sorted.length > 2 && last - first === sorted.length - 1
      ? `${name(first)} to ${name(last)}`
      : sorted.map(name).join(', ');
  return `${week}, ${from} to ${until}`;
}
