import type { Decider } from '#shared/contract/approvals.ts';
import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import type { Person, PersonTime, Team } from '#shared/contract/people.ts';
import type { PersonId } from '../ids.ts';
import { shortList } from '../wording.ts';

/** What the rules of approvals look up; `people` and `teams` are those who were not removed. */
export type ApprovalFacts = {
  readonly people: readonly Pick<Person, 'id' | 'name' | 'teamId' | 'roles' | 'delegateId'>[];
  readonly teams: readonly Team[];
  readonly times: readonly Pick<PersonTime, 'personId' | 'kind' | 'start' | 'end'>[];
  readonly rules: ChangePolicies['approvalRules'];
  /** References of the meetings that decisions name. */
  readonly meetings: ReadonlyMap<string, string>;
  /** Names of people who were removed, for what they decided before. */
  readonly former: ReadonlyMap<string, string>;
  readonly now: number;
};

/** Whose change it is: they do not decide on it. */
export type Owned = { readonly requesterId: PersonId | null; readonly assigneeId: PersonId | null };

/** People who are named by role, by name or by team, in the order of the list; those who were removed are not among them. */
export function namedPeople(who: readonly Decider[], facts: ApprovalFacts): readonly PersonId[] {
  return facts.people.filter((person) => who.some((one) => isNamed(one, person))).map((person) => person.id);
}

function isNamed(one: Decider, person: ApprovalFacts['people'][number]): boolean {
  switch (one.kind) {
    case 'role':
      return person.roles.includes(one.role);
    case 'person':
      return person.id === one.id;
    case 'team':
      return person.teamId === one.id;
  }
}

/** True when deciding on it would be deciding on one's own change, and the workspace bars that. */
export function isBarredAsOwn(owned: Owned, person: PersonId, facts: ApprovalFacts): boolean {
  return !facts.rules.selfApproval && (owned.requesterId === person || owned.assigneeId === person);
}

/** True while a person is away at an instant (ms UTC). */
export function isAbsent(facts: ApprovalFacts, person: PersonId, at: number): boolean {
  return facts.times.some(
    (time) => time.personId === person && time.kind === 'absence' && time.start.at <= at && at < time.end.at,
  );
}

/** Those of `eligible` in whose place a person decides at an instant: they are away and named that person. */
export function absentFor(
  facts: ApprovalFacts,
  eligible: readonly PersonId[],
  delegate: PersonId,
  at: number,
): readonly PersonId[] {
  return eligible.filter(
    (id) =>
      id !== delegate &&
      facts.people.some((one) => one.id === id && one.delegateId === delegate) &&
      isAbsent(facts, id, at),
  );
}

/** Who may decide at an instant: those eligible, and the delegates of those of them who are away. */
export function mayDecideAt(
  facts: ApprovalFacts,
  owned: Owned,
  eligible: readonly PersonId[],
  at: number,
): readonly PersonId[] {
  const delegates = facts.people
    .map((person) => person.id)
    .filter((id) => !eligible.includes(id) && absentFor(facts, eligible, id, at).length > 0)
    .filter((id) => !isBarredAsOwn(owned, id, facts));
  return [...eligible, ...delegates];
}

/** "the role QA", "team Payments", "Ana Meier": whom a stage asks, in words. */
export function whoWords(who: readonly Decider[], facts: ApprovalFacts): string {
  return shortList(who.map((one) => deciderWords(one, facts)));
}

function deciderWords(one: Decider, facts: ApprovalFacts): string {
  switch (one.kind) {
    case 'role':
      return `the role ${one.role}`;
    case 'person':
      return nameOf(one.id, facts);
    case 'team':
      return `team ${facts.teams.find((team) => team.id === one.id)?.name ?? 'that was removed'}`;
  }
}

/** Name of a person, also of one who was removed since. */
export function nameOf(id: PersonId, facts: ApprovalFacts): string {
  const name = facts.people.find((one) => one.id === id)?.name;
  if (name !== undefined) return name;
  const former = facts.former.get(id);
  return former === undefined ? 'somebody who was removed' : `${former} (removed)`;
}

/** "A. Meier" for Ana Meier; a single word stays whole. */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = ''] = words;
  const [letter = ''] = first;
  return words.length < 2 ? name.trim() : `${letter.toLocaleUpperCase('en')}. ${words.slice(1).join(' ')}`;
}
