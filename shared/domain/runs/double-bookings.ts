import type { DoubleBooking, Duty } from '#shared/contract/planning.ts';
import { overlapping } from '../calendar/spans.ts';
import type { PersonId } from '../ids.ts';

export type Clash = Omit<DoubleBooking, 'name'>;

/**
 * Who has two things to do at one time: within the run itself, and with what they do elsewhere; the earliest first. What
 * takes no time books nobody.
 */
export function doubleBookings(own: readonly Duty[], elsewhere: readonly Duty[]): Clash[] {
  const here = byPerson(own);
  const there = byPerson(elsewhere);
  const clashes: Clash[] = [];
  for (const [personId, duties] of here) {
    const place = new Map(duties.map((duty, i) => [duty, i]));
    for (const [first, others] of overlapping(duties, duties)) {
      for (const second of others) {
        if ((place.get(second) ?? 0) > (place.get(first) ?? 0)) clashes.push(clash(personId, first, second));
      }
    }
    for (const [first, others] of overlapping(duties, there.get(personId) ?? [])) {
      for (const second of others) clashes.push(clash(personId, first, second));
    }
  }
  return clashes.sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt);
}

function byPerson(duties: readonly Duty[]): Map<PersonId, Duty[]> {
  const found = new Map<PersonId, Duty[]>();
  for (const duty of duties) {
    if (duty.endsAt <= duty.startsAt) continue;
    const own = found.get(duty.personId);
    if (own) own.push(duty);
    else found.set(duty.personId, [duty]);
  }
  return found;
}

function clash(personId: PersonId, first: Duty, second: Duty): Clash {
  return {
    personId,
    first,
    second,
    startsAt: Math.max(first.startsAt, second.startsAt),
    endsAt: Math.min(first.endsAt, second.endsAt),
  };
}
