import { write } from '#db/log.ts';
import { template, templateStep } from '#db/schema/runbooks.ts';
import type { Store } from '#db/store.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { Person } from '#shared/contract/people.ts';
import type { Release } from '#shared/contract/releases.ts';
import type { RunView } from '#shared/contract/runbooks.ts';
import {
  newId,
  type PersonId,
  type ReleaseId,
  type ServiceId,
  type TemplateId,
  type TemplateStepId,
  type WindowId,
} from '#shared/domain/ids.ts';
import type { TestWorkspace } from './workspace.ts';

export type Stock = {
  readonly operator: Person;
  readonly other: Person;
  readonly serviceId: ServiceId;
  /** Tuesdays 22:00-02:00 Berlin time, hard, 60 minutes of protection. */
  readonly windowId: WindowId;
  readonly release: Release;
  /** Three tickets of the release, in New. */
  readonly changes: readonly Change[];
  /** A rehearsal of a runbook of six steps, each after the one before it, under way. */
  readonly run: RunView;
};

/** Puts one of everything into a fresh workspace, through the routes a person would use. */
export async function stock(workspace: TestWorkspace): Promise<Stock> {
  const client = workspace.client();
  await client.workspace.create({ name: 'Northwind', zone: 'Europe/Berlin', operator: 'Rosa Ruiz' });
  const [operator] = (await client.people.list()).people;
  if (!operator) throw new Error('The operator is missing');
  const other = await client.people.add({ name: 'Ana Meier', roles: ['approver'] });
  const { id: serviceId } = await client.catalogue.addService({
    name: 'Checkout',
    tier: 1,
    path: 'checkout',
  });
  const { environments } = await client.catalogue.list();
  const { id: windowId } = await client.calendar.addWindow({
    name: 'Tuesday night',
    kind: 'allow',
    hard: true,
    zone: 'Europe/Berlin',
    startLocal: '2027-02-02T22:00',
    endLocal: '2027-02-03T02:00',
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
    protectionMinutes: 60,
    serviceIds: [],
    environmentIds: environments.filter((one) => one.kind === 'production').map((one) => one.id),
    teamIds: [],
  });
  const release = await client.releases.create({ name: 'Checkout', version: '4.2.0' });
  const changes: Change[] = [];
  for (const title of [
    'Rotate the signing key of checkout',
    'Add cards of Northbank',
    'Drop the old cart table',
  ]) {
    changes.push(await client.changes.create(ticket(title, release.id, serviceId)));
  }
  const templateId = addTemplate(workspace.app().store(), operator.id);
  const { run } = await client.runbooks.attach({
    releaseId: release.id,
    templateId,
    kind: 'rehearsal',
  });
  return {
    operator,
    other,
    serviceId,
    windowId,
    release,
    changes,
    run: await client.runbooks.start({ id: run.id }),
  };
}

function ticket(title: string, releaseId: ReleaseId, serviceId: ServiceId) {
  return {
    title,
    description: 'What changes and why, in a sentence.',
    releaseId,
    serviceIds: [serviceId],
    deploymentSteps: [{ title: 'Deploy', minutes: 10 }],
    backOutSteps: [{ title: 'Deploy 4.1.9', minutes: 5 }],
  };
}

function addTemplate(store: Store, actor: PersonId): TemplateId {
  const templateId = newId<TemplateId>();
  write(store, { actor }, 'Runbook written', (tx) => {
    tx.insert(template, { id: templateId, name: 'Test runbook', version: 1, about: '' });
    let before: TemplateStepId[] = [];
    for (const [at, title] of ['Announce', 'Drain', 'Deploy', 'Smoke test', 'Open', 'Tell'].entries()) {
      const id = newId<TemplateStepId>();
      tx.insert(templateStep, {
        id,
        templateId,
        section: at === 3 ? 'Smoke test' : 'Deployment',
        title,
        shortTitle: '',
        instructions: '',
        kind: 'manual',
        ownerRole: 'operations',
        plannedMinutes: 10,
        undo: 'steps',
        undoMinutes: 5,
        undoTitle: '',
        position: `a${at}`,
        dependsOn: before,
      });
      before = [id];
    }
  });
  return templateId;
}
