import { isNull } from 'drizzle-orm';
import type { Person, PersonTime, Team, WorkingHours } from '#shared/contract/people.ts';
import { newId, type PersonId, type PersonTimeId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { type PlannedTimeInput, planTime } from '#shared/domain/time.ts';
import { writeLocal } from '../local.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { person, personTime, team } from '../schema/people.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';

type PersonRow = typeof person.$inferSelect;

/** People who were not removed, by name. */
export function listPeople(db: ReadDb): Person[] {
  return db.select().from(person).where(isNull(person.removedAt)).orderBy(person.name).all().map(rowToPerson);
}

/** Teams that were not removed, by name. */
export function listTeams(db: ReadDb): Team[] {
  return db
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(isNull(team.removedAt))
    .orderBy(team.name)
    .all();
}

/** Adds a person; initials are taken from the name unless given. */
export function addPerson(
  store: Store,
  who: Who,
  fields: Partial<Omit<Person, 'id'>> & { name: string },
): Person {
  return write(store, who, 'Person added', (tx) => {
    mustExist(tx, { team: [fields.teamId], person: [fields.delegateId] });
    checkHours(fields.hours ?? null);
    return rowToPerson(
      tx.insert(person, {
        id: newId(),
        email: '',
        phone: '',
        zone: null,
        teamId: null,
        roles: [],
        hours: null,
        delegateId: null,
        ...fields,
        initials: fields.initials || initialsOf(fields.name),
      }),
    );
  });
}

/** Changes fields of a person. Throws NOT_FOUND, REFUSED when a person is their own delegate. */
export function patchPerson(
  store: Store,
  who: Who,
  id: PersonId,
  fields: Partial<Omit<Person, 'id'>>,
): Person {
  return write(store, who, 'Person edited', (tx) => {
    mustExist(tx, { team: [fields.teamId], person: [fields.delegateId] });
    if (fields.delegateId === id) throw refused('Somebody else decides while a person is away.');
    checkHours(fields.hours ?? null);
    const row = tx.patch(person, id, fields);
    if (!row) throw notFound('This person');
    return rowToPerson(row);
  });
}

/** Duty and absence on record, earliest first. */
export function listPersonTimes(db: ReadDb): PersonTime[] {
  return db
    .select()
    .from(personTime)
    .where(isNull(personTime.removedAt))
    .all()
    .map(({ removedAt: _, ...row }) => row)
    .sort((a, b) => a.start.at - b.start.at);
}

/** Records duty or absence. Throws NOT_FOUND, REFUSED when it ends before it begins. */
export function addPersonTime(
  store: Store,
  who: Who,
  input: Omit<PersonTime, 'id' | 'start' | 'end'> & { start: PlannedTimeInput; end: PlannedTimeInput },
): PersonTime {
  const start = planTime(input.start);
  const end = planTime(input.end);
  if (end.at <= start.at) throw refused('Duty or absence ends after it begins.');
  return write(store, who, input.kind === 'duty' ? 'Duty recorded' : 'Absence recorded', (tx) => {
    mustExist(tx, { person: [input.personId] });
    const { removedAt: _, ...row } = tx.insert(personTime, { ...input, id: newId(), start, end });
    return row;
  });
}

/** Takes duty or absence back. Throws NOT_FOUND. */
export function removePersonTime(store: Store, who: Who, id: PersonTimeId): void {
  write(store, who, 'Duty or absence removed', (tx) => {
    if (!listPersonTimes(tx).some((one) => one.id === id)) throw notFound('This duty or absence');
    tx.remove(personTime, id);
  });
}

/** Throws REFUSED for working hours that end before they begin. */
export function checkHours(hours: WorkingHours | null): void {
  if (hours && hours.until <= hours.from) throw refused('Working hours end after they begin.');
}

/** Who operates this device, or null when nobody is named or the person was removed. */
export function operatorId(db: ReadDb): PersonId | null {
  const row = db.row<{ id: PersonId }>(
    `SELECT p.id FROM preference q JOIN person p ON p.id = json_extract(q.value, '$')
     WHERE q.key = 'operator' AND p.removed_at IS NULL`,
  );
  return row?.id ?? null;
}

/** Names who operates this device from now on. Throws NOT_FOUND. */
export function setOperator(store: Store, id: PersonId): Person {
  const found = listPeople(store.db).find((candidate) => candidate.id === id);
  if (!found) throw notFound('This person');
  rememberOperator(store, id);
  return found;
}

/** Writes down who operates; a person who is not there (yet) counts as nobody. */
export function rememberOperator(store: Store, id: PersonId): void {
  writeLocal(store, ['workspace', 'people'], (run) => {
    run(
      "INSERT INTO preference VALUES ('operator', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      JSON.stringify(id),
    );
  });
}

/** Up to two letters for a small tile: first of the first and of the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase('en').slice(0, 4);
}

function rowToPerson({ removedAt: _, ...row }: PersonRow): Person {
  return row;
}
