import type { Verdict as Vote } from '#shared/contract/approvals.ts';
import type { AgendaItem, AgendaRule, CabMeeting, Outcome } from '#shared/contract/cab.ts';
import type { ChangeRow, RiskLevel } from '#shared/contract/changes.ts';
import type { Verdict } from '../changes/changes.ts';
import type { PersonId } from '../ids.ts';
import { DAY, MINUTE } from '../time.ts';
import { capital, counted, minutesText } from '../wording.ts';

/** What an agenda is filled with until its meeting has a rule of its own: what waits to be authorised. */
export const builtInAgendaRule: AgendaRule = {
  types: ['normal', 'emergency'],
  states: ['Authorize'],
  riskLevels: [],
  daysAhead: null,
  minutes: 10,
};

/** Most things on one agenda: a day of one item a minute would not be a meeting. */
export const LONGEST_AGENDA = 200;

const ranks: Readonly<Record<RiskLevel, number>> = { low: 0, moderate: 1, high: 2, 'very high': 3 };

/** Why a rule leaves a change out, as half a sentence; null when it takes it. `meetingAt` in ms UTC. */
export function whyNotTaken(
  rule: AgendaRule,
  change: Pick<ChangeRow, 'type' | 'state' | 'riskLevel' | 'plannedStart' | 'onHold'>,
  meetingAt: number,
): string | null {
  if (change.onHold) return 'it is on hold';
  if (!takes(rule.types, change.type)) return `a ${change.type} change; the rule takes ${listed(rule.types)}`;
  if (!takes(rule.states, change.state)) return `in ${change.state}; the rule takes ${listed(rule.states)}`;
  if (!takes(rule.riskLevels, change.riskLevel))
    return `${change.riskLevel} risk; the rule takes ${listed(rule.riskLevels)}`;
  if (rule.daysAhead === null) return null;
  if (change.plannedStart === null) return 'no time is planned for it';
  return change.plannedStart.at > meetingAt + rule.daysAhead * DAY
    ? `it starts more than ${counted(rule.daysAhead, 'day')} after the meeting`
    : null;
}

function takes<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function listed(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;
}

type Ordered = {
  readonly riskLevel: RiskLevel | null;
  readonly riskScore: number | null;
  readonly startsAt: number | null;
  readonly ref: string;
};

/** The order in which a board hears things: highest risk first, then what starts first; what has no time comes last of its risk. */
export function compareForAgenda(a: Ordered, b: Ordered): number {
  const rank = (one: Ordered) => (one.riskLevel === null ? -1 : ranks[one.riskLevel]);
  return (
    rank(b) - rank(a) ||
    (a.startsAt ?? Number.MAX_SAFE_INTEGER) - (b.startsAt ?? Number.MAX_SAFE_INTEGER) ||
    (b.riskScore ?? 0) - (a.riskScore ?? 0) ||
    a.ref.localeCompare(b.ref, 'en', { numeric: true })
  );
}

export type Quorum = {
  readonly needed: number;
  readonly present: number;
  readonly members: number;
  /** Members who are no longer among the people of the workspace. */
  readonly lost: number;
  readonly met: boolean;
  readonly sentence: string;
};

/** Who sits on the board of a meeting: its chair first, then its members, each once. */
export function boardOf({ chairId, memberIds }: Pick<CabMeeting, 'chairId' | 'memberIds'>): PersonId[] {
  return [...new Set([...(chairId ? [chairId] : []), ...memberIds])];
}

/** Whether enough members are there. The chair counts as a member; a guest, or somebody who was removed, does not. */
export function quorumOf(
  meeting: Pick<CabMeeting, 'chairId' | 'memberIds' | 'quorum' | 'presentIds'>,
  people: ReadonlySet<PersonId>,
): Quorum {
  const named = new Set(boardOf(meeting));
  const members = [...named].filter((id) => people.has(id));
  const there = meeting.presentIds.filter((id) => people.has(id));
  // A board without named members is whoever is in the room.
  const present = members.length === 0 ? there.length : there.filter((id) => named.has(id)).length;
  const { quorum: needed } = meeting;
  const met = present > 0 && present >= needed;
  const lost = named.size - members.length;
  const base = { needed, present, members: members.length, lost, met };
  return { ...base, sentence: quorumSentence(base) };
}

function quorumSentence({ needed, present, members, lost, met }: Omit<Quorum, 'sentence'>): string {
  const gone =
    lost > 0
      ? ` ${counted(lost, 'member')} of the board ${lost === 1 ? 'was' : 'were'} removed from the workspace.`
      : '';
  if (present === 0) return `Nobody is marked as present.${gone}`;
  if (needed === 0) return `${present} present, no quorum is set.${gone}`;
  const short =
    members > 0 && needed > members
      ? ` The board has ${counted(members, 'member')}, so it cannot be reached.`
      : '';
  return `${met ? 'Quorum' : 'No quorum'}: ${present} of ${needed} present.${short}${gone}`;
}

