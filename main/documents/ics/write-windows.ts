import type { WindowRule } from '#shared/contract/calendar.ts';
import { planTimeAt } from '#shared/domain/time.ts';
import { headOf, type JcalEvent, type JcalProperty, ownText } from './jcal.ts';
import { OWN } from './own.ts';
import { startsByRule } from './stamps.ts';

const category = { allow: 'Maintenance window', deny: 'Freeze', inform: 'Information' } as const;

/** The events of window rules, and the zones that a VTIMEZONE must describe. */
export function windowEvents(
  rules: readonly WindowRule[],
  stamp: number,
): { events: JcalEvent[]; zones: string[] } {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const edits = Map.groupBy(
    rules.filter((rule) => rule.seriesId !== null && byId.has(rule.seriesId)),
    (rule) => rule.seriesId,
  );
  const events = rules.map((rule) => {
    const series = rule.seriesId === null ? undefined : byId.get(rule.seriesId);
    return eventOf(rule, series, edits.get(rule.id) ?? [], stamp);
  });
  const timed = rules.filter((rule) => !rule.allDay && !isUtc(rule.zone)).map((rule) => rule.zone);
  return { events, zones: [...new Set(timed)].toSorted() };
}

function eventOf(
  rule: WindowRule,
  series: WindowRule | undefined,
  edits: readonly WindowRule[],
  stamp: number,
): JcalEvent {
  // To others an edited occurrence is not left out of its series: it is the RECURRENCE-ID that takes its place.
  const edited = new Set(edits.map((edit) => edit.recurrenceId));
  const left = rule.exDates.filter((local) => !edited.has(local));
  // To others the first start always happens.
  const exDates = rule.rrule === '' || startsByRule(rule) ? left : [rule.startLocal, ...left];
  const list = (name: string, locals: readonly string[]): JcalProperty[] => {
    const [first, ...others] = locals.map((local) => timeIn(rule, name, local));
    return first === undefined ? [] : [[...first, ...others.map((one) => one[3])]];
  };
  return [
    'vevent',
    [
      ...headOf({
        uid: uidOf(rule, series),
        stamp,
        kind: rule.kind,
        summary: rule.name,
        description: described(rule),
        category: category[rule.kind],
      }),
      timeIn(rule, 'dtstart', rule.startLocal),
      timeIn(rule, 'dtend', rule.endLocal),
      ...(rule.rrule === '' ? [] : [['rrule', {}, 'recur', recurOf(rule)] as const]),
      ...list('exdate', exDates),
      ...list('rdate', rule.rDates),
      ...(rule.recurrenceId === '' || !isOccurrence(rule, series)
        ? []
        : [timeIn(series ?? rule, 'recurrence-id', rule.recurrenceId)]),
      ...ownFieldsOf(rule),
    ],
    [],
  ];
}

/** An edit whose series is not in this calendar stands on its own, unless it came so from another one. */
function isOccurrence(rule: WindowRule, series: WindowRule | undefined): boolean {
  return series !== undefined || (rule.seriesId === null && rule.uid !== '');
}

function uidOf(rule: WindowRule, series: WindowRule | undefined): string {
  const named = series ?? rule;
  if (series === undefined && rule.seriesId !== null) return `${rule.id}@slipway`;
  return named.uid || `${named.id}@slipway`;
}

function ownFieldsOf(rule: WindowRule): JcalProperty[] {
  const ids = (list: readonly string[]) => (list.length === 0 ? 'all' : list.join(','));
  return [
    ownText(OWN.hard, String(rule.hard)),
    ownText(OWN.traffic, rule.traffic),
    ownText(OWN.protection, String(rule.protectionMinutes)),
    ownText(OWN.services, ids(rule.serviceIds)),
    ownText(OWN.environments, ids(rule.environmentIds)),
    ownText(OWN.teams, ids(rule.teamIds)),
    ...(rule.allDay ? [ownText(OWN.zone, rule.zone)] : []),
    ...(rule.source === '' ? [] : [ownText(OWN.source, rule.source)]),
  ];
}

function described({ kind, hard, protectionMinutes }: WindowRule): string {
  const what = {
    allow: 'Changes belong into this time',
    deny: 'Changes are barred in this time',
    inform: '',
  }[kind];
  if (what === '') return '';
  const after = protectionMinutes === 0 ? '' : ` ${protectionMinutes} min of protection follow.`;
  return `${what} (${hard ? 'hard' : 'soft'} rule).${after}`;
}

/** A wall-clock time of a rule as a property: a day, a time in UTC, or one with its zone. */
function timeIn(rule: Pick<WindowRule, 'zone' | 'allDay'>, name: string, local: string): [...JcalProperty] {
  if (rule.allDay) return [name, {}, 'date', local.slice(0, 10)];
  if (isUtc(rule.zone)) return [name, {}, 'date-time', `${local}:00Z`];
  return [name, { tzid: rule.zone }, 'date-time', `${local}:00`];
}

/** The parts of a rule in their order; UNTIL is of the same kind as the start (RFC 5545 section 3.3.10). */
function recurOf({ rrule, zone, allDay }: WindowRule): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rrule.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name.toLowerCase(), name === 'UNTIL' ? untilOf(value, zone, allDay) : value];
    }),
  );
}

function untilOf(value: string, zone: string, allDay: boolean): string {
  const text = value.replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/, (_, y, m, d, h, n, s, z) =>
    h === undefined ? `${y}-${m}-${d}` : `${y}-${m}-${d}T${h}:${n}:${s}${z}`,
  );
  return allDay && text.length > 10 ? planTimeAt(Date.parse(text), zone).local.slice(0, 10) : text;
}

function isUtc(zone: string): boolean {
  return ['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT'].includes(zone);
}
