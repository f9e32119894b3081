import { eq, isNull } from 'drizzle-orm';
import type { Template } from '#shared/contract/templates.ts';
import { newId, type TemplateId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { builtinTemplates } from '#shared/domain/runbooks/builtin-runbooks.ts';
import type { Tx } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { template, templateStep } from '../schema/runbooks.ts';

/** Runbook templates with their steps, by name. */
export function listTemplates(db: ReadDb): Template[] {
  const steps = db
    .select()
    .from(templateStep)
    .where(isNull(templateStep.removedAt))
    .orderBy(templateStep.position)
    .all();
  return db
    .select()
    .from(template)
    .where(isNull(template.removedAt))
    .orderBy(template.name)
    .all()
    .map(({ removedAt: _, ...row }) => ({
      ...row,
      steps: steps.filter((step) => step.templateId === row.id).map(({ removedAt: _r, ...step }) => step),
    }));
}

/** The name of a runbook, also of one that was retired; empty when there is none. */
export function templateName(db: ReadDb, id: TemplateId): string {
  return db.select({ name: template.name }).from(template).where(eq(template.id, id)).get()?.name ?? '';
}

/** A template with its steps. Throws NOT_FOUND. */
export function getTemplate(db: ReadDb, id: TemplateId): Template {
  const row = db.select().from(template).where(eq(template.id, id)).get();
  if (!row || row.removedAt !== null) throw notFound('This runbook template');
  const { removedAt: _, ...found } = row;
  return { ...found, steps: stepsOfTemplate(db, id) };
}

/** Steps of a template, also of a retired one, in the order of its list. */
export function stepsOfTemplate(db: ReadDb, id: TemplateId): Template['steps'] {
  return db
    .select()
    .from(templateStep)
    .where(eq(templateStep.templateId, id))
    .orderBy(templateStep.position)
    .all()
    .flatMap(({ removedAt, ...step }) => (removedAt === null ? [step] : []));
}

/** Gives a new workspace the runbooks that come with Slipway. */
export function insertBuiltinTemplates(tx: Tx): void {
  for (const { steps, ...row } of builtinTemplates(newId)) {
    tx.insert(template, row);
    for (const step of steps) tx.insert(templateStep, step);
  }
}
