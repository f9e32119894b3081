import type { FrozenChange, Snapshot } from '#shared/domain/pack/snapshot.ts';
import { DAY, MINUTE, planTime } from '#shared/domain/time.ts';

const zone = 'Europe/Berlin';
const at = (local: string) => planTime({ local, zone }).at;
const text = (value: string) => ({ text: value, more: 0 });
const steps = (...list: readonly (readonly [string, number])[]) =>
  list.map(([title, minutes]) => ({ title: text(title), minutes }));

/** The first change of the printed page of the design. */
export const ledgerChange: FrozenChange = {
  id: '0190f3a0-0000-7000-8000-000000000012',
  ref: 'CHG-A12',
  title: 'Add a settlement reference to the ledger and fill it for open transactions',
  type: 'normal',
  state: 'Authorize',
  onHold: false,
  holdReason: '',
  category: 'software',
  origin: 'regulation',
  strategy: 'rolling',
  build: '7.2.0',
  unauthorised: false,
  authority: '',
  description: text(
    'The ledger gets a nullable column with the reference of the payout. A job fills it for open transactions, **5,000 rows at a time**.',
  ),
  justification: text(
    'Month-end matching takes two people three days and misses about one payout in four hundred. The auditor’s finding of November asks for a reference by the end of the quarter. Waiting moves the work into the reporting freeze of 22 February.',
  ),
  impact: text(
    'Finance can match a payout to its card transactions without asking Payments. Customers see no difference.',
  ),
  evidence: text('Performance was measured on 3 February, six days before this pack.'),
  notes: text(''),
  deploymentSteps: steps(
    ['Snapshot the ledger database, confirm restore point', 24],
    ['Expand schema: add nullable column (migration 0147)', 36],
    ['Deploy ledger-api 7.2.0, which writes the reference', 28],
    ['Backfill 4.2 million open rows in batches of 5,000', 35],
  ),
  backOutSteps: steps(
    ['Stop the backfill job', 2],
    ['Return ledger-api to 7.1.4, rolling', 18],
    ['Drop the column, or restore the snapshot', 28],
  ),
  validationSteps: steps(
    ['Settle one test payout; reference appears in the export', 6],
    ['No null reference in rows younger than an hour', 3],
    ['Card errors below 0.50 % for ten minutes', 10],
  ),
  services: ['Ledger', 'Settlement'],
  environments: ['production'],
  plannedStart: at('2027-02-11T22:12'),
  plannedEnd: at('2027-02-12T01:26'),
  outageMinutes: 0,
  assignee: 'T. Okafor',
  validator: 'M. Kovač',
  requester: 'L. Brandt',
  release: { ref: 'REL-A3', name: 'Payments', version: '4.8.0' },
  workItems: ['PAY-2210', 'PAY-2214'],
  pullRequests: [],
  attachments: [],
  commits: 12,
  customFields: [],
  risk: {
    score: 41,
    level: 'high',
    scored: { level: 'high', from: 35 },
    lines: [
      { what: 'Tier 1 service and its database', points: 16 },
      { what: 'Schema change, 4.2 million rows', points: 12 },
      { what: 'ledger-api: 2 of 20 changes failed', points: 8 },
      { what: 'Three changes share the window', points: 8 },
      { what: 'Back-out rehearsed 9 February', points: -3 },
    ],
    notCounted: [],
    override: null,
  },
  criteria: [
    {
      name: 'Testing complete',
      met: 'yes',
      evidence: text('1,204 unit and 86 end-to-end tests passed'),
      by: 'M. Kovač',
    },
    { name: 'Peer review done', met: 'yes', evidence: text(''), by: 'A. Meier' },
    { name: 'Security', met: 'yes', evidence: text('Scan shows none new'), by: 'S. Lindqvist' },
    { name: 'Performance benchmarks met', met: null, evidence: text(''), by: '' },
    { name: 'User feedback', met: 'does not apply', evidence: text(''), by: '' },
  ],
  approvals: [
    {
      stage: 'Peer review',
      kind: 'approval',
      who: 'A. Meier',
      verdict: 'approve',
      at: at('2027-02-04T10:00'),
      comment: '',
      stale: false,
      asked: true,
    },
    {
      stage: 'QA',
      kind: 'approval',
      who: 'M. Kovač',
      verdict: 'approve',
      at: at('2027-02-08T10:00'),
      comment: '',
      stale: false,
      asked: true,
    },
    {
      stage: 'Product',
      kind: 'approval',
      who: 'L. Brandt',
      verdict: 'approve',
      at: at('2027-02-08T11:00'),
      comment: '',
      stale: true,
      asked: true,
    },
    {
      stage: 'CAB advice',
      kind: 'approval',
      who: '',
      verdict: null,
      at: null,
      comment: '',
      stale: false,
      asked: true,
    },
  ],
  conditions: [],
  conflicts: [],
  window: {
    name: 'Thursday night',
    startsAt: at('2027-02-11T22:00'),
    endsAt: at('2027-02-12T02:00'),
    protectionEndsAt: at('2027-02-12T02:30'),
  },
  fields: [],
  contentHash: 'c2a817fe'.repeat(8),
};

