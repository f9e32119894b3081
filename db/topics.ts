import type { EntityName } from './entities.ts';

type Row = Readonly<Record<string, unknown>>;

/** Which live topics a changed row belongs to. */
const topics: { readonly [Name in EntityName]: (row: Row) => readonly string[] } = {
  workspace: () => ['workspace'],
  person: () => ['people'],
  team: () => ['people'],
  service: () => ['catalogue'],
  environment: () => ['catalogue'],
  repository: () => ['repositories'],
  windowRule: () => ['calendar'],
  change: (row) => [
    'changes',
    'calendar',
    `changes/${row.id}`,
    ...(row.releaseId ? [`releases/${row.releaseId}`] : []),
  ],
  release: (row) => ['releases', 'calendar', `releases/${row.id}`],
  slot: (row) => ['releases', 'calendar', `releases/${row.releaseId}`],
  template: () => ['templates'],
  templateStep: () => ['templates'],
  run: (row) => ['runs', `runs/${row.id}`, `releases/${row.releaseId}`],
  step: (row) => [`runs/${row.runId}/steps`],
  stepEvent: (row) => ['runs', `runs/${row.runId}`],
  note: (row) => [`runs/${row.runId}`],
  runEvent: (row) => ['runs', `runs/${row.runId}`],
  gateVote: (row) => [`runs/${row.runId}`],
  personTime: () => ['people', 'calendar'],
  conflictRecord: (row) => ['calendar', `${row.subjectKind}s`, `${row.subjectKind}s/${row.subjectId}`],
  train: () => ['trains', 'calendar'],
  cabMeeting: (row) => ['cab', 'calendar', `cab/${row.id}`],
  agendaItem: (row) => ['cab', 'calendar', `cab/${row.meetingId}`],
  pack: (row) => ['cab', `cab/${row.meetingId}`],
  decision: (row) => ['approvals', `${row.subjectKind}s`, `${row.subjectKind}s/${row.subjectId}`],
  condition: (row) => ['approvals', 'changes', `changes/${row.changeId}`],
  changeTemplate: () => ['changeTemplates'],
  changePolicy: () => ['changePolicies'],
  templateVersion: () => ['templates'],
  evidence: (row) => [`runs/${row.runId}/evidence`],
  stepAttempt: (row) => [`runs/${row.runId}/attempts`],
};

/** Live topics that a changed row touches. */
export function topicsOf(entity: EntityName, row: Row): readonly string[] {
  return topics[entity](row);
}
