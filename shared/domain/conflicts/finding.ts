import type { Conflict, ConflictKind } from '#shared/contract/conflicts.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { Bookable, FoundConflict } from './facts.ts';

/** A conflict without the side it is named from. */
export type Finding = Omit<FoundConflict, 'subject' | 'ref' | 'title'>;

const order: readonly ConflictKind[] = [
  'freeze',
  'outside window',
  'window overrun',
  'window changed',
  'service booked',
  'dependency booked',
  'person booked twice',
  'person absent',
  'outside working hours',
  'release dependency',
  'train order',
  'lead time',
];

/** Named from its subject's side, hard ones first, then by kind, time and key. */
export function asFound(one: Bookable, findings: readonly Finding[]): FoundConflict[] {
  return findings
    .map((finding) => ({ ...finding, subject: one.subject, ref: one.ref, title: one.title }))
    .sort(
      (a, b) =>
        Number(b.hard) - Number(a.hard) ||
        order.indexOf(a.kind) - order.indexOf(b.kind) ||
        (a.other.startsAt ?? 0) - (b.other.startsAt ?? 0) ||
        (a.key < b.key ? -1 : 1),
    );
}

/** The other side when it is a booking. */
export function bookingParty(other: Bookable): Conflict['other'] {
  const { subject, ref, title, startsAt, endsAt } = other;
  return { kind: subject.kind, id: subject.id, ref, name: title, startsAt, endsAt };
}

/** `CHG-A31 Vault audit patch`, and that it is only tentative. */
export function spoken({ ref, title, status }: Bookable): string {
  const name = `${ref} ${title}`.trim();
  return status === 'tentative' ? `${name} (tentative)` : name;
}

export const softly = (what: string) => `${what}, soft rule`;
export const headline = (what: string, hard: boolean) => `${what}, ${hard ? 'hard' : 'soft'} rule`;

/** How a planned time reads in the facts of a decision. */
export const timeFact = ({ startsAt, endsAt }: Span) => `${startsAt}-${endsAt}`;
/** The planned time that the facts of a decision about a window rule rest on; null when they are of another kind. */
export function timeOfFacts(facts: string): Span | null {
  const found = /^(\d+)-(\d+); /.exec(facts);
  return found === null ? null : { startsAt: Number(found[1]), endsAt: Number(found[2]) };
}

/** Ids in the facts of a decision, whatever their order; the random tail of each says enough. */
export const idsFact = (ids: readonly string[]) =>
  ids
    .map((id) => id.slice(-12))
    .sort()
    .join(',');

/** Begun minutes from one instant to another. */
export const minutesFrom = (from: number, until: number) => Math.ceil((until - from) / MINUTE);
