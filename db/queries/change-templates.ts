import { and, eq, isNull } from 'drizzle-orm';
import type { ChangeTemplate, TemplateFields } from '#shared/contract/change-templates.ts';
import type { Change } from '#shared/contract/changes.ts';
import {
  copiedFieldsOf,
  mayDecideTemplate,
  templateFieldsOf,
} from '#shared/domain/changes/change-templates.ts';
import { type ChangeId, type ChangeTemplateId, newId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { cut } from '#shared/domain/wording.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { changeTemplate } from '../schema/change-templates.ts';
import type { Store } from '../store.ts';
import { changePolicies } from './change-policies.ts';
import { getChange, insertChange, saveChange } from './changes.ts';

type Written = Pick<ChangeTemplate, 'name' | 'about' | 'standard'>;
type Started = { readonly change: Change; readonly leftOut: number };

/** Templates and catalogue entries by name, without those taken away. */
export function listChangeTemplates(db: ReadDb): ChangeTemplate[] {
  const rows = db.select().from(changeTemplate).where(isNull(changeTemplate.removedAt)).all();
  return rows.map(rowToTemplate).sort((a, b) => a.name.localeCompare(b.name));
}

/** One template. Throws NOT_FOUND. */
export function getChangeTemplate(db: ReadDb, id: ChangeTemplateId): ChangeTemplate {
  const row = db
    .select()
    .from(changeTemplate)
    .where(and(eq(changeTemplate.id, id), isNull(changeTemplate.removedAt)))
    .get();
  if (!row) throw notFound('This template');
  return rowToTemplate(row);
}

/** Writes a template; a standard one begins as proposed by who writes it. */
export function addChangeTemplate(
  store: Store,
  who: Who,
  template: Written & { readonly fields: TemplateFields },
): ChangeTemplate {
  return write(store, who, 'Template written', (tx) => insertTemplate(tx, who, template));
}

/** Makes a template from a ticket. Throws NOT_FOUND. */
export function makeTemplateFrom(store: Store, who: Who, id: ChangeId, template: Written): ChangeTemplate {
  return write(store, who, 'Template written', (tx) =>
    insertTemplate(tx, who, { ...template, fields: templateFieldsOf(getChange(tx, id)) }),
  );
}

function insertTemplate(tx: Tx, who: Who, { fields, ...written }: Written & { fields: TemplateFields }) {
  return rowToTemplate(
    tx.insert(changeTemplate, {
      ...written,
      id: newId<ChangeTemplateId>(),
      state: written.standard ? 'proposed' : 'approved',
      fields: typed(fields, written.standard),
      proposedBy: written.standard ? who.actor : null,
      decidedBy: null,
      decidedAt: null,
      decisionNote: '',
    }),
  );
}

/** Saves parts of a template. What an approved entry gives was voted on: with other words it is proposed anew. */
export function patchChangeTemplate(
  store: Store,
  who: Who,
  id: ChangeTemplateId,
  { fields, ...rest }: { name?: string; about?: string; fields?: TemplateFields },
): ChangeTemplate {
  return write(store, who, 'Template edited', (tx) => {
    const before = getChangeTemplate(tx, id);
    const given = fields === undefined ? {} : { fields: typed(fields, before.standard) };
    const after = tx.patch(changeTemplate, id, { ...rest, ...given });
    const again =
      before.standard &&
      JSON.stringify(after?.fields) !== JSON.stringify(before.fields) &&
      before.state !== 'retired';
    const row = again
      ? tx.patch(changeTemplate, id, {
          state: 'proposed',
          proposedBy: who.actor,
          decidedBy: null,
          decidedAt: null,
          decisionNote: '',
        })
      : after;
    if (!row) throw notFound('This template');
    return rowToTemplate(row as typeof changeTemplate.$inferSelect);
  });
}

/** Moves a catalogue entry along proposed → approved → retired, with who and why. Throws NOT_FOUND, REFUSED. */
export function decideChangeTemplate(
  store: Store,
  who: Who,
  id: ChangeTemplateId,
  to: ChangeTemplate['state'],
  note: string,
): ChangeTemplate {
  return write(store, who, note.trim() || `Template ${to}`, (tx) => {
    const before = getChangeTemplate(tx, id);
    const { selfApproval } = changePolicies(tx).approvalRules;
    const verdict = mayDecideTemplate(before, to, { person: who.actor, note, selfApproval });
    if (!verdict.ok) throw refused(verdict.reason);
    const proposed = to === 'proposed';
    const row = tx.patch(changeTemplate, id, {
      state: to,
      ...(proposed ? { proposedBy: who.actor } : {}),
      decidedBy: proposed ? null : who.actor,
      decidedAt: proposed ? null : tx.now,
      decisionNote: note.trim(),
    });
    if (!row) throw notFound('This template');
    return rowToTemplate(row);
  });
}

/** Takes a template away; tickets made from it stay as they are. Throws NOT_FOUND, REFUSED. */
export function removeChangeTemplate(store: Store, who: Who, id: ChangeTemplateId): void {
  write(store, who, 'Template removed', (tx) => {
    const { name, standard, state } = getChangeTemplate(tx, id);
    if (standard && state === 'approved')
      throw refused(`“${name}” is approved, and changes may rest on it. Retire it instead.`);
    tx.remove(changeTemplate, id);
  });
}

/** Starts a ticket from a template. Throws NOT_FOUND, and REFUSED for a catalogue entry that is retired. */
export function startFromTemplate(
  store: Store,
  who: Who,
  id: ChangeTemplateId,
  title: string | undefined,
): Started {
  return write(store, who, 'Change written from a template', (tx) => {
    const template = getChangeTemplate(tx, id);
    if (template.state === 'retired')
      throw refused(`“${template.name}” is retired. Choose another entry of the catalogue.`);
    const draftedFrom = template.standard ? `catalogue entry ${template.name}` : `template ${template.name}`;
    const fields = template.fields as Partial<Change>;
    return start(tx, who, { ...fields, templateId: id, draftedFrom }, title ?? '', template.name);
  });
}

/** Starts a ticket as a copy of another. Throws NOT_FOUND. */
export function copyChange(store: Store, who: Who, id: ChangeId, title: string | undefined): Started {
  return write(store, who, 'Change copied from another', (tx) => {
    const from = getChange(tx, id);
    // A standard change rests on its entry, so the copy rests on the same one.
    const fields = { ...copiedFieldsOf(from), templateId: from.templateId, draftedFrom: from.ref };
    // The copy of a change that was backed out is what it is planned anew as.
    if (from.awaitingReplanning !== null) saveChange(tx, from, { awaitingReplanning: null });
    return start(tx, who, fields, title ?? '', from.title);
  });
}

function start(tx: Tx, who: Who, fields: Partial<Change>, title: string, otherwise: string): Started {
  const there = onlyThere(tx, fields);
  const named = title.trim() || fields.title?.trim() || otherwise;
  const change = insertChange(tx, { ...there.fields, title: cut(named, 500), requesterId: who.actor });
  return { change, leftOut: there.leftOut };
}

/** The fields without the services, environments and people that were removed since they were written. */
function onlyThere(db: ReadDb, fields: Partial<Change>): { fields: Partial<Change>; leftOut: number } {
  let leftOut = 0;
  const isThere = (table: 'service' | 'environment' | 'person') => (id: string) => {
    const there = db.row(`SELECT 1 FROM ${table} WHERE id = ? AND removed_at IS NULL`, id) !== undefined;
    if (!there) leftOut += 1;
    return there;
  };
  const person = (id: Change['assigneeId']) => (id !== null && isThere('person')(id) ? id : null);
  const { serviceIds, environmentIds, assigneeId, validatorId } = fields;
  return {
    fields: {
      ...fields,
      ...(serviceIds && { serviceIds: serviceIds.filter(isThere('service')) }),
      ...(environmentIds && { environmentIds: environmentIds.filter(isThere('environment')) }),
      ...(assigneeId !== undefined && { assigneeId: person(assigneeId) }),
      ...(validatorId !== undefined && { validatorId: person(validatorId) }),
    },
    leftOut,
  };
}

/** A catalogue entry gives standard changes, and only those are pre-authorised: another template gives another type. */
function typed(fields: TemplateFields, standard: boolean): TemplateFields {
  if (standard) return { ...fields, type: 'standard' };
  return fields.type === 'standard' ? { ...fields, type: 'normal' } : fields;
}

function rowToTemplate({ removedAt: _, ...row }: typeof changeTemplate.$inferSelect): ChangeTemplate {
  return row;
}
