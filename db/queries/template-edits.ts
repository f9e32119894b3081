import { and, desc, eq, isNull } from 'drizzle-orm';
import { generateNKeysBetween } from 'fractional-indexing';
import type { EditedTemplate, Template, TemplateStep, TemplateVersion } from '#shared/contract/templates.ts';
import { newId, type TemplateId, type TemplateStepId, type TemplateVersionId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { editedOf, templateChanges, templateRefusal } from '#shared/domain/runbooks/template-edits.ts';
import { mergeTemplates } from '#shared/domain/runbooks/template-merge.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { template, templateStep, templateVersion } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { getTemplate } from './templates.ts';

/**
 * Writes the working copy of a runbook, only what differs, in one entry; a null id makes a new one, of version 0. With
 * `base` it is merged with what was written since. Throws NOT_FOUND, REFUSED for a circle of dependencies with its path.
 */
export function saveTemplate(
  store: Store,
  who: Who,
  {
    id,
    base,
    reason,
    ...mine
  }: EditedTemplate & { id: TemplateId | null; base?: EditedTemplate | undefined; reason: string },
): Template {
  if (id !== null) keepPublished(store, who, id);
  return write(store, who, reason.trim() || (id === null ? 'Runbook written' : 'Runbook edited'), (tx) => {
    const before = id === null ? null : getTemplate(tx, id);
    const { name, about, steps } = before && base ? mergeTemplates(base, mine, editedOf(before)) : mine;
    const why = templateRefusal({ steps });
    if (why !== null) throw refused(why);
    const templateId = before?.id ?? newId<TemplateId>();
    if (before === null) tx.insert(template, { id: templateId, name, about, version: 0 });
    else tx.patch(template, templateId, { name, about });
    const old = new Map(before?.steps.map((step) => [step.id, step]));
    const positions = placesOf(
      steps.map((step) => step.id),
      old,
    );
    for (const [i, { id: stepId, ...step }] of steps.entries()) {
      const row = { ...step, templateId, position: positions[i] ?? '' };
      if (old.delete(stepId)) tx.patch(templateStep, stepId, row);
      else tx.insert(templateStep, { ...row, id: ownId(tx, stepId) });
    }
    for (const gone of old.keys()) tx.remove(templateStep, gone);
    return getTemplate(tx, templateId);
  });
}

/** A step of another runbook keeps its id there. */
function ownId(tx: Tx, id: TemplateStepId): TemplateStepId {
  if (tx.select().from(templateStep).where(eq(templateStep.id, id)).get())
    throw refused('A step with this id exists already, in this runbook or another. Add it as a new step.');
  return id;
}

/** Places as they are while the order holds, else new ones. */
function placesOf(
  ids: readonly TemplateStepId[],
  old: ReadonlyMap<TemplateStepId, TemplateStep>,
): readonly string[] {
  const kept = ids.map((id) => old.get(id)?.position ?? null);
  const holds = kept.every((position, i) => position !== null && (i === 0 || position > (kept[i - 1] ?? '')));
  return holds ? kept.map((position) => position ?? '') : generateNKeysBetween(null, null, ids.length);
}

/** What came with the workspace is kept as it was published before it is first edited; an entry of its own, so that the edit can be undone. */
function keepPublished(store: Store, who: Who, id: TemplateId): void {
  const now = getTemplate(store.db, id);
  if (now.version === 0 || versionOf(store.db, id, now.version) !== null) return;
  write(store, who, `Version ${now.version} kept`, (tx) => insertVersion(tx, who, now, ''));
}

function insertVersion(
  tx: Tx,
  who: Who,
  { id, version, name, about, steps }: Template,
  summary: string,
): void {
  tx.insert(templateVersion, {
    id: newId<TemplateVersionId>(),
    templateId: id,
    version,
    body: { name, about, steps },
    summary,
    publishedAt: tx.now,
    publishedBy: who.onBehalfOf ?? who.actor,
  });
}

function versionOf(db: ReadDb, id: TemplateId, version: number): TemplateVersion | null {
  const row = db
    .select()
    .from(templateVersion)
    .where(and(eq(templateVersion.templateId, id), eq(templateVersion.version, version)))
    .get();
  if (!row) return null;
  const { removedAt: _, ...found } = row;
  return found;
}

/** What was published of a runbook, newest first. */
export function listTemplateVersions(db: ReadDb, id: TemplateId): TemplateVersion[] {
  return db
    .select()
    .from(templateVersion)
    .where(and(eq(templateVersion.templateId, id), isNull(templateVersion.removedAt)))
    .orderBy(desc(templateVersion.version))
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

/** Makes the working copy the next version. Throws NOT_FOUND, REFUSED without steps or with nothing new. */
export function publishTemplate(store: Store, who: Who, id: TemplateId, summary: string): Template {
  return write(store, who, summary.trim() || 'Runbook published', (tx) => {
    const now = getTemplate(tx, id);
    if (now.steps.length === 0)
      throw refused('A runbook without steps is not published. Add its first step.');
    // Taking back an older edit can leave a circle in the working copy.
    const why = templateRefusal(now);
    if (why !== null) throw refused(why);
    const last = versionOf(tx, id, now.version);
    const same = last !== null && templateChanges(last.body, now).length === 0;
    if (same || (last === null && now.version > 0))
      throw refused(`Nothing differs from version ${now.version}.`);
    const next = { ...now, version: now.version + 1 };
    tx.patch(template, id, { version: next.version });
    insertVersion(tx, who, next, summary.trim());
    return next;
  });
}

function bodyOf({ name, about, steps }: Template): TemplateVersion['body'] {
  return { name, about, steps };
}

/** A runbook as it was published last; runs copy this. Throws NOT_FOUND, REFUSED when it never was. */
export function publishedTemplate(db: ReadDb, id: TemplateId): Template {
  const now = getTemplate(db, id);
  if (now.version === 0) throw refused(`${now.name} was never published. Publish its first version.`);
  const { body } = versionOf(db, id, now.version) ?? { body: bodyOf(now) };
  return { ...now, ...body };
}

/** Takes a runbook off the list. Throws NOT_FOUND, REFUSED without a reason. */
export function retireTemplate(store: Store, who: Who, id: TemplateId, reason: string): void {
  if (reason.trim() === '') throw refused('Say why the runbook is retired.');
  write(store, who, reason.trim(), (tx) => {
    getTemplate(tx, id);
    tx.remove(template, id);
  });
}
