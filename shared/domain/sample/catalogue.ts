import type { ChangeTemplate } from '#shared/contract/change-templates.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { ChangeTemplateId } from '../ids.ts';
import { DAY } from '../time.ts';
import { type SampleCompany, withRole } from './company.ts';
import type { Random } from './random.ts';
import { ticketSteps, type WorkKind } from './steps.ts';

const SETTING = 'Change a setting of a service';

/** Two templates and one approved standard change of the sample company. */
export function sampleCatalogue(random: Random, company: SampleCompany, now: number): ChangeTemplate[] {
  const written = now - 200 * DAY;
  const production = company.environments.filter((one) => one.kind === 'production').map((one) => one.id);
  const template = (name: string, kind: WorkKind, about: string, impact: string): ChangeTemplate => ({
    id: random.id<ChangeTemplateId>(written),
    name,
    about,
    standard: false,
    state: 'approved',
    fields: {
      type: 'normal',
      category: 'software',
      environmentIds: production,
      impact,
      ...ticketSteps(kind, [{ name: 'the service', from: '1.0.0', to: '1.1.0' }]),
    },
    proposedBy: null,
    decidedBy: null,
    decidedAt: null,
    decisionNote: '',
  });
  const setting = template(
    SETTING,
    'config',
    'One line of configuration of one service, rolled out to its nodes without a restart.',
    'None that customers notice.',
  );
  return [
    template(
      'Deploy a new version of a service',
      'deploy',
      'A rolling deployment, node by node, with the version before to go back to.',
      'None that customers notice during the deployment.',
    ),
    template(
      'Migrate a table',
      'schema',
      'Additions first, without a lock, old rows filled in batches.',
      'Writes are slower while rows are filled; customers see nothing.',
    ),
    {
      ...setting,
      standard: true,
      fields: { ...setting.fields, type: 'standard' },
      proposedBy: withRole(company, 'operations'),
      decidedBy: withRole(company, 'approver'),
      decidedAt: written + 6 * DAY,
      decisionNote: 'Carried out forty times last year without an incident.',
    },
  ];
}

/** The changes with the entry of the catalogue that settings rest on. */
export function fromCatalogue(
  changes: readonly Change[],
  catalogue: readonly ChangeTemplate[],
): readonly Change[] {
  const entry = catalogue.find((one) => one.name === SETTING);
  return changes.map((one) =>
    one.type === 'standard' && one.deploymentSteps[0]?.title.startsWith('Merge the setting')
      ? { ...one, templateId: entry?.id ?? null }
      : one,
  );
}
