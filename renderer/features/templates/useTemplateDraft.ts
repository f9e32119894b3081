import { useState } from 'react';
import { createDraft, type Draft } from '#renderer/features/changes/draft.ts';
import {
  type ChangeTemplate,
  type TemplateFields,
  templateFields,
} from '#shared/contract/change-templates.ts';
import type { Change } from '#shared/contract/changes.ts';
import { emptyChange } from '#shared/domain/changes/empty-change.ts';
import { type ChangeId, newId } from '#shared/domain/ids.ts';

/** Fields that a template gives. */
export const templateFieldNames = Object.keys(templateFields.shape) as readonly (keyof TemplateFields)[];

/** What a template gives, edited as the ticket it would become; nothing is saved before the whole form is. */
export function useTemplateDraft(template: ChangeTemplate | null): Draft {
  const [draft] = useState(() => {
    let held = { ...blank(), ...template?.fields } as Change;
    return createDraft(held, null, {
      save: async (fields) => {
        held = { ...held, ...(fields as Partial<Change>), updatedAt: held.updatedAt + 1 };
        return held;
      },
      explain: () => ({ reason: '', again: false }),
      keep: () => undefined,
      now: Date.now,
    });
  });
  return draft;
}

/** The fields of a template as edited: those it had, and those that are not empty any more. */
export function givenFields(shown: Change, template: ChangeTemplate | null): TemplateFields {
  const empty = blank();
  const fields: Record<string, unknown> = { ...template?.fields };
  for (const name of templateFieldNames) {
    if (name in fields || JSON.stringify(shown[name]) !== JSON.stringify(empty[name]))
      fields[name] = shown[name];
  }
  return fields as TemplateFields;
}

function blank(): Change {
  return {
    ...emptyChange,
    id: newId<ChangeId>(),
    ref: '',
    title: '',
    riskScore: 0,
    riskLevel: 'low',
    createdAt: 0,
    updatedAt: 0,
  };
}
