import type { PersonTime } from '#shared/contract/people.ts';

/** Duty or absence as instants, ms UTC. */
export type Presence = {
  readonly kind: PersonTime['kind'];
  readonly startsAt: number;
  readonly endsAt: number;
};

/** Whether somebody is away or on duty at a moment; away counts where both are on record. */
export function presenceAt(
  times: readonly Presence[],
  now: number,
): { readonly kind: PersonTime['kind']; readonly until: number } | null {
  const current = times.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
  const counts = current.some(({ kind }) => kind === 'absence') ? 'absence' : 'duty';
  const ends = current.filter(({ kind }) => kind === counts).map(({ endsAt }) => endsAt);
  return ends.length === 0 ? null : { kind: counts, until: Math.max(...ends) };
}
