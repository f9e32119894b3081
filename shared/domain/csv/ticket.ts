import type { Change } from '#shared/contract/changes.ts';
import type { CsvField } from '#shared/contract/exchange.ts';
import { authorisedStates } from '../changes/changes.ts';
import { type RiskBasis, riskOf } from '../changes/risk.ts';
import { CLOCK_SLACK, DAY, MINUTE, type PlannedTime, planTimeAt, readingOf, wallOf } from '../time.ts';
import { createLocalClock, type DateOrder, type DateRead, readDate } from './dates.ts';
import { type CsvOrigin, exportHeadings } from './fields.ts';
import type { Names } from './names.ts';
import { readSteps } from './steps.ts';
import { readCloseCode, readList, readRisk, readState, readType } from './values.ts';

/** Cells of one row by the field they fill. Empty ones may be left out. */
export type Cells = { readonly [Field in CsvField]?: string };

/** What was found in a cell. `same` gathers what many rows have in common. */
export type Finding = {
  readonly severity: 'refused' | 'adjusted';
  readonly field: CsvField;
  readonly what: string;
  readonly same?: string;
};

/** A ticket as it is staged, without reference and id, which the writer gives. */
export type ReadTicket = Pick<
  Change,
  | 'externalRef'
  | 'title'
  | 'description'
  | 'justification'
  | 'type'
  | 'category'
  | 'state'
  | 'serviceIds'
  | 'environmentIds'
  | 'impact'
  | 'assigneeId'
  | 'validatorId'
  | 'requesterId'
  | 'plannedStart'
  | 'plannedEnd'
  | 'actualStartAt'
  | 'actualEndAt'
  | 'deploymentSteps'
  | 'backOutSteps'
  | 'validationSteps'
  | 'closeCode'
  | 'changeAuthority'
  | 'workItems'
  | 'notes'
  | 'riskScore'
  | 'riskLevel'
>;

export type TableRules = {
  readonly origin: CsvOrigin;
  readonly order: DateOrder;
  /** Zone of times that name none. */
  readonly zone: string;
  readonly names: Names;
  readonly risk: RiskBasis;
  /** Instant, ms UTC. */
  readonly now: number;
};

const LONGEST = { title: 500, category: 120, prose: 1_000_000, ref: 200, item: 200 } as const;
const MOST_ITEMS = { services: 500, environments: 50, workItems: 2000 } as const;

/**
 * Makes the reader of one table's rows. Nothing of a row is lost silently: what cannot be kept as it stands goes into
 * the ticket's notes with a finding, or the row is refused (any finding `refused`).
 */
