import { z } from 'zod';
import { personId, teamId } from '#shared/domain/ids.ts';
import { zoneName } from '#shared/domain/time.ts';
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

export const person = z.object({
  id: personId,
  name: text(120).min(1),
  email: text(254),
  phone: text(40),
  initials: text(4),
  zone: zoneName.nullable(),
  teamId: teamId.nullable(),
  roles: z.array(role),
});
export type Person = z.infer<typeof person>;

export const team = z.object({ id: teamId, name: text(120).min(1) });
export type Team = z.infer<typeof team>;

const personFields = person.omit({ id: true });

export const peopleContract = {
  list: route.output(z.object({ people: z.array(person), teams: z.array(team) })),
  add: route.input(personFields.partial().required({ name: true })).output(person),
  patch: route.input(z.object({ id: personId, fields: personFields.partial() })).output(person),
  /** Names who operates this device from now on. */
  setOperator: route.input(z.object({ id: personId })).output(person),
};
