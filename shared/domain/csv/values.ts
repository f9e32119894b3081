import type { ChangeState, ChangeType, CloseCode, RiskLevel } from '#shared/contract/changes.ts';
import type { CsvOrigin } from './fields.ts';

/** What a word for a state says: the state, and how a finished change went where the word tells. */
export type StateRead = { readonly state: ChangeState; readonly closeCode?: CloseCode };

/** Words that mean the same wherever they stand. Numbers are those of ServiceNow's state model (since Geneva). */
const states: Readonly<Record<string, StateRead>> = {
  new: { state: 'New' },
  draft: { state: 'New' },
  open: { state: 'New' },
  'to do': { state: 'New' },
  backlog: { state: 'New' },
  requested: { state: 'New' },
  registered: { state: 'New' },
  submitted: { state: 'New' },
  '-5': { state: 'New' },
  assess: { state: 'Assess' },
  assessment: { state: 'Assess' },
  planning: { state: 'Assess' },
  'in planning': { state: 'Assess' },
  'under review': { state: 'Assess' },
  'in review': { state: 'Assess' },
  'peer review': { state: 'Assess' },
  'peer review change manager approval': { state: 'Assess' },
  '-4': { state: 'Assess' },
  authorize: { state: 'Authorize' },
  authorise: { state: 'Authorize' },
  authorization: { state: 'Authorize' },
  'awaiting approval': { state: 'Authorize' },
  'waiting for approval': { state: 'Authorize' },
  'pending approval': { state: 'Authorize' },
  'awaiting cab approval': { state: 'Authorize' },
  'cab approval': { state: 'Authorize' },
  '-3': { state: 'Authorize' },
  scheduled: { state: 'Scheduled' },
  approved: { state: 'Scheduled' },
  authorized: { state: 'Scheduled' },
  authorised: { state: 'Scheduled' },
  planned: { state: 'Scheduled' },
  'awaiting implementation': { state: 'Scheduled' },
  'waiting for implementation': { state: 'Scheduled' },
  'ready for implementation': { state: 'Scheduled' },
  '-2': { state: 'Scheduled' },
  implement: { state: 'Implement' },
  implementing: { state: 'Implement' },
  implementation: { state: 'Implement' },
  'in progress': { state: 'Implement' },
  'work in progress': { state: 'Implement' },
  'in implementation': { state: 'Implement' },
  '-1': { state: 'Implement' },
  review: { state: 'Review' },
  implemented: { state: 'Review' },
  'post implementation review': { state: 'Review' },
  '0': { state: 'Review' },
  closed: { state: 'Closed' },
  done: { state: 'Closed' },
  resolved: { state: 'Closed' },
  'closed complete': { state: 'Closed', closeCode: 'successful' },
  completed: { state: 'Closed', closeCode: 'successful' },
  complete: { state: 'Closed', closeCode: 'successful' },
  successful: { state: 'Closed', closeCode: 'successful' },
  'completed with issues': { state: 'Closed', closeCode: 'successful with issues' },
  failed: { state: 'Closed', closeCode: 'unsuccessful' },
  'closed incomplete': { state: 'Closed', closeCode: 'unsuccessful' },
  'rolled back': { state: 'Closed', closeCode: 'backed out' },
  'backed out': { state: 'Closed', closeCode: 'backed out' },
  '3': { state: 'Closed' },
  cancelled: { state: 'Cancelled' },
  canceled: { state: 'Cancelled' },
  declined: { state: 'Cancelled' },
  rejected: { state: 'Cancelled' },
  withdrawn: { state: 'Cancelled' },
  'closed skipped': { state: 'Cancelled' },
  '4': { state: 'Cancelled' },
};

/** In Jira's workflow for changes a review stands at the beginning, not at the end. */
const ofJira: Readonly<Record<string, StateRead>> = { review: { state: 'Assess' } };

const types: Readonly<Record<string, ChangeType>> = {
  standard: 'standard',
  routine: 'standard',
  'pre approved': 'standard',
  'pre authorised': 'standard',
  'pre authorized': 'standard',
  normal: 'normal',
  minor: 'normal',
  major: 'normal',
  significant: 'normal',
  comprehensive: 'normal',
  emergency: 'emergency',
  urgent: 'emergency',
  expedited: 'emergency',
};

const risks: Readonly<Record<string, RiskLevel>> = {
  '1': 'very high',
  'very high': 'very high',
  critical: 'very high',
  '2': 'high',
  high: 'high',
  '3': 'moderate',
  moderate: 'moderate',
  medium: 'moderate',
  '4': 'low',
  low: 'low',
  minor: 'low',
};

const closeCodes: Readonly<Record<string, CloseCode>> = {
  successful: 'successful',
  success: 'successful',
  done: 'successful',
  completed: 'successful',
  implemented: 'successful',
  'successful with issues': 'successful with issues',
  'successful issues': 'successful with issues',
  'successful with problems': 'successful with issues',
  'completed with issues': 'successful with issues',
  'partially successful': 'successful with issues',
  unsuccessful: 'unsuccessful',
  'not implemented': 'not implemented',
  failed: 'unsuccessful',
  failure: 'unsuccessful',
  'not successful': 'unsuccessful',
  'backed out': 'backed out',
  'back out': 'backed out',
  'rolled back': 'backed out',
  rollback: 'backed out',
  reverted: 'backed out',
};

/** The state a word or number stands for, or null when it is not known. */
export function readState(text: string, origin: CsvOrigin): StateRead | null {
  const word = /^-?\d$/.test(text.trim()) ? text.trim() : plainValue(text);
  return (origin === 'jira' ? own(ofJira, word) : null) ?? own(states, word);
}

/** The type a word stands for, or null. */
export function readType(text: string): ChangeType | null {
  return own(types, plainValue(text).replace(/ change$/, ''));
}

/** The risk level a word or ServiceNow's number stands for, or null. */
export function readRisk(text: string): RiskLevel | null {
  return own(risks, plainValue(text).replace(/ risk$/, ''));
}

/** The close code a word stands for, or null. */
export function readCloseCode(text: string): CloseCode | null {
  return own(closeCodes, plainValue(text));
}

/** Items of a cell that lists several. Our own lists are parted by `; ` only, for a name may hold a comma. */
export function readList(text: string, origin: CsvOrigin): readonly string[] {
  const parting = origin === 'slipway' ? /;\s/ : /[;|\n\r]/.test(text) ? /[;|\n\r]+/ : /,/;
  const items = text.split(parting).map((item) => item.trim());
  return [...new Set(items.filter((item) => item !== ''))];
}

/** `3 - Moderate`, `CAB_Approval` and `Rolled-Back` become `moderate`, `cab approval` and `rolled back`; a number alone stays. */
function plainValue(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return plain.replace(/^\d+ (?=\D)/, '');
}

function own<T>(table: Readonly<Record<string, T>>, word: string): T | null {
  return Object.hasOwn(table, word) ? (table[word] ?? null) : null;
}