export function createTicketReader(rules: TableRules) {
  const clock = createLocalClock();
  return (cells: Cells): { readonly ticket: ReadTicket; readonly findings: readonly Finding[] } => {
    const findings: Finding[] = [];
    /** What the notes take over: label and text. */
    const kept: string[] = [];
    const text = (field: CsvField) => cells[field] ?? '';
    const refuse = (field: CsvField, what: string) => findings.push({ severity: 'refused', field, what });
    const adjust = (field: CsvField, what: string, same?: string) =>
      findings.push({ severity: 'adjusted', field, what, ...(same === undefined ? {} : { same }) });
    const keep = (field: CsvField, value: string) => kept.push(keptNote(field, value));

    const unknown = (field: CsvField, value: string, what: string) => {
      keep(field, value);
      adjust(field, `“${short(value)}” ${what}; the notes keep it.`, `${field} ${value.toLowerCase()}`);
    };

    const prose = (field: 'description' | 'justification' | 'impact' | 'notes') => {
      if (text(field).length > LONGEST.prose)
        refuse(field, `is longer than ${LONGEST.prose} characters, the most a ticket takes.`);
      return text(field);
    };
    const line = (field: 'title' | 'category') => {
      const whole = text(field).replace(/\s*[\r\n]+\s*/g, ' ');
      if (whole.length <= LONGEST[field]) return whole;
      keep(field, whole);
      adjust(field, `is longer than ${LONGEST[field]} characters: it was cut, the notes keep the whole.`);
      return `${whole.slice(0, LONGEST[field] - 1).toWellFormed()}…`;
    };
    const person = (field: 'assignee' | 'validator' | 'requester') => {
      if (text(field) === '') return null;
      const id = rules.names.person(text(field));
      if (id === null) unknown(field, text(field), 'is nobody known here, or several');
      return id;
    };
    const listed = <Id>(field: 'services' | 'environments', find: (name: string) => Id | null): Id[] => {
      const whole = text(field) === '' ? null : find(text(field));
      const items = text(field) === '' ? [] : whole === null ? readList(text(field), rules.origin) : [];
      if (items.length > MOST_ITEMS[field]) refuse(field, `names more than ${MOST_ITEMS[field]}.`);
      const found = items.map((item) => {
        const id = find(item);
        if (id === null) unknown(field, item, `is not among the ${field} here`);
        return id;
      });
      return [...new Set([whole, ...found].filter((id) => id !== null))];
    };
    const steps = (field: 'deploymentSteps' | 'backOutSteps' | 'validationSteps') => {
      const found = readSteps(text(field));
      if (typeof found !== 'string') return [...found];
      refuse(field, found);
      return [];
    };
    const date = (field: 'plannedStart' | 'plannedEnd' | 'actualStart' | 'actualEnd') => {
      if (text(field) === '') return null;
      const found = readDate(text(field), rules.order, rules.zone, clock);
      if (!found.ok) {
        refuse(field, `“${short(text(field))}” ${found.reason}.`);
        return null;
      }
      for (const note of found.notes) adjust(field, `“${short(text(field))}” ${note}.`);
      return found;
    };

    const title = line('title');
    if (title.trim() === '') refuse('title', 'is empty; a change needs a title.');
    const externalRef = text('externalRef');
    if (externalRef.length > LONGEST.ref)
      refuse('externalRef', `is longer than ${LONGEST.ref} characters and can hardly be a number.`);
    const type = text('type') === '' ? 'normal' : readType(text('type'));
    if (type === null) unknown('type', text('type'), 'is no type of change; it became normal');

    const state = stateOf();
    function stateOf(): Pick<Change, 'state' | 'closeCode'> {
      const word =
        text('state') === '' ? ({ state: 'New' } as const) : readState(text('state'), rules.origin);
      if (word === null) unknown('state', text('state'), 'is no state of a change; it became New');
      const found = word ?? { state: 'New' as const };
      // In Jira every finished ticket has a resolution, also a cancelled one.
      const codeText = found.state === 'Cancelled' ? '' : text('closeCode');
      const code = codeText === '' ? null : readCloseCode(codeText);
      if (codeText !== '' && code === null) unknown('closeCode', codeText, 'is no close code');
      const closeCode = code ?? found.closeCode ?? null;
      if (found.state !== 'Closed' || closeCode !== null) return { state: found.state, closeCode };
      keep('state', text('state'));
      adjust(
        'state',
        `“${short(text('state'))}” comes without a close code: the change is in Review, where closing asks how it went.`,
        'closed without code',
      );
      return { state: 'Review', closeCode: null };
    }
    const authorised = authorisedStates.includes(state.state);
    if (authorised)
      adjust(
        'state',
        'Changes in Scheduled or later came in as authorised where they were written; no approval of theirs is recorded here.',
        'authorised elsewhere',
      );

    const starts = { plannedStart: date('plannedStart'), actualStart: date('actualStart') };
    const ends = { plannedEnd: date('plannedEnd'), actualEnd: date('actualEnd') };
    const plannedStart = wholeDay('plannedStart', starts.plannedStart, false)?.time ?? null;
    const plannedEnd = wholeDay('plannedEnd', ends.plannedEnd, true)?.time ?? null;
    if (plannedStart && plannedEnd && plannedEnd.at <= plannedStart.at)
      refuse(
        'plannedEnd',
        `“${short(text('plannedEnd'))}” is not after the planned start, “${short(text('plannedStart'))}”.`,
      );
    const actualStartAt = happened('actualStart', starts.actualStart);
    const actualEndAt = happened('actualEnd', ends.actualEnd);
    if (actualStartAt !== null && actualEndAt !== null && actualEndAt < actualStartAt)
      refuse(
        'actualEnd',
        `“${short(text('actualEnd'))}” is before the actual start, “${short(text('actualStart'))}”.`,
      );

    /** A date without time of day begins at 00:00 and ends with its day. */
    function wholeDay(
      field: 'plannedStart' | 'plannedEnd',
      found: (DateRead & { ok: true }) | null,
      end: boolean,
    ): { readonly time: PlannedTime } | null {
      if (!found?.dateOnly) return found;
      adjust(
        field,
        end ? 'has no time of day: the end of the day is meant.' : 'has no time of day: 00:00 is meant.',
        `${field} without time`,
      );
      if (!end) return found;
      const next = readingOf(wallOf(found.time.local) + DAY);
      return { time: { local: next, zone: found.time.zone, at: clock(next, found.time.zone).at } };
    }
    function happened(field: 'actualStart' | 'actualEnd', found: (DateRead & { ok: true }) | null) {
      if (found === null || found.at <= rules.now + CLOCK_SLACK) return found?.at ?? null;
      keep(field, text(field));
      adjust(field, `“${short(text(field))}” lies ahead and cannot have happened; the notes keep it.`);
      return null;
    }

    const workItems = readList(text('workItems'), rules.origin);
    if (workItems.length > MOST_ITEMS.workItems)
      refuse('workItems', `names more than ${MOST_ITEMS.workItems}.`);
    if (workItems.some((item) => item.length > LONGEST.item))
      refuse('workItems', `has an item of more than ${LONGEST.item} characters.`);

    const scored = {
      title: title.trim(),
      description: prose('description'),
      type: type ?? 'normal',
      serviceIds: listed('services', rules.names.service),
      deploymentSteps: steps('deploymentSteps'),
      backOutSteps: steps('backOutSteps'),
      validationSteps: steps('validationSteps'),
      plannedOutageMinutes: null,
      assigneeId: person('assignee'),
      validatorId: person('validator'),
      riskAnswers: {},
    };
    const risk = riskOf(scored, rules.risk);
    if (text('risk') !== '' && readRisk(text('risk')) !== risk.level) {
      keep('risk', text('risk'));
      adjust(
        'risk',
        'The risk of a change is worked out here from its fields; where the file says another level, the notes keep it.',
        'risk',
      );
    }
    const { plannedOutageMinutes: _, riskAnswers: __, ...fields } = scored;
    const ticket: ReadTicket = {
      ...fields,
      externalRef,
      justification: prose('justification'),
      category: line('category'),
      ...state,
      environmentIds: listed('environments', rules.names.environment),
      impact: prose('impact'),
      requesterId: person('requester'),
      plannedStart,
      plannedEnd,
      actualStartAt,
      actualEndAt,
      changeAuthority: authorised
        ? fields.type === 'standard'
          ? 'Pre-authorised'
          : 'Authorised before the import'
        : '',
      workItems: [...workItems],
      notes: [prose('notes'), ...kept].filter((part) => part !== '').join('\n'),
      riskScore: risk.score,
      riskLevel: risk.level,
    };
    return { ticket, findings };
  };
}

/** The line of the notes that keeps what a ticket has no place for. */
export function keptNote(field: CsvField, value: string): string {
  return `${exportHeadings[field]} in the file: ${value}`;
}

/** A cell in a sentence: one line, not too long. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59).toWellFormed()}…` : line;
}

/** Where an instant stands in a zone, for a table: `2027-02-11T22:00+01:00[Europe/Berlin]` (RFC 9557). */
export function writeTime({ at, zone }: Pick<PlannedTime, 'at' | 'zone'>): string {
  const wall = planTimeAt(at, zone).local;
  const offset = Math.round((wallOf(wall) - at) / MINUTE);
  const size = Math.abs(offset);
  const part = (value: number) => String(value).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${part(Math.floor(size / 60))}:${part(size % 60)}[${zone}]`;
}
