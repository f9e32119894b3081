import { type Repeat, repeatOf, ruleOf } from '#renderer/features/calendar/windows/repeat.ts';
import { type Train, train as trainSchema } from '#shared/contract/trains.ts';
import { checkTrain } from '#shared/domain/calendar/trains.ts';

export type TrainFields = Omit<Train, 'id' | 'ref'>;

/** A train as the form holds it: date and hour apart, the cadence taken to pieces. */
export type TrainDraft = Omit<TrainFields, 'startLocal' | 'rrule' | 'demo'> & {
  readonly startDate: string;
  readonly startHour: string;
  readonly repeat: Repeat;
  readonly demo: Train['cutOff'];
  readonly hasDemo: boolean;
};
export type TrainErrors = Partial<Record<'name' | 'code' | 'start' | 'repeat' | 'cutOff' | 'whole', string>>;

const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const weekdaysOf = (date: string) => [CODES[new Date(`${date}T00:00Z`).getUTCDay()] ?? 'TH'];

/** An empty form: every second week on the weekday of `date` at 22:00, boarding to noon six days before. */
export function newTrain(date: string, zone: string): TrainDraft {
  return {
    name: '',
    code: 'T',
    zone,
    startDate: date,
    startHour: '22:00',
    firstNumber: 1,
    repeat: { kind: 'weekly', every: 2, days: weekdaysOf(date) },
    minutes: 180,
    cutOff: { days: 6, time: '12:00' },
    hasDemo: true,
    demo: { days: 2, time: '14:00' },
    deliveryManagerId: null,
    environmentId: null,
    serviceIds: [],
    teamIds: [],
  };
}

/** The form of a train that is there already. */
export function draftOfTrain({ id: _i, ref: _r, startLocal, rrule, demo, ...rest }: Train): TrainDraft {
  const [startDate = '', startHour = ''] = startLocal.split('T');
  const repeat = repeatOf(rrule);
  // A weekly rule that names no day means that of its start.
  const named = repeat.kind === 'weekly' && repeat.days.length === 0;
  return {
    ...rest,
    startDate,
    startHour,
    repeat: named ? { ...repeat, days: weekdaysOf(startDate) } : repeat,
    hasDemo: demo !== null,
    demo: demo ?? { days: 2, time: '14:00' },
  };
}

/** The train that a form stands for, or what is wrong with it. */
export function fieldsOfTrain(
  draft: TrainDraft,
): { readonly fields: TrainFields } | { readonly errors: TrainErrors } {
  const { startDate, startHour, repeat, hasDemo, demo, ...rest } = draft;
  const startLocal = `${startDate}T${startHour}`;
  const errors: TrainErrors = {};
  if (draft.name.trim() === '') errors.name = 'A name tells people which train they board';
  if (draft.code.trim() === '') errors.code = 'Letters before the number, such as T';
  if (!trainSchema.shape.startLocal.safeParse(startLocal).success) errors.start = 'Give a date and an hour';
  if (repeat.kind === 'weekly' && repeat.days.length === 0) errors.repeat = 'Choose at least one weekday';
  if (repeat.kind === 'once') errors.repeat = 'A train departs again and again: say how often';
  if (!trainSchema.shape.cutOff.safeParse(draft.cutOff).success)
    errors.cutOff = 'Give a number of days and an hour';
  if (Object.keys(errors).length > 0) return { errors };
  const fields = {
    ...rest,
    name: draft.name.trim(),
    code: draft.code.trim(),
    startLocal,
    rrule: ruleOf(repeat),
    demo: hasDemo ? demo : null,
  };
  const refused = checkTrain({ ...fields, rrule: fields.rrule.toUpperCase() });
  return refused === null ? { fields } : { errors: { whole: refused } };
}