const others: readonly (readonly [string, string, string, FrozenChange['risk']['level'], number])[] = [
  ['CHG-A13', 'Card captures through version 4.8.0', '2027-02-11T22:30', 'moderate', 10],
  ['CHG-A15', 'Refunds scored before payout', '2027-02-11T23:20', 'moderate', 5],
  ['CHG-A16', 'Refunds over the new acquirer', '2027-02-11T23:40', 'high', 15],
  ['CHG-A22', 'Statement reads from a ledger replica', '2027-02-16T22:30', 'moderate', 10],
  ['CHG-A27', 'Rotation of card-vault keys', '2027-02-16T22:00', 'high', 10],
  ['CHG-A31', 'Vault audit patch, inside the freeze', '2027-02-23T22:00', 'moderate', 5],
];

/** The pack of the design: seven changes, two windows, a freeze, one conflict, one pack before it. */
export function sampleSnapshot(extra: readonly FrozenChange[] = []): Snapshot {
  const changes = [
    ledgerChange,
    ...others.map(([ref, title, start, level]) => ({
      ...ledgerChange,
      ref,
      title,
      plannedStart: at(start),
      plannedEnd: at(start) + 45 * MINUTE,
      risk: { ...ledgerChange.risk, level },
      conflicts:
        ref === 'CHG-A31'
          ? [
              {
                what: 'In a freeze, hard rule',
                sentence: `CHG-A31 lies in Reporting freeze from {${at('2027-02-22T00:00')}} to {${at('2027-03-02T00:00')}}.`,
                resolve: 'Move it before the freeze, or ask for an exception.',
                hard: true,
                standing: 'exception requested',
              },
            ]
          : [],
      window: ref === 'CHG-A31' ? null : ledgerChange.window,
    })),
    ...extra,
  ];
  const night = (day: string, next: string) => ({
    name: 'Maintenance night',
    kind: 'allow' as const,
    hard: true,
    startsAt: at(`${day}T22:00`),
    endsAt: at(`${next}T02:00`),
    protectionEndsAt: at(`${next}T02:30`),
  });
  return {
    version: 1,
    workspace: 'Harbour Bank',
    zone,
    zoneShort: 'CET',
    number: 2,
    title: '',
    frozenAt: at('2027-02-09T16:20'),
    frozenBy: 'Rosa Ruiz',
    logHead: '41d0'.repeat(16),
    meeting: {
      ref: 'CAB-A4',
      name: 'CAB',
      startAt: at('2027-02-10T10:00'),
      minutes: 70,
      chair: 'M. Kovač',
      place: '',
      members: ['A. Meier', 'L. Brandt', 'S. Lindqvist', 'T. Okafor', 'M. Kovač', 'R. Ruiz'],
      quorum: 4,
    },
    agenda: changes.map((change, i) => ({
      kind: 'change' as const,
      id: change.id,
      ref: change.ref,
      title: i === 0 ? 'Settlement reference in the ledger' : change.title,
      type: change.type,
      risk: change.risk.level,
      plannedStart: change.plannedStart,
      minutes: others[i - 1]?.[4] ?? 15,
      late: change.ref === 'CHG-A31',
      changes: [],
    })),
    changes,
    calendar: {
      from: at('2027-02-09T00:00'),
      until: at('2027-02-25T00:00'),
      windows: [
        night('2027-02-11', '2027-02-12'),
        night('2027-02-16', '2027-02-17'),
        night('2027-02-18', '2027-02-19'),
        {
          name: 'Reporting freeze',
          kind: 'deny',
          hard: true,
          startsAt: at('2027-02-22T00:00'),
          endsAt: at('2027-03-02T00:00'),
          protectionEndsAt: at('2027-03-02T00:00'),
        },
      ],
      bookings: [
        {
          kind: 'release',
          ref: 'REL-A3',
          title: 'Payments 4.8.0',
          startsAt: at('2027-02-11T22:00'),
          endsAt: at('2027-02-12T02:00'),
        },
      ],
      more: 0,
    },
    services: [
      {
        name: 'Ledger',
        tier: 1,
        changes: ['CHG-A12', 'CHG-A22'],
        dependents: ['Statements', 'Finance export'],
      },
      { name: 'Settlement', tier: 2, changes: ['CHG-A12'], dependents: [] },
    ],
    since: {
      number: 1,
      frozenAt: at('2027-02-09T16:20') - DAY,
      added: [{ ref: 'CHG-A31', title: 'Vault audit patch, inside the freeze' }],
      removed: [{ ref: 'CHG-A18', title: 'Statement layout for mobile' }],
      moved: [{ ref: 'CHG-A22', from: at('2027-02-11T22:30'), to: at('2027-02-16T22:30') }],
      altered: [{ ref: 'CHG-A12', fields: ['deploymentSteps', 'backOutSteps'] }],
    },
    statistics: {
      byType: [{ name: 'normal', count: changes.length }],
      byRisk: [
        { name: 'high', count: 3 },
        { name: 'moderate', count: 4 },
      ],
      byService: [
        { name: 'Ledger', count: 2 },
        { name: 'Settlement', count: 1 },
      ],
      failRate: { days: 90, closed: 41, failed: 3, unknown: 2 },
    },
  };
}
