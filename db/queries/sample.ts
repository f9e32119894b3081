import { refused } from '#shared/domain/refusal.ts';
import type { SampleWorld } from '#shared/domain/sample.ts';
import { type Tx, type Who, write } from '../log.ts';
import { windowRule } from '../schema/calendar.ts';
import { environment, service } from '../schema/catalogue.ts';
import { change } from '../schema/changes.ts';
import { person, team } from '../schema/people.ts';
import { release, slot } from '../schema/releases.ts';
import { run, step, stepEvent, template, templateStep } from '../schema/runbooks.ts';
import { note } from '../schema/warroom.ts';
import type { Store } from '../store.ts';
import { listEnvironments } from './catalogue.ts';
import { listTemplates } from './templates.ts';

/** Writes the sample company into a workspace that holds no release and no change yet, in one log entry; answers with it as written. */
export function writeSample(store: Store, who: Who, world: SampleWorld): SampleWorld {
  return write(store, who, 'Sample workspace loaded', (tx) => {
    const used = tx.row(
      'SELECT 1 FROM change WHERE removed_at IS NULL UNION ALL SELECT 1 FROM release WHERE removed_at IS NULL LIMIT 1',
    );
    if (used)
      throw refused(
        'The sample can be loaded only while the workspace has no release and no change. Start an empty workspace for it.',
      );
    const written = merged(tx, world);
    insertWorld(tx, written);
    return written;
  });
}

function insertWorld(tx: Tx, world: SampleWorld): void {
  for (const row of world.teams) tx.insert(team, row);
  for (const row of world.people) tx.insert(person, row);
  for (const { major: _a, minor: _i, ...row } of world.services) tx.insert(service, row);
  for (const row of world.environments) tx.insert(environment, row);
  for (const row of world.windows) tx.insert(windowRule, row);
  for (const { steps, ...row } of world.templates) {
    tx.insert(template, row);
    for (const each of steps) tx.insert(templateStep, each);
  }
  for (const { slot: booked, changes: _, ...row } of world.releases) {
    tx.insert(release, { ...row, ref: tx.nextRef('REL') });
    if (booked) tx.insert(slot, booked);
  }
  for (const row of world.changes) tx.insert(change, { ...row, ref: tx.nextRef('CHG') });
  for (const { run: row, steps, events, notes } of world.runs) {
    tx.insert(run, row);
    for (const each of steps) tx.insert(step, each);
    for (const each of events) tx.insert(stepEvent, each);
    for (const each of notes) tx.insert(note, each);
  }
}

/** The sample with the environments and runbooks that the workspace has already in place of its own. */
function merged(tx: Tx, world: SampleWorld): SampleWorld {
  const environments = listEnvironments(tx);
  const templates = listTemplates(tx);
  const same = new Map<string, string>();
  for (const one of world.environments) {
    const known = environments.find((other) => other.kind === one.kind);
    if (known) same.set(one.id, known.id);
  }
  for (const one of world.templates) {
    const known = templates.find((other) => other.name === one.name);
    if (known) same.set(one.id, known.id);
  }
  const isNew = ({ id }: { id: string }) => !same.has(id);
  const rest = {
    ...world,
    environments: world.environments.filter(isNew),
    templates: world.templates.filter(isNew),
  };
  return JSON.parse(JSON.stringify(rest), (_key, value) =>
    typeof value === 'string' ? (same.get(value) ?? value) : value,
  );
}
