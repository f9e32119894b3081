import type { CsvField } from '#shared/contract/exchange.ts';

/** What each field of a change is called when columns are matched to it, in the order of the ticket. */
export const CSV_FIELDS: Readonly<Record<CsvField, string>> = {
  externalRef: 'Number elsewhere',
  title: 'Short description',
  description: 'Description',
  justification: 'Justification',
  type: 'Type',
  category: 'Category',
  state: 'State',
  services: 'Services',
  environments: 'Environments',
  risk: 'Risk',
  impact: 'Impact',
  assignee: 'Assignee',
  validator: 'Validator',
  requester: 'Requester',
  plannedStart: 'Planned start',
  plannedEnd: 'Planned end',
  actualStart: 'Actual start',
  actualEnd: 'Actual end',
  deploymentSteps: 'Deployment steps',
  backOutSteps: 'Back-out steps',
  validationSteps: 'Validation steps',
  closeCode: 'Close code',
  workItems: 'Work items',
  notes: 'Notes',
};

export const CSV_FIELD_OPTIONS = (Object.entries(CSV_FIELDS) as [CsvField, string][]).map(
  ([value, label]) => ({ value, label }),
);
