import type { Change, ChangeFields } from '#shared/contract/changes.ts';
import type { Client } from '#shared/contract/index.ts';
import { same } from '#shared/domain/same.ts';

export type Field = keyof ChangeFields;
type PatchInput = Parameters<Client['changes']['patch']>[0]['fields'];
/** What a person has typed and the file does not hold yet. */
export type Edits = { [F in Field]?: ChangeFields[F] };

export type DraftStatus =
  | { readonly kind: 'clean' }
  | { readonly kind: 'typing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  /** `again`: it will be tried again by itself. */
  | { readonly kind: 'failed'; readonly reason: string; readonly again: boolean };

export type DraftView = {
  readonly shown: Change;
  readonly status: DraftStatus;
  /** Fields somebody else saved while they were being edited here. */
  readonly overtaken: ReadonlySet<Field>;
};

export type DraftDeps = {
  readonly save: (fields: PatchInput) => Promise<Change>;
  /** Sorts a failure: its words, and whether trying again can help. */
  readonly explain: (error: unknown) => { reason: string; again: boolean };
  /** Keeps unsaved edits across a reload; null forgets them. */
  readonly keep: (edits: Edits | null) => void;
  readonly now: () => number;
  readonly quietMs?: number;
  readonly retryMs?: number;
};

/**
 * One ticket being edited: what is shown is what was typed over what is on disk. Saves the changed fields after
 * `quietMs` (2 s) of quiet or on `flush`; one save runs at a time; a failed one keeps every edit and is tried again
 * every `retryMs` (3 s) while that can help. `receive` takes what others saved and never touches an edited field.
 */
export function createDraft(first: Change, kept: Edits | null, deps: DraftDeps) {
  const { quietMs = 2000, retryMs = 3000 } = deps;
  let base = first;
  let edits: Edits = kept ?? {};
  let inFlight: Edits = {};
  let held: { field: Field; change: Change } | null = null;
  let overtaken = new Set<Field>();
  let status: DraftStatus = hasAny(edits) ? { kind: 'typing' } : { kind: 'clean' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  const listeners = new Set<() => void>();
  let view = makeView();
  if (hasAny(edits)) schedule(quietMs);

  function makeView(): DraftView {
    const focused = held ? pick(held.change, held.field) : {};
    return { shown: { ...base, ...focused, ...inFlight, ...edits }, status, overtaken: new Set(overtaken) };
  }

  function tell(next?: DraftStatus) {
    if (next) status = next;
    view = makeView();
    for (const listener of listeners) listener();
  }

  function schedule(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }

  function edit<F extends Field>(field: F, value: ChangeFields[F]) {
    edits = { ...edits, [field]: value };
    if (held?.field === field) held = { field, change: { ...held.change, [field]: value } };
    if (!(field in inFlight) && same(value, base[field])) {
      const { [field]: _, ...rest } = edits;
      edits = rest as Edits;
    }
    if (!hasAny(edits) && !running) {
      clearTimeout(timer);
      deps.keep(null);
      return tell(status.kind === 'saved' ? undefined : { kind: 'clean' });
    }
    deps.keep({ ...inFlight, ...edits });
    schedule(quietMs);
    tell(running ? undefined : { kind: 'typing' });
  }

  /** Saves now what is not saved; resolves when there is nothing left to do, also after a failure. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (running) {
      await running;
      return hasAny(edits) && status.kind !== 'failed' ? flush() : undefined;
    }
    if (!hasAny(edits)) return;
    running = send().finally(() => {
      running = null;
    });
    await running;
    if (hasAny(edits) && status.kind !== 'failed') schedule(quietMs);
  }

  async function send() {
    inFlight = edits;
    edits = {};
    tell({ kind: 'saving' });
    try {
      const answer = await deps.save(inFlight as PatchInput);
      for (const field of Object.keys(inFlight) as Field[]) overtaken.delete(field);
      inFlight = {};
      base = answer;
      deps.keep(hasAny(edits) ? edits : null);
      tell(hasAny(edits) ? { kind: 'typing' } : { kind: 'saved', at: deps.now() });
    } catch (error) {
      edits = { ...inFlight, ...edits };
      inFlight = {};
      const { reason, again } = deps.explain(error);
      if (again) schedule(retryMs);
      tell({ kind: 'failed', reason, again });
    }
  }

  return {
    edit,
    flush,
    /** Takes what is on disk now. Edited fields keep what was typed and are marked when somebody else changed them. */
    receive(next: Change) {
      if (next === base || next.updatedAt < base.updatedAt) return;
      const mine = { ...inFlight, ...edits };
      for (const field of Object.keys(mine) as Field[]) {
        if (!(field in inFlight) && !same(next[field], base[field]) && !same(next[field], mine[field]))
          overtaken.add(field);
      }
      base = next;
      tell();
    },
    /** The field with the caret keeps its words until it is left, whatever others save. */
    hold(field: Field | null) {
      held = field ? { field, change: view.shown } : null;
      tell();
    },
    /** Gives up what was typed in one field and shows what is on disk. */
    takeTheirs(field: Field) {
      const { [field]: _, ...rest } = edits;
      edits = rest as Edits;
      overtaken = new Set([...overtaken].filter((other) => other !== field));
      held = null;
      deps.keep(hasAny(edits) ? edits : null);
      tell(hasAny(edits) ? { kind: 'typing' } : { kind: 'clean' });
    },
    hasUnsaved: () => hasAny(edits) || hasAny(inFlight),
    view: () => view,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type Draft = ReturnType<typeof createDraft>;

function hasAny(edits: Edits): boolean {
  return Object.keys(edits).length > 0;
}

function pick(change: Change, field: Field): Edits {
  return { [field]: change[field] };
}
