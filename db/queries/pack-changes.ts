import type { Change } from '#shared/contract/changes.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { isInScope } from '#shared/domain/calendar/calendar.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { riskLevelOf, riskOf, servicesWithHistory } from '#shared/domain/changes/risk.ts';
import { type Clock, clockOf } from '#shared/domain/pack/dates.ts';
import { cut, LONGEST_LINE } from '#shared/domain/pack/printable.ts';
import type { FrozenApproval, FrozenChange } from '#shared/domain/pack/snapshot.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { ReadDb } from '../read.ts';
import { createTurns } from '../turns.ts';
import { listEnvironments, listServices } from './catalogue.ts';
import { failRates, riskGround } from './change-risk.ts';
import { type Judged as JudgedConflicts, judged } from './conflicts.ts';
import { frozenFields, type Names } from './pack-fields.ts';
import { listPeople } from './people.ts';
import { planningFacts } from './planning-facts.ts';
import { listReleases } from './releases.ts';
import { type Judged, judgedChanges } from './standing.ts';

/** Tickets as they go into a pack: names, sums and sentences as they stand at `now` (ms UTC). Gives others their turn meanwhile. */
export async function frozenChanges(
  db: ReadDb,
  changes: readonly Change[],
  zone: string,
  now: number,
): Promise<FrozenChange[]> {
  const turn = createTurns();
  const freeze = freezerOf(db, zone, now);
  const found: FrozenChange[] = [];
  for (const one of judgedChanges(db, changes, now)) {
    found.push(freeze(one));
    await turn();
  }
  return found;
}

/** The fields of one ticket as they would be frozen now. */
export function fieldsNow(db: ReadDb, change: Change, zone: string) {
  return frozenFields(change, namesOf(db), clockOf(zone));
}

function namesOf(db: ReadDb): Names {
  const of = <One extends { id: string }>(all: readonly One[], name: (one: One) => string) => {
    const byId = new Map<string, string>(all.map((one) => [one.id, name(one)]));
    return (id: string | null) => (id === null ? '' : (byId.get(id) ?? 'removed since'));
  };
  return {
    person: of(listPeople(db), (one) => one.name),
    service: of(listServices(db), (one) => one.name),
    environment: of(listEnvironments(db), (one) => one.name),
    release: of(listReleases(db), (one) => `${one.ref} ${releaseName(one)}`),
  };
}

function freezerOf(db: ReadDb, zone: string, now: number): (judgedChange: Judged) => FrozenChange {
  const names = namesOf(db);
  const clock: Clock = clockOf(zone);
  const planning = planningFacts(db);
  const ground = riskGround(db);
  const releases = new Map(listReleases(db).map((one) => [one.id, one]));
  const text = (value: string) => cut(value);
  const steps = (list: Change['deploymentSteps']) =>
    list.map(({ title, minutes }) => ({ title: cut(title, LONGEST_LINE), minutes }));

  const riskFor = (change: Change): FrozenChange['risk'] => {
    const looked = servicesWithHistory(change, ground.services).map(({ id }) => id);
    const { lines, notCounted } = riskOf(change, { ...ground, history: failRates(db, looked) });
    const { bands } = ground.model;
    const level = riskLevelOf(change.riskScore, bands);
    const { riskOverride } = change;
    return {
      score: change.riskScore,
      level: change.riskLevel,
      scored: { level, from: level === 'low' ? 0 : bands[level] },
      lines: lines.map(({ what, points }) => ({ what, points })),
      notCounted: [...notCounted],
      override: riskOverride && { ...riskOverride, by: names.person(riskOverride.by) },
    };
  };

  const windowFor = ({ one, planned }: JudgedConflicts): FrozenChange['window'] => {
    if (!planned) return null;
    const inside = planning.allow
      .filter((rule) => isInScope(one, rule))
      .flatMap((rule) => occurrencesOf(rule, one.startsAt, one.startsAt + MINUTE))
      .toSorted((a, b) => a.startsAt - b.startsAt)[0];
    if (!inside) return null;
    const { name, startsAt, endsAt, protectionEndsAt } = inside;
    return { name, startsAt, endsAt, protectionEndsAt };
  };

  return ({ change, about, stages, conditions, policies }) => {
    const conflicts = judged(db, planning, { kind: 'change', id: change.id }, now);
    const release = change.releaseId === null ? undefined : releases.get(change.releaseId);
    return {
      id: change.id,
      ref: change.ref,
      title: change.title,
      type: change.type,
      state: change.state,
      onHold: change.onHold,
      holdReason: change.holdReason,
      category: change.category,
      origin: change.origin ?? '',
      strategy: change.releaseStrategy ?? '',
      build: change.build === null ? '' : change.build.version || change.build.digest,
      unauthorised: change.unauthorised,
      authority: change.changeAuthority,
      description: text(change.description),
      justification: text(change.justification),
      impact: text(change.impact),
      evidence: text(change.evidence),
      notes: text(change.notes),
      deploymentSteps: steps(change.deploymentSteps),
      backOutSteps: steps(change.backOutSteps),
      validationSteps: steps(change.validationSteps),
      services: change.serviceIds.map(names.service),
      environments: change.environmentIds.map(names.environment),
      plannedStart: change.plannedStart?.at ?? null,
      plannedEnd: change.plannedEnd?.at ?? null,
      outageMinutes: change.plannedOutageMinutes,
      assignee: names.person(change.assigneeId),
      validator: names.person(change.validatorId),
      requester: names.person(change.requesterId),
      release: release ? { ref: release.ref, name: release.name, version: release.version } : null,
      workItems: change.workItems,
      pullRequests: change.pullRequests,
      attachments: change.attachments,
      commits: change.commits.length,
      customFields: policies.customFields.flatMap(({ id, label }) => {
        const value = change.customFields[id];
        return value === undefined || value === '' ? [] : [{ name: label, value: cut(value, LONGEST_LINE) }];
      }),
      risk: riskFor(change),
      criteria: policies.criteria.map(({ id, name }) => {
        const state = change.criteria[id];
        return {
          name,
          met: state?.met ?? null,
          evidence: cut(state?.evidence ?? '', LONGEST_LINE),
          by: names.person(state?.confirmedBy ?? null),
        };
      }),
      approvals: stages.flatMap((standing) => approvalsOf(standing, names)),
      conditions: conditions.map(({ text: words, metAt }) => ({ text: words, met: metAt !== null })),
      conflicts: conflicts.conflicts.map(frozenConflict),
      window: windowFor(conflicts),
      fields: frozenFields(change, names, clock),
      contentHash: about.contentHash,
    };
  };
}

function frozenConflict({
  what,
  sentence,
  resolve,
  hard,
  standing,
}: Conflict): FrozenChange['conflicts'][number] {
  return { what, sentence, resolve, hard, standing };
}

/** A stage as it stands: each decision of this round, or that it is open. */
function approvalsOf({ stage, state, decisions }: Judged['stages'][number], names: Names): FrozenApproval[] {
  const base = { stage: stage.name, kind: stage.kind, asked: state !== 'not asked' };
  if (decisions.length === 0)
    return [{ ...base, who: '', verdict: null, at: null, comment: '', stale: false }];
  return decisions.map(({ decidedBy, verdict, decidedAt, comment, stale }) => ({
    ...base,
    who: names.person(decidedBy),
    verdict,
    at: decidedAt,
    comment: cut(comment, LONGEST_LINE).text,
    stale,
  }));
}
