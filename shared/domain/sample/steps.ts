import type { Change, TicketStep } from '#shared/contract/changes.ts';

/** Versions of one service around a change. */
export type Versions = { readonly name: string; readonly from: string; readonly to: string };
export type WorkKind = 'deploy' | 'schema' | 'config' | 'cert' | 'toggle' | 'infra';
type Steps = Pick<Change, 'deploymentSteps' | 'backOutSteps' | 'validationSteps'>;

const step = (title: string, minutes: number): TicketStep => ({ title, minutes });

/** Minutes that a plan needs so that the work, its validation and, should it come to that, the way back fit. */
export function plannedMinutes({ deploymentSteps, backOutSteps, validationSteps }: Steps): number {
  const all = [...deploymentSteps, ...validationSteps, ...backOutSteps];
  return Math.max(
    15,
    all.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
  );
}

/** Deployment, back-out and validation steps as a careful author writes them for this kind of work. */
export function ticketSteps(kind: WorkKind, versions: readonly Versions[]): Steps {
  const main = versions[0] ?? { name: 'the service', from: '1.0.0', to: '1.1.0' };
  const deploy = versions.map(({ name, to }) => step(`Deploy ${name} ${to}, rolling, 4 nodes`, 12));
  const back = versions.toReversed().map(({ name, from }) => step(`Return ${name} to ${from}, rolling`, 10));
  const watch = step(`Error rate of ${main.name} below 0.50 % for ten minutes`, 10);
  switch (kind) {
    case 'deploy':
      return {
        deploymentSteps: [step(`Confirm the digest of ${main.name} ${main.to}`, 2), ...deploy],
        backOutSteps: back,
        validationSteps: [step(`${main.name} reports ${main.to} on every node`, 2), watch],
      };
    case 'schema':
      return {
        deploymentSteps: [
          step('Snapshot the ledger database, confirm the restore point', 15),
          step('Run the migration, additions only, no lock', 20),
          step('Fill old rows in batches of 5,000', 35),
          ...deploy.slice(1),
        ],
        backOutSteps: [
          step('Stop the job that fills rows', 2),
          ...back.slice(0, -1),
          step(`Undo the migration; ${main.name} is back at ${main.from}`, 12),
        ],
        validationSteps: [step('No empty value in rows younger than an hour', 3), watch],
      };
    case 'config':
      return {
        deploymentSteps: [step(`Merge the setting of ${main.name}, wait for it to reach every node`, 5)],
        backOutSteps: [step(`Revert the setting; ${main.name} ${main.from} reads the old value`, 3)],
        validationSteps: [step(`${main.name} shows the new value on its status page`, 2)],
      };
    case 'cert':
      return {
        deploymentSteps: [
          step('Put the new certificate into the vault beside the old one', 5),
          step(`Reload ${main.name}, one node at a time`, 8),
        ],
        backOutSteps: [step(`Point ${main.name} at the old certificate, valid for ten more days`, 4)],
        validationSteps: [step('Test payment through the first acquirer', 3)],
      };
    case 'toggle':
      return {
        deploymentSteps: [
          ...deploy,
          step('Turn the feature toggle on for 5 %, watch ten minutes', 12),
          step('Turn it on for everybody', 5),
        ],
        backOutSteps: [step('Turn the feature toggle off', 1), ...back],
        validationSteps: [step('Walk the journey with a real account', 5), watch],
      };
    case 'infra':
      return {
        deploymentSteps: [
          step(`Take the first node of ${main.name} out of the balancer`, 3),
          step('Apply and start, compare with the other nodes', 15),
          step('The other nodes one after the other', 25),
        ],
        backOutSteps: [step(`Start the nodes from the image before, ${main.name} ${main.from}`, 15)],
        validationSteps: [step(`Every node of ${main.name} is back in the balancer`, 3), watch],
      };
  }
}
