import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ChangeTemplate } from '#shared/contract/change-templates.ts';
import type { ChangeTemplateId, PersonId } from '#shared/domain/ids.ts';
import { flag, json, loggedColumns } from './columns.ts';

/** Starting points of tickets; those that are standard form the catalogue of standard changes. */
export const changeTemplate = sqliteTable('change_template', {
  ...loggedColumns<ChangeTemplateId>(),
  name: text('name').notNull(),
  about: text('about').notNull(),
  standard: flag('standard').notNull(),
  state: text('state').notNull().$type<ChangeTemplate['state']>(),
  fields: json<ChangeTemplate['fields']>('fields').notNull(),
  proposedBy: text('proposed_by').$type<PersonId>(),
  decidedBy: text('decided_by').$type<PersonId>(),
  decidedAt: integer('decided_at'),
  decisionNote: text('decision_note').notNull(),
});
