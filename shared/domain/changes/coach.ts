import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import type { Change, ChangeFields } from '#shared/contract/changes.ts';
import { type CoachFacts, coachRules } from './coach-rules.ts';

/** One rule about one ticket, with the points it gives of those it could give. */
export type CoachLine = {
  readonly id: string;
  readonly name: string;
  readonly given: number;
  /** 0 for a hint, which is listed only while it is not met. */
  readonly points: number;
  readonly met: boolean;
  /** What is wrong or how it was measured; empty when there is nothing to say. */
  readonly reason: string;
  /** Where it is mended: a field and, in a list of steps, the place. */
  readonly field: keyof ChangeFields;
  readonly step: number | null;
};

export type Coaching = {
  readonly lines: readonly CoachLine[];
  /** Rules that this workspace switched off, with its reason. */
  readonly off: readonly { readonly id: string; readonly name: string; readonly reason: string }[];
  readonly given: number;
  /** 100 with every rule on. */
  readonly total: number;
};

/** How well a stranger would understand a ticket, rule by rule. It judges the writing, never whether it may be saved. */
export function coach(change: Change, facts: CoachFacts, { off }: ChangePolicies['coach']): Coaching {
  const lines = coachRules
    .filter(({ id }) => off[id] === undefined)
    .map(({ id, name, field, points, check }): CoachLine => {
      const found = check(change, facts);
      const met = found.share >= 1;
      // Points are whole; all of them only where nothing is missing.
      const given = met ? points : Math.max(0, Math.min(points - 1, Math.round(points * found.share)));
      return {
        id,
        name,
        given,
        points,
        met,
        reason: found.reason,
        field: found.field ?? field,
        step: found.step ?? null,
      };
    })
    .filter(({ points, met }) => points > 0 || !met);
  return {
    lines,
    off: coachRules.flatMap(({ id, name }) => {
      const reason = off[id];
      return reason === undefined ? [] : [{ id, name, reason }];
    }),
    given: lines.reduce((sum, { given }) => sum + given, 0),
    total: lines.reduce((sum, { points }) => sum + points, 0),
  };
}