/** What is written beside an outcome that was recorded with too few members; empty with a quorum. */
export function withoutQuorum({ needed, present, met }: Quorum): string {
  return met ? '' : `without quorum, ${present} of ${needed}`;
}

type Timed = Pick<AgendaItem, 'id' | 'minutes' | 'late' | 'startedAt' | 'endedAt' | 'outcome'>;

export type Budget = {
  readonly minutes: number;
  /** Minutes of the agenda, and of what came late. */
  readonly planned: number;
  readonly late: number;
  readonly sentence: string;
};

/** The time of a meeting against what its items ask for; late ones are heard if time is left. */
export function budgetOf(meeting: Pick<CabMeeting, 'minutes'>, items: readonly Timed[]): Budget {
  const sum = (late: boolean) =>
    items.filter((one) => one.late === late).reduce((total, one) => total + one.minutes, 0);
  const [planned, late] = [sum(false), sum(true)];
  const { minutes } = meeting;
  const rest = minutes - planned;
  const used = `${minutesText(planned)} of ${minutesText(minutes)}`;
  const lateWords = late === 0 ? '' : ` Late items ask for ${minutesText(late)} more.`;
  const sentence =
    rest < 0
      ? `${used}: ${minutesText(-rest)} too long.${lateWords}`
      : `${used}${rest === 0 ? ', no time left' : `, ${minutesText(rest)} left`}.${lateWords}`;
  return { minutes, planned, late, sentence };
}

/**
 * When each item begins (ms UTC): as planned before the meeting; while it runs, what was heard keeps its time and the
 * rest follows what is being talked about, so that a delay shows at once. What was passed over comes after it.
 */
export function startsOf(
  meeting: Pick<CabMeeting, 'start' | 'startedAt' | 'endedAt'>,
  items: readonly Timed[],
  now: number,
): ReadonlyMap<AgendaItem['id'], number> {
  const starts = new Map<AgendaItem['id'], number>();
  for (const one of items) if (one.startedAt !== null) starts.set(one.id, one.startedAt);
  const running = items.find(isRunning);
  let at = meeting.start.at;
  if (meeting.startedAt !== null)
    at = running ? Math.max(now, (running.startedAt ?? now) + running.minutes * MINUTE) : now;
  if (meeting.endedAt !== null) return starts;
  for (const one of items) {
    if (one.startedAt !== null || one.outcome !== null) continue;
    starts.set(one.id, at);
    at += one.minutes * MINUTE;
  }
  return starts;
}

/** True while an item is being talked about. */
export function isRunning(item: Pick<AgendaItem, 'startedAt' | 'endedAt'>): boolean {
  return item.startedAt !== null && item.endedAt === null;
}

/** The vote that an outcome of the board stands for. */
export function voteOf(outcome: Outcome): Vote {
  switch (outcome) {
    case 'approved':
    case 'approved with conditions':
      return 'approve';
    case 'rejected':
      return 'reject';
    case 'deferred':
      return 'send back';
  }
}

export function isApproval(outcome: Outcome | null): boolean {
  return outcome === 'approved' || outcome === 'approved with conditions';
}

type Recording = {
  readonly meeting: Pick<CabMeeting, 'ref' | 'startedAt'>;
  readonly item: Pick<AgendaItem, 'outcome' | 'outcomeAt'>;
  readonly ref: string;
  readonly gone: boolean;
  /** Who recorded the outcome that is there, by name; empty when that is not known. */
  readonly by: string;
  readonly quorum: Quorum;
  readonly said: {
    readonly outcome: Outcome;
    readonly seenAt: number | null;
    readonly note: string;
    readonly conditions: readonly string[];
  };
};

/** Whether an outcome may be recorded, and if not, why. Too few members do not bar it; nobody at all does. */
export function mayRecord({ meeting, item, ref, gone, by, quorum, said }: Recording): Verdict {
  const no = (reason: string): Verdict => ({ ok: false, reason });
  if (item.outcomeAt !== null && item.outcomeAt !== said.seenAt)
    return no(
      `${ref} is recorded as ${item.outcome} already, at {${item.outcomeAt}}${by && ` by ${by}`}. Look at it, then record another outcome if it is wrong.`,
    );
  if (gone) return no(`${ref} was removed from the workspace; nothing is decided on it any more.`);
  if (meeting.startedAt === null)
    return no(`${meeting.ref} has not begun. Start the meeting, then record what it decides.`);
  if (quorum.present === 0)
    return no('Nobody is marked as present. Mark who is there, then record the outcome.');
  if (said.outcome === 'approved with conditions' && said.conditions.every((one) => one.trim() === ''))
    return no('Approving with conditions names at least one condition.');
  if (said.outcome !== 'approved with conditions' && said.conditions.length > 0)
    return no('Conditions go with an approval with conditions only.');
  if ((said.outcome === 'rejected' || said.outcome === 'deferred') && said.note.trim() === '')
    return no(
      `${capital(said.outcome === 'rejected' ? 'rejecting' : 'deferring')} needs a note that says why.`,
    );
  return { ok: true };
}
