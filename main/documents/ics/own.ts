import { z } from 'zod';
import { windowRule } from '#shared/contract/calendar.ts';
import { zoneName } from '#shared/domain/time.ts';
import { EventFault } from './properties.ts';

/** Names of the properties by which an event written by Slipway comes back as what it was. */
export const OWN = {
  kind: 'X-SLIPWAY-KIND',
  hard: 'X-SLIPWAY-HARD',
  traffic: 'X-SLIPWAY-TRAFFIC',
  protection: 'X-SLIPWAY-PROTECTION-MINUTES',
  services: 'X-SLIPWAY-SERVICES',
  environments: 'X-SLIPWAY-ENVIRONMENTS',
  teams: 'X-SLIPWAY-TEAMS',
  zone: 'X-SLIPWAY-ZONE',
  source: 'X-SLIPWAY-SOURCE',
} as const;

const other: Readonly<Record<string, string>> = {
  release: 'a release',
  change: 'a change',
  meeting: 'a CAB meeting',
  train: 'a date of a release train',
};

const { serviceIds, environmentIds, teamIds } = windowRule.shape;

const NOTHING = {
  kind: null,
  hard: null,
  traffic: null,
  protectionMinutes: null,
  serviceIds: null,
  environmentIds: null,
  teamIds: null,
  zone: null,
  source: null,
};

/**
 * What Slipway wrote about a window beside RFC 5545; null for what is not there or not valid. Throws EventFault for an
 * event that Slipway wrote of something else than a window.
 */
export function ownFields(text: (name: string) => string, line: number) {
  const kind = text(OWN.kind).toLowerCase();
  const what = other[kind];
  if (what !== undefined)
    throw new EventFault(
      line,
      `This event is ${what} that Slipway handed on. Only windows are read from calendar files.`,
    );
  if (kind === '') return NOTHING;
  const as = <T>(schema: z.ZodType<T>, value: unknown) => schema.safeParse(value).data ?? null;
  const ids = <T>(schema: z.ZodType<T>, name: string) => {
    const value = text(name);
    return value === '' ? null : as(schema, value === 'all' ? [] : value.split(','));
  };
  const minutes = text(OWN.protection);
  return {
    kind: as(windowRule.shape.kind, kind),
    hard: as(z.stringbool(), text(OWN.hard)),
    traffic: as(windowRule.shape.traffic, text(OWN.traffic)),
    protectionMinutes: minutes === '' ? null : as(windowRule.shape.protectionMinutes, Number(minutes)),
    serviceIds: ids(serviceIds, OWN.services),
    environmentIds: ids(environmentIds, OWN.environments),
    teamIds: ids(teamIds, OWN.teams),
    zone: as(zoneName, text(OWN.zone)),
    source: text(OWN.source).slice(0, 300),
  };
}
