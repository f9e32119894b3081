import { OWN } from './own.ts';

/** A property as ical.js composes it: name, parameters, type, values (RFC 7265). */
export type JcalProperty = readonly [string, Readonly<Record<string, string>>, string, ...unknown[]];
export type JcalEvent = [string, JcalProperty[], never[]];

export type PlainEvent = {
  readonly uid: string;
  readonly stamp: number;
  readonly kind: string;
  readonly summary: string;
  readonly description: string;
  readonly category: string;
  readonly tentative: boolean;
  readonly startsAt: number;
  readonly endsAt: number;
};

/** An event that happens once, between two instants (ms UTC). */
export function jcalEvent(one: PlainEvent): JcalEvent {
  return [
    'vevent',
    [
      ...headOf(one),
      ['dtstart', {}, 'date-time', utcTime(one.startsAt)],
      ...(one.endsAt > one.startsAt ? [['dtend', {}, 'date-time', utcTime(one.endsAt)] as const] : []),
      ['status', {}, 'text', one.tentative ? 'TENTATIVE' : 'CONFIRMED'],
    ],
    [],
  ];
}

/** What every event says about itself. */
export function headOf(
  one: Pick<PlainEvent, 'uid' | 'stamp' | 'kind' | 'summary' | 'description' | 'category'>,
): JcalProperty[] {
  return [
    ['uid', {}, 'text', plainText(one.uid)],
    ['dtstamp', {}, 'date-time', utcTime(one.stamp)],
    ['summary', {}, 'text', plainText(one.summary)],
    ...(one.description === '' ? [] : [['description', {}, 'text', plainText(one.description)] as const]),
    ['categories', {}, 'text', one.category],
    // Being told of a freeze does not make a person busy.
    ['transp', {}, 'text', one.kind === 'meeting' ? 'OPAQUE' : 'TRANSPARENT'],
    ownText(OWN.kind, one.kind),
  ];
}

/** A property of Slipway's own, escaped like any text. */
export function ownText(name: string, value: string): JcalProperty {
  return [name.toLowerCase(), {}, 'text', plainText(value)];
}

/** An instant in ms UTC as ical.js takes it, to the second. */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Without characters that no content line may hold. */
function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ');
}
