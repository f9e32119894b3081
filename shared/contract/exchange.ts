import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { environmentId, serviceId, teamId } from '#shared/domain/ids.ts';
import { instant, zoneName } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { windowRule } from './calendar.ts';
import { progress } from './workspace.ts';

/** Largest file that is read in, and largest piece of it sent in one call, in bytes. */
export const LARGEST_FILE = 50 * 1024 * 1024;
export const PIECE = 512 * 1024;

/** One line of what was found in a file: refused = not imported, adjusted = imported, but not just as it stood. */
export const reportLine = z.object({
  line: z.int(),
  about: z.string(),
  severity: z.enum(['refused', 'adjusted']),
  what: z.string(),
});
export type ReportLine = z.infer<typeof reportLine>;

/** What an import did, or would do. `report` holds at most 500 lines; the counts are of all. */
export const importCounts = z.object({
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  adjusted: z.int(),
});
export type ImportCounts = z.infer<typeof importCounts>;
const outcome = importCounts.extend({ report: z.array(reportLine) });

const file = z.uuid();

/** How events of a calendar file are kept as window rules. */
export const icsAs = z.object({
  kind: windowRule.shape.kind,
  hard: z.boolean(),
  traffic: windowRule.shape.traffic,
  protectionMinutes: windowRule.shape.protectionMinutes,
  serviceIds: z.array(serviceId),
  environmentIds: z.array(environmentId),
  teamIds: z.array(teamId),
  /** Zone of events that name none (floating) and of whole days. */
  zone: zoneName,
  /** Name of the calendar; empty = the one the file gives. Files of one calendar update each other. */
  source: text(300),
});
export type IcsAs = z.infer<typeof icsAs>;

export const icsEvent = z.object({
  uid: z.string(),
  name: z.string(),
  zone: z.string(),
  startLocal: z.string(),
  endLocal: z.string(),
  allDay: z.boolean(),
  rrule: z.string(),
  line: z.int(),
  change: z.enum(['new', 'changed', 'same', 'refused']),
});
export type IcsEvent = z.infer<typeof icsEvent>;

/** Fields of a change that a column of a table can fill. */
export const csvField = z.enum([
  'externalRef',
  'title',
  'description',
  'justification',
  'type',
  'category',
  'state',
  'services',
  'environments',
  'risk',
  'impact',
  'assignee',
  'validator',
  'requester',
  'plannedStart',
  'plannedEnd',
  'actualStart',
  'actualEnd',
  'deploymentSteps',
  'backOutSteps',
  'validationSteps',
  'closeCode',
  'workItems',
  'notes',
]);
export type CsvField = z.infer<typeof csvField>;

/** How a table is read. What is left out is found out from the file. */
export const csvReading = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  /** Column heading → field; headings that are left out are not imported. */
  mapping: z.record(text(300), csvField).optional(),
  /** Order of day, month and year; `iso` is year first. */
  dates: z.enum(['iso', 'day first', 'month first']).optional(),
  /** Zone of times that name none. */
  zone: zoneName,
});
export type CsvReading = z.infer<typeof csvReading>;

const streamOf = <Done extends z.ZodRawShape>(done: Done) =>
  eventIterator(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('progress'), progress }),
      z.object({ kind: z.literal('done'), ...done }),
    ]),
  );

const exported = z.object({ name: z.string(), text: z.string() });
/** What an export or a feed holds. */
export const exportLayers = z.array(
  z.enum(['allow', 'deny', 'inform', 'release', 'change', 'meeting', 'train']),
);
export type ExportLayer = z.infer<typeof exportLayers>[number];

export const exchangeContract = {
  /** Adds a piece (base64) to a file that is to be read in; without `file` it starts one. Too large a file is refused and dropped. */
  upload: route
    .input(z.object({ file: file.optional(), data: text(Math.ceil(PIECE / 3) * 4) }))
    .output(z.object({ file, bytes: z.int() })),
  /** Reads a calendar file and says what importing it would do; writes nothing. Shows at most 200 events. */
  previewIcs: route
    .input(z.object({ file, as: icsAs }))
    .output(streamOf({ source: z.string(), events: z.array(icsEvent), ...outcome.shape })),
  /** Imports a calendar file. Events known by UID are updated. With refused events nothing is imported unless `partial`. */
  importIcs: route.input(z.object({ file, as: icsAs, partial: z.boolean() })).output(streamOf(outcome.shape)),
  /** The calendar of [from, until) as iCalendar text. */
  exportIcs: route.input(z.object({ from: instant, until: instant, layers: exportLayers })).output(exported),
  /** Reads a table of changes: how it was understood, its first rows and what is wrong with any; writes nothing. */
  previewCsv: route.input(z.object({ file, reading: csvReading })).output(
    streamOf({
      reading: csvReading.required({ encoding: true, delimiter: true, dates: true, mapping: true }),
      columns: z.array(z.object({ name: z.string(), sample: z.string() })),
      rows: z.array(z.partialRecord(csvField, z.string())),
      ...outcome.shape,
    }),
  ),
  /** Imports a table of changes, all or nothing; with `partial` the good rows of it. Ending the stream before `done` leaves nothing. */
  importCsv: route
    .input(z.object({ file, reading: csvReading, partial: z.boolean() }))
    .output(streamOf(outcome.shape)),
  /** Changes planned in [from, until) as CSV, formulas neutralised. */
  exportCsv: route.input(z.object({ from: instant, until: instant })).output(exported),
  /** Makes a read-only address that calendar programs on this computer can subscribe to. Revoked like any token. */
  addFeed: route
    .input(z.object({ name: text(80).min(1), layers: exportLayers }))
    .output(z.object({ address: z.string() })),
  /** Countries whose public holidays are known, with their regions. */
  holidayCountries: route.output(
    z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        regions: z.array(z.object({ code: z.string(), name: z.string() })),
      }),
    ),
  ),
  /** Writes the public holidays of some years as inform windows; those already there are not doubled. */
  addHolidays: route
    .input(
      z.object({
        country: text(2).min(2),
        region: text(10),
        fromYear: z.int().min(2000).max(2100),
        untilYear: z.int().min(2000).max(2100),
        zone: zoneName,
      }),
    )
    .output(importCounts.pick({ added: true, unchanged: true })),
};
