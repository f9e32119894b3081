import { z } from 'zod';
import { personId, personTimeId, teamId } from '#shared/domain/ids.ts';
import { clockTime, plannedTime, plannedTimeInput, zoneName } from '#shared/domain/time.ts';
import { route, text } from './base.ts';

export const role = z.enum([
  'release manager',
  'delivery manager',
  'product manager',
  'tech lead',
  'developer',
  'operations',
  'reliability advisor',
  'QA',
  'DBA',
  'security',
  'approver',
  'CAB member',
  'stakeholder',
]);
export type Role = z.infer<typeof role>;

/** Usual working time in a week: ISO weekdays (1 = Monday) and times of day on the person's clock. */
export const workingHours = z.object({
  days: z.array(z.int().min(1).max(7)).max(7),
  from: clockTime,
  until: clockTime,
});
export type WorkingHours = z.infer<typeof workingHours>;

export const person = z.object({
  id: personId,
  name: text(120).min(1),
  email: text(254),
  phone: text(40),
  initials: text(4),
  zone: zoneName.nullable(),
  teamId: teamId.nullable(),
  roles: z.array(role),
  /** Null = those of the workspace. */
  hours: workingHours.nullable(),
  /** Decides in this person's place while they are away. */
  delegateId: personId.nullable(),
});
export type Person = z.infer<typeof person>;

/** Time in which a person is on duty, whatever their working hours, or away. */
export const personTime = z.object({
  id: personTimeId,
  personId,
  kind: z.enum(['duty', 'absence']),
  start: plannedTime,
  end: plannedTime,
  note: text(500),
});
export type PersonTime = z.infer<typeof personTime>;

export const team = z.object({ id: teamId, name: text(120).min(1) });
export type Team = z.infer<typeof team>;

const personFields = person.omit({ id: true });

export const peopleContract = {
  list: route.output(z.object({ people: z.array(person), teams: z.array(team), times: z.array(personTime) })),
  add: route.input(personFields.partial().required({ name: true })).output(person),
  patch: route.input(z.object({ id: personId, fields: personFields.partial() })).output(person),
  /** Records duty or absence. */
  addTime: route
    .input(
      personTime
        .omit({ id: true })
        .extend({ start: plannedTimeInput, end: plannedTimeInput, note: text(500).default('') }),
    )
    .output(personTime),
  removeTime: route.input(z.object({ id: personTimeId })).output(z.object({ id: personTimeId })),
  /** Names who operates this device from now on. */
  setOperator: route.input(z.object({ id: personId })).output(person),
};
