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
    return /Minutes$|^minutes$/.test(field) ? `${value} min` : String(value);
  }
  if (typeof value === 'string') {
    if (isId(value)) return reader.nameOf(value) ?? 'something no longer known';
    if (field === 'rrule') return repeatInWords(value);
    if (/Local$/.test(field)) return value.replace('T', ', ');
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

/** An RRULE value (RFC 5545) as far as the calendar's own form writes it; anything else is shown as it stands. */
export function repeatInWords(rrule: string): string {
  if (rrule === '') return 'once';
  const parts = new Map(rrule.split(';').map((part) => part.split('=', 2) as [string, string | undefined]));
  const days = parts.get('BYDAY')?.split(',') ?? [];
  const every = Number(parts.get('INTERVAL') ?? '1');
  const known = [...parts.keys()].every((key) => ['FREQ', 'BYDAY', 'INTERVAL', 'WKST'].includes(key));
  const named = days.map(dayInWords);
  if (!known || named.includes(null)) return rrule;
  const on = named.length > 0 ? ` on ${named.join(', ')}` : '';
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return every === 1 ? `every day${on}` : `every ${every} days${on}`;
    case 'WEEKLY':
      return every === 1 ? `every week${on}` : `every ${every} weeks${on}`;
    case 'MONTHLY':
      return every === 1 ? `every month${on}` : `every ${every} months${on}`;
    default:
      return rrule;
  }
}

function dayInWords(day: string): string | null {
  const match = /^(-?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(day);
  const name = match?.[2] === undefined ? undefined : DAYS[match[2]];
  if (name === undefined) return null;
  if (match?.[1] === undefined) return name;
  const nth = NTH[match[1]];
  return nth === undefined ? null : `the ${nth} ${name}`;
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
  const at = fields.get('at');
  const zone = fields.get('zone');
  if (typeof at === 'number' && typeof zone === 'string') return reader.moment(at);
  const title = fields.get('title') ?? fields.get('subject') ?? fields.get('name');
  if (typeof title === 'string') {
    const minutes = fields.get('minutes');
    return typeof minutes === 'number' ? `${excerpt(title)} (${minutes} min)` : excerpt(title);
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

const DAYS: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

const NTH: Readonly<Record<string, string>> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '5': 'fifth',
  '-1': 'last',
};

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
  deliveryManagerId: 'delivery manager',
  rangeFrom: 'range from',
  rangeTo: 'range to',
};
