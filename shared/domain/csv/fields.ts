import type { CsvField } from '#shared/contract/exchange.ts';

/** Which program wrote a table, by its headings: the same word for a state means different things. */
export type CsvOrigin = 'slipway' | 'servicenow' | 'jira' | 'other';

/** Headings of a table that Slipway writes, in its order; all of them are understood when it is read in again. */
export const exportHeadings: Readonly<Record<CsvField, string>> = {
  externalRef: 'Number',
  title: 'Short description',
  type: 'Type',
  category: 'Category',
  state: 'State',
  services: 'Services',
  environments: 'Environments',
  risk: 'Risk',
  plannedStart: 'Planned start',
  plannedEnd: 'Planned end',
  actualStart: 'Actual start',
  actualEnd: 'Actual end',
  assignee: 'Assignee',
  validator: 'Validator',
  requester: 'Requester',
  closeCode: 'Close code',
  description: 'Description',
  justification: 'Justification',
  impact: 'Impact',
  deploymentSteps: 'Deployment steps',
  backOutSteps: 'Back-out steps',
  validationSteps: 'Validation steps',
  workItems: 'Work items',
  notes: 'Notes',
};
export const csvFields = Object.keys(exportHeadings) as readonly CsvField[];

/** Fields that several columns can fill together; of the others the heading named first in the list is taken. */
export const joinedFields: readonly CsvField[] = [
  'services',
  'environments',
  'workItems',
  'description',
  'justification',
  'impact',
  'notes',
];

/**
 * Headings by field, the best first: labels and column names of ServiceNow's change_request, of Jira Service
 * Management's export, and plain words. Written as {@link plainHeading} leaves them.
 */
const known: Readonly<Record<CsvField, readonly string[]>> = {
  externalRef: [
    'number',
    'number elsewhere',
    'issue key',
    'change number',
    'change request number',
    'change id',
    'key',
    'ticket number',
    'ticket',
    'reference',
    'external reference',
    'id',
  ],
  title: ['short description', 'summary', 'title', 'change summary', 'subject', 'headline', 'name'],
  description: ['description', 'change description', 'long description', 'details'],
  justification: [
    'justification',
    'business justification',
    'reason for change',
    'change reason',
    'reason',
    'business case',
  ],
  type: ['change type', 'type', 'type of change', 'chg type', 'change class'],
  category: ['category', 'change category'],
  state: ['state', 'status', 'change state', 'change status'],
  services: [
    'services',
    'affected services',
    'affected service',
    'business service',
    'service',
    'service offering',
    'cmdb ci',
    'configuration item',
    'configuration items',
    'affected cis',
    'affected ci',
    'application',
    'applications',
    'system',
    'systems',
  ],
  environments: ['environments', 'environment', 'affected environment', 'target environment'],
  risk: ['risk', 'change risk', 'risk level', 'risk rating'],
  impact: [
    'risk and impact analysis',
    'risk impact analysis',
    'impact analysis',
    'impact description',
    'business impact',
    'impact',
  ],
  assignee: ['assigned to', 'assignee', 'change implementer', 'implementer', 'change owner', 'owner'],
  validator: ['validator', 'validated by', 'verified by', 'tested by', 'tester', 'qa contact'],
  requester: [
    'requested by',
    'requester',
    'reporter',
    'change requester',
    'raised by',
    'opened by',
    'submitted by',
    'creator',
    'created by',
  ],
  plannedStart: [
    'planned start',
    'planned start date',
    'planned start time',
    'start date',
    'change start date',
    'scheduled start',
    'scheduled start date',
    'implementation start',
    'start time',
    'start',
  ],
  plannedEnd: [
    'planned end',
    'planned end date',
    'planned end time',
    'end date',
    'change completion date',
    'change end date',
    'scheduled end',
    'scheduled end date',
    'implementation end',
    'end time',
    'end',
  ],
  actualStart: ['actual start', 'actual start date', 'actual start time', 'work start', 'work start date'],
  actualEnd: ['actual end', 'actual end date', 'actual end time', 'work end', 'work end date'],
  deploymentSteps: [
    'deployment steps',
    'implementation plan',
    'implementation steps',
    'deployment plan',
    'rollout plan',
    'change plan',
  ],
  backOutSteps: [
    'back out steps',
    'backout plan',
    'back out plan',
    'backout steps',
    'rollback plan',
    'roll back plan',
    'rollback steps',
    'fallback plan',
  ],
  validationSteps: [
    'validation steps',
    'test plan',
    'validation plan',
    'verification plan',
    'verification steps',
    'testing plan',
  ],
  closeCode: ['close code', 'closure code', 'completion code', 'resolution', 'outcome', 'result'],
  workItems: ['work items', 'work item', 'linked issues', 'parent', 'parent key', 'epic link', 'stories'],
  notes: [
    'notes',
    'work notes',
    'close notes',
    'comments and work notes',
    'additional comments',
    'comments',
    'comment',
  ],
};

const fieldByHeading = new Map(
  csvFields.flatMap((field) => known[field].map((heading, at) => [heading, { field, at }] as const)),
);

/** A heading as the lists hold it: `Custom field (Change risk)`, `u_change_risk` and `Change Risk:` become `change risk`. */
export function plainHeading(heading: string): string {
  const inner = /^\s*custom field\s*\((.*)\)\s*$/i.exec(heading)?.[1] ?? heading;
  return inner
    .normalize('NFKC')
    .replace(/\.(display_value|name|email|user_name)\s*$/i, '')
    .replace(/^u_/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Finds the field of each heading that is known. Headings that fill the same single field give way to the best known. */
export function mapHeadings(headings: readonly string[]): Readonly<Record<string, CsvField>> {
  const found = headings.flatMap((heading) => {
    const hit = lookedUp(heading);
    return hit ? [{ heading, ...hit }] : [];
  });
  return Object.fromEntries(
    found
      .filter(
        (one) =>
          joinedFields.includes(one.field) ||
          !found.some((other) => other.field === one.field && other.at < one.at),
      )
      .map(({ heading, field }) => [heading, field]),
  );
}

/** Tells who wrote a table: ServiceNow and Jira have headings that nobody else has. */
export function originOf(headings: readonly string[]): CsvOrigin {
  const plain = new Set(headings.map(plainHeading));
  const has = (heading: string) => plain.has(heading);
  if (headings.length >= csvFields.length && csvFields.every((f) => headings.includes(exportHeadings[f])))
    return 'slipway';
  if (has('issue key') || has('issue id') || has('issue type')) return 'jira';
  if (has('cmdb ci') || has('configuration item') || has('backout plan') || has('sys id'))
    return 'servicenow';
  return has('short description') && has('assigned to') ? 'servicenow' : 'other';
}

function lookedUp(heading: string): { field: CsvField; at: number } | undefined {
  // Jira repeats these, one for each kind of link: `Outward issue link (Blocks)`.
  if (/^(in|out)ward issue link\b/i.test(heading.trim())) return { field: 'workItems', at: 99 };
  return fieldByHeading.get(plainHeading(heading));
}
