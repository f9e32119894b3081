import type { Change } from '#shared/contract/changes.ts';
import type { CsvField } from '#shared/contract/exchange.ts';
import { type Cells, keptNote, type ReadTicket } from './ticket.ts';
import { readRisk } from './values.ts';

/** What becomes of a ticket that is already here when its row comes again. */
export type Meeting =
  | { readonly kind: 'same' }
  | { readonly kind: 'update'; readonly fields: Partial<ReadTicket> }
  /** It differs and stays as it is here. */
  | { readonly kind: 'stays'; readonly why: string; readonly differing: readonly CsvField[] };

const ticketFields: Readonly<Partial<Record<CsvField, readonly (keyof ReadTicket)[]>>> = {
  title: ['title'],
  description: ['description'],
  justification: ['justification'],
  type: ['type'],
  category: ['category'],
  state: ['state', 'closeCode', 'changeAuthority'],
  services: ['serviceIds'],
  environments: ['environmentIds'],
  impact: ['impact'],
  assignee: ['assigneeId'],
  validator: ['validatorId'],
  requester: ['requesterId'],
  plannedStart: ['plannedStart'],
  plannedEnd: ['plannedEnd'],
  actualStart: ['actualStartAt'],
  actualEnd: ['actualEndAt'],
  deploymentSteps: ['deploymentSteps'],
  backOutSteps: ['backOutSteps'],
  validationSteps: ['validationSteps'],
  closeCode: ['closeCode'],
  workItems: ['workItems'],
};
/** What follows from the state; a difference in it alone is none. */
const follows: readonly (keyof ReadTicket)[] = ['changeAuthority'];

/**
 * Compares a row with the ticket it was imported to before. Only cells that say something count, notes are added to,
 * never replaced, and only a ticket that is still New and rides with no release takes anything over: later ones have
 * been assessed here as they are.
 */
export function meet(here: Change, ticket: ReadTicket, cells: Cells): Meeting {
  const fields: Record<string, unknown> = {};
  const differing: CsvField[] = [];
  for (const [field, names] of Object.entries(ticketFields) as [CsvField, (keyof ReadTicket)[]][]) {
    if ((cells[field] ?? '') === '') continue;
    const changed = names.filter(
      (name) => !isEmpty(ticket[name]) && plain(ticket[name]) !== plain(here[name as keyof Change]),
    );
    if (!changed.some((name) => !follows.includes(name))) continue;
    differing.push(field);
    for (const name of changed) fields[name] = ticket[name];
  }
  // Worked out from more than a table holds, such as a planned outage, the level here may be the one of the file.
  const ofRisk = readRisk(cells.risk ?? '') === here.riskLevel ? keptNote('risk', cells.risk ?? '') : null;
  const added = ticket.notes
    .split('\n')
    .filter((line) => line !== ofRisk && !here.notes.includes(line.trim()));
  if (added.length > 0) {
    differing.push('notes');
    fields.notes = [here.notes, ...added].filter((part) => part !== '').join('\n');
  }
  if (differing.length === 0) return { kind: 'same' };
  const why = whyNot(here);
  if (why !== null) return { kind: 'stays', why, differing };
  return { kind: 'update', fields: fields as Partial<ReadTicket> };
}

/** Whether an import may change this ticket; in words when not. */
export function whyNot(here: Pick<Change, 'state' | 'releaseId'>): string | null {
  if (here.state !== 'New') return `is in ${here.state} here`;
  return here.releaseId === null ? null : 'rides with a release here';
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A value as far as a difference in it matters: not line ends, order of keys, or a time's way of being written. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\r\n?/g, '\n').trim();
  if (Array.isArray(value)) return value.map(plain).join('\u0000');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('at' in value && 'zone' in value) return `${value.at} ${value.zone}`;
  if ('title' in value && 'minutes' in value) return `${plain(value.title)} ${value.minutes}`;
  return JSON.stringify(value);
}
