import { useEffect, useMemo, useRef, useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { toastError } from '#renderer/ui/toast.ts';
import type { EditedStep, EditedTemplate, Template } from '#shared/contract/templates.ts';
import { editedOf, templateRefusal } from '#shared/domain/runbooks/template-edits.ts';
import { mergeTemplates } from '#shared/domain/runbooks/template-merge.ts';
import { same } from '#shared/domain/same.ts';

const QUIET_MS = 1500;

export type SaveStatus =
  | { readonly kind: 'clean' | 'typing' | 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly reason: string };

export type TemplateEditing = {
  readonly copy: EditedTemplate;
  readonly status: SaveStatus;
  readonly change: (next: Partial<EditedTemplate>) => void;
  readonly changeStep: (id: EditedStep['id'], fields: Partial<EditedStep>) => void;
  /** Saves what is not saved yet; answers whether all is on disk. */
  readonly flush: () => Promise<boolean>;
};

/** The working copy of a runbook on the page: saved after a moment of quiet, and when the editor is left. What others write in the meantime is taken in. */
export function useTemplateEditor(template: Template): TemplateEditing {
  const [copy, setCopy] = useState<EditedTemplate>(() => editedOf(template));
  const [status, setStatus] = useState<SaveStatus>({ kind: 'clean' });
  // `base` is the state on disk that the copy began from.
  const state = useRef({ copy, base: copy, dirty: false, saving: null as Promise<boolean> | null, timer: 0 });

  const saver = useMemo(() => {
    const takeIn = (onDisk: EditedTemplate, from: EditedTemplate) => {
      const merged = mergeTemplates(from, state.current.copy, onDisk);
      state.current.base = onDisk;
      if (same(merged, state.current.copy)) return;
      state.current.copy = merged;
      setCopy(merged);
    };
    const save = async (): Promise<boolean> => {
      const why = unfinished(state.current.copy);
      if (why !== null) {
        setStatus({ kind: 'failed', reason: why });
        return false;
      }
      state.current.dirty = false;
      setStatus({ kind: 'saving' });
      try {
        const { copy: sent, base } = state.current;
        takeIn(editedOf(await client.templates.save({ id: template.id, base, ...sent })), sent);
        setStatus(state.current.dirty ? { kind: 'typing' } : { kind: 'saved', at: Date.now() });
        return true;
      } catch (error) {
        state.current.dirty = true;
        setStatus({ kind: 'failed', reason: errorSentence(error) });
        return false;
      }
    };
    const flush = async (): Promise<boolean> => {
      clearTimeout(state.current.timer);
      await state.current.saving;
      if (!state.current.dirty) return true;
      state.current.saving = save();
      const saved = await state.current.saving;
      state.current.saving = null;
      return saved;
    };
    return { flush, takeIn };
  }, [template.id]);

  useEffect(() => {
    const onDisk = editedOf(template);
    // While a save is under way its answer brings what is on disk.
    if (state.current.saving === null && !same(onDisk, state.current.base))
      saver.takeIn(onDisk, state.current.base);
  }, [template, saver]);

  useEffect(
    () => () => {
      if (!state.current.dirty) return;
      const why = unfinished(state.current.copy);
      if (why !== null) toastError('The last edits of the runbook were not saved', new Error(why));
      else void saver.flush().then((ok) => !ok && toastError('The runbook was not saved', new Error('')));
    },
    [saver],
  );

  const change = (next: Partial<EditedTemplate>) => {
    state.current.copy = { ...state.current.copy, ...next };
    state.current.dirty = true;
    setCopy(state.current.copy);
    setStatus({ kind: 'typing' });
    clearTimeout(state.current.timer);
    state.current.timer = window.setTimeout(() => void saver.flush(), QUIET_MS);
  };
  const changeStep = (id: EditedStep['id'], fields: Partial<EditedStep>) =>
    change({
      steps: state.current.copy.steps.map((step) => (step.id === id ? { ...step, ...fields } : step)),
    });
  return { copy, status, change, changeStep, flush: saver.flush };
}

function unfinished(copy: EditedTemplate): string | null {
  if (copy.name.trim() === '') return 'The runbook needs a name.';
  const empty = copy.steps.findIndex(({ title }) => title.trim() === '');
  return empty >= 0 ? `Step ${empty + 1} needs a title.` : templateRefusal(copy);
}
