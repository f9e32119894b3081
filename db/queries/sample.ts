import type { Person } from '#shared/contract/people.ts';
import { authorityText, votesAuthority } from '#shared/domain/approvals/approvals.ts';
import { refused } from '#shared/domain/refusal.ts';
import { withRole } from '#shared/domain/sample/company.ts';
import type { SampleException } from '#shared/domain/sample/plans.ts';
import type { SampleWorld } from '#shared/domain/sample/sample.ts';
import { DAY } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import { condition, decision } from '../schema/approvals.ts';
import { agendaItem, cabMeeting } from '../schema/cab.ts';
import { windowRule } from '../schema/calendar.ts';
import { environment, service } from '../schema/catalogue.ts';
import { changeTemplate } from '../schema/change-templates.ts';
import { change } from '../schema/changes.ts';
import { conflictRecord } from '../schema/conflicts.ts';
import { person, personTime, team } from '../schema/people.ts';
import { release, slot } from '../schema/releases.ts';
import { run, step, stepEvent, template, templateStep } from '../schema/runbooks.ts';
import { train } from '../schema/trains.ts';
import { note } from '../schema/warroom.ts';
import { workspace } from '../schema/workspace.ts';
import type { Store } from '../store.ts';
import { contentHashOf } from './approval-facts.ts';
import { listEnvironments } from './catalogue.ts';
import { getChanges } from './changes.ts';
import { insertRecord } from './conflict-records.ts';
import { conflictsAt } from './conflicts.ts';
import { listPeople, operatorId } from './people.ts';
import { judgedChanges } from './standing.ts';
import { listTemplates } from './templates.ts';
import { workspaceRow } from './workspace.ts';

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
    const known = listPeople(tx);
    const written = merged(tx, world, known);
    insertWorld(tx, written, known);
    return written;
  });
}

function insertWorld(tx: Tx, world: SampleWorld, known: readonly Person[]): void {
  for (const row of world.teams) tx.insert(team, row);
  for (const row of world.people) insertPerson(tx, row, known);
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
  for (const row of world.catalogue) tx.insert(changeTemplate, row);
  for (const row of world.changes) tx.insert(change, { ...row, ref: tx.nextRef('CHG') });
  for (const row of world.meetings) tx.insert(cabMeeting, { ...row, ref: tx.nextRef('CAB') });
  for (const row of world.items) tx.insert(agendaItem, row);
  for (const row of world.conditions) tx.insert(condition, row);
  insertDecisions(tx, world);
  insertPlans(tx, world);
  for (const { run: row, steps, events, notes } of world.runs) {
    tx.insert(run, row);
    for (const each of steps) tx.insert(step, each);
    for (const each of events) tx.insert(stepEvent, each);
    for (const each of notes) tx.insert(note, each);
  }
}

/** A person of the sample; one who is here already keeps what is known of them and takes the rest. */
function insertPerson(tx: Tx, row: Person, known: readonly Person[]): void {
  const here = known.find((one) => one.id === row.id);
  if (here === undefined) tx.insert(person, row);
  else
    tx.patch(person, here.id, {
      email: here.email || row.email,
      phone: here.phone || row.phone,
      teamId: here.teamId ?? row.teamId,
      roles: [...new Set([...here.roles, ...row.roles])],
    });
}

/** Decisions on the tickets as they were written, and with them who authorised each. */
function insertDecisions(tx: Tx, world: SampleWorld): void {
  const changes = getChanges(
    tx,
    world.changes.map((one) => one.id),
  );
  const hashes = new Map<string, string>(changes.map((one) => [one.id, contentHashOf(one)]));
  for (const row of world.decisions)
    tx.insert(decision, { ...row, contentHash: hashes.get(row.subjectId) ?? '' });
  for (const { change: one, stages, facts } of judgedChanges(tx, changes, tx.now))
    if (votesAuthority(one.flow)) tx.patch(change, one.id, { changeAuthority: authorityText(stages, facts) });
}

function insertPlans(tx: Tx, world: SampleWorld): void {
  tx.insert(train, { ...world.train, ref: tx.nextRef('TRN') });
  for (const row of world.duties) tx.insert(personTime, row);
  const named = workspaceRow(tx);
  if (named) tx.patch(workspace, named.id, world.policies);
  for (const one of world.exceptions) insertException(tx, world, one);
}

/** What the exception is from is asked of the engine, so that it stands as if a person had asked for it. */
function insertException(tx: Tx, world: SampleWorld, one: SampleException): void {
  const requestedBy = withRole(world, 'release manager');
  if (requestedBy === null) return;
  for (const found of conflictsAt(tx, { kind: 'change', id: one.changeId }, tx.now)) {
    if (!found.hard) continue;
    const until = Math.max(found.other.endsAt ?? 0, tx.now) + DAY;
    const { recordId } = insertRecord(tx, { actor: requestedBy }, found, 'exception', {
      reason: one.reason,
      until,
    });
    if (recordId === null || one.approvedBy === null) continue;
    tx.patch(conflictRecord, recordId, {
      state: 'in force',
      decidedBy: one.approvedBy,
      recordedBy: requestedBy,
      decidedAt: tx.now,
      decisionNote: one.note,
    });
  }
}

/** The sample with the environments, runbooks and people that the workspace has already in place of its own. */
function merged(tx: Tx, world: SampleWorld, people: readonly Person[]): SampleWorld {
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
  const operator = operatorId(tx);
  for (const one of world.people) {
    const named = people.filter((other) => sameName(other.name, one.name));
    const here = named.find((other) => other.id === operator) ?? named[0];
    if (here) same.set(one.id, here.id);
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

/** Whether two names are of one person: case and the space around them do not tell people apart. */
function sameName(a: string, b: string): boolean {
  const plain = (name: string) => name.trim().toLocaleLowerCase('en');
  return plain(a) === plain(b);
}
