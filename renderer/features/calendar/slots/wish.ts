import type { Subject } from '#shared/contract/conflicts.ts';
import type { EnvironmentId, PersonId, ServiceId } from '#shared/domain/ids.ts';
import { clockTime } from '#shared/domain/time.ts';

/** What a time is sought for, as it stands in the dialog. Empty lists mean: those of the subject, or any without one. */
export type Wish = {
  readonly subject: Subject | null;
  readonly minutes: number;
  readonly serviceIds: readonly ServiceId[];
  readonly environmentId: EnvironmentId | null;
  readonly personIds: readonly PersonId[];
  readonly leadHours: number;
  /** Times of day; both or none. */
  readonly between: { readonly from: string; readonly until: string };
};

export const EMPTY_WISH: Wish = {
  subject: null,
  minutes: 60,
  serviceIds: [],
  environmentId: null,
  personIds: [],
  leadHours: 0,
  between: { from: '', until: '' },
};

/** The wish as `calendar.slots` takes it, or the sentence that says what is missing. */
export function slotQuestion(wish: Wish) {
  const { subject, minutes, between } = wish;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 10_080)
    return { ok: false, why: 'Give a duration from 1 minute to 7 days.' } as const;
  const given = [between.from, between.until].filter((time) => time !== '');
  if (given.length === 1 || given.some((time) => !clockTime.safeParse(time).success))
    return { ok: false, why: 'Give both times of day, or none.' } as const;
  return {
    ok: true,
    question: {
      ...(subject === null ? {} : { subject }),
      minutes,
      ...(wish.serviceIds.length === 0 ? {} : { serviceIds: [...wish.serviceIds] }),
      ...(wish.environmentId === null ? {} : { environmentId: wish.environmentId }),
      ...(wish.personIds.length === 0 ? {} : { personIds: [...wish.personIds] }),
      leadMinutes: Math.round(wish.leadHours * 60),
      ...(given.length === 2 ? { between: { from: between.from, until: between.until } } : {}),
    },
  } as const;
}
