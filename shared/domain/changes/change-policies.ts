import type { Stage } from '#shared/contract/approvals.ts';
import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import { prompts } from './prompts.ts';
import { riskQuestions } from './risk-questions.ts';

const byRole = (...roles: readonly Extract<Stage['who'][number], { kind: 'role' }>['role'][]): Stage['who'] =>
  roles.map((role) => ({ kind: 'role', role }));

const stageOf = (
  state: Stage['state'],
  kind: Stage['kind'],
  id: string,
  name: string,
  who: Stage['who'],
): Stage => ({ id, name, state, kind, who, rule: 'any', authority: false });

const scheduling = stageOf('Scheduled', 'task', 'scheduling', 'Scheduling', byRole('operations'));
const monitoring = stageOf('Review', 'task', 'monitoring', 'Monitoring', byRole('operations'));

/** What is in force until a workspace sets its own. Flows: seed 001, "Approval Workflows"; criteria: seed 001, "Criteria for Releasing Changes", and product.md. */
export const builtInPolicies: ChangePolicies = {
  approvalFlows: {
    standard: [scheduling, monitoring],
    normal: [
      stageOf('Assess', 'approval', 'initial-review', 'Initial review', byRole('tech lead')),
      stageOf('Assess', 'approval', 'quality', 'Quality assurance', byRole('QA')),
      stageOf('Authorize', 'approval', 'stakeholder', 'Stakeholder', byRole('product manager')),
      {
        ...stageOf('Authorize', 'approval', 'cab', 'CAB', byRole('approver', 'CAB member')),
        authority: true,
      },
      scheduling,
      monitoring,
    ],
    emergency: [
      {
        ...stageOf('Authorize', 'approval', 'ecab', 'ECAB', byRole('approver', 'CAB member')),
        authority: true,
      },
      monitoring,
    ],
  },
  approvalRules: { selfApproval: false, onBehalf: true, retrospectiveHours: 72 },
  transitionNeeds: [],
  riskModel: { rules: {}, questions: riskQuestions, bands: { moderate: 15, high: 35, 'very high': 55 } },
  coach: { off: {} },
  prompts: prompts.map((one) => ({ ...one })),
  criteria: [
    {
      id: 'testing',
      name: 'Testing complete',
      about: 'All test types ran against this build without a critical fault',
    },
    { id: 'review', name: 'Peer review done', about: 'Somebody other than its author has read the code' },
    {
      id: 'documentation',
      name: 'Documentation updated',
      about: 'Users, support and operations find it described',
    },
    { id: 'backup', name: 'Backup verified', about: 'The data can be put back, and that was tried' },
    { id: 'performance', name: 'Performance benchmarks met', about: 'Measured against the agreed figures' },
    { id: 'security', name: 'Security', about: 'No new vulnerability comes with it' },
    { id: 'business', name: 'Business alignment', about: 'It supports a goal that is pursued now' },
    { id: 'feedback', name: 'User feedback', about: 'Somebody who will use it has tried it' },
  ],
  linkPatterns: [],
  customFields: [],
};

/** The policies in force: those the workspace has set, over the built-in ones. */
export function policiesInForce(own: Partial<ChangePolicies>): ChangePolicies {
  return { ...builtInPolicies, ...own };
}
