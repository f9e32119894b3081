import { repeatInWords } from '#renderer/features/calendar/windows/repeat.ts';
import { minutesText } from '#shared/domain/wording.ts';

/** What the wording needs from the page around it. */
export type Reader = {
  /** Name of a person, service, environment, team, release, step … by id; null when it is not known here. */
  readonly nameOf: (id: string) => string | null;
  /** An instant (ms UTC) as the reader's clock shows it, with its date. */
  readonly moment: (at: number) => string;
};

const EXCERPT = 160;

/** A logged value in plain words: names for ids, times for instants, lists as lists; never raw JSON where a word exists. */
export function valueInWords(field: string, value: unknown, reader: Reader): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') {
    if (/At$/.test(field)) return reader.moment(value);
    return /Minutes$|^minutes$/.test(field) ? minutesText(value) : String(value);
  }
  if (typeof value === 'string') {
    if (isId(value)) return reader.nameOf(value) ?? 'something no longer known';
    if (field === 'rrule') return repeatInWords(value);
    if (/Local$|^exDates$|^rDates$/.test(field)) return value.replace('T', ', ');
    return excerpt(value);
  }
  if (Array.isArray(value)) return listInWords(field, value, reader);
  return objectInWords(value, reader);
}

/** `plannedOutageMinutes` → "planned outage"; names a field the way people say it. */
export function fieldInWords(field: string): string {
  const known = FIELDS[field];
  if (known !== undefined) return known;
  const words = field.replace(/(Ids?|At|Minutes|Local)$/, '').replace(/([a-z])([A-Z])/g, '$1 $2');
  return words.toLowerCase();
}

function listInWords(field: string, values: readonly unknown[], reader: Reader): string {
  if (values.length === 0) return 'nothing';
  const words = values.map((value) => valueInWords(field, value, reader));
  const shown = words.slice(0, 5).join(/Steps$/.test(field) ? '; ' : ', ');
  const more = words.length > 5 ? ` and ${words.length - 5} more` : '';
  return /Steps$|^commits$/.test(field) ? `${words.length}: ${shown}${more}` : `${shown}${more}`;
}

function objectInWords(value: object, reader: Reader): string {
  const fields = new Map<string, unknown>(Object.entries(value));
  if (fields.size === 0) return 'nothing';
  const at = fields.get('at');
  const zone = fields.get('zone');
  if (typeof at === 'number' && typeof zone === 'string') return reader.moment(at);
  const title = fields.get('title') ?? fields.get('subject') ?? fields.get('name');
  if (typeof title === 'string') {
    const minutes = fields.get('minutes');
    return typeof minutes === 'number' ? `${excerpt(title)} (${minutesText(minutes)})` : excerpt(title);
  }
  return [...fields]
    .map(([key, inner]) => `${fieldInWords(key)} ${valueInWords(key, inner, reader)}`)
    .join(', ');
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT).trimEnd()}…` : line;
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

const FIELDS: Readonly<Record<string, string>> = {
  backOutSteps: 'back-out steps',
  backOutPlan: 'back-out plan',
  plannedOutageMinutes: 'planned outage',
  holdReason: 'reason for the hold',
  riskScore: 'risk score',
  riskLevel: 'risk',
  closeCode: 'close code',
  closeNote: 'what was learned',
  startLocal: 'first start',
  endLocal: 'first end',
  rrule: 'repeat',
  hard: 'hard rule',
  dependsOn: 'dependencies',
  exDates: 'left-out dates',
  rDates: 'extra dates',
  leadMinutes: 'lead times',
  cutOff: 'cut-off',
  externalRef: 'number elsewhere',
  deliveryManagerId: 'delivery manager',
  rangeFrom: 'range from',
  rangeTo: 'range to',
};
