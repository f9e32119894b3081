import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraft, type Edits } from '#renderer/features/changes/draft.ts';
import type { Change } from '#shared/contract/changes.ts';

const change = {
  id: '01900000-0000-7000-8000-000000000001',
  title: 'Old title',
  description: 'Old words',
  deploymentSteps: [{ title: 'One', minutes: 5 }],
  updatedAt: 1,
} as unknown as Change;

function disk() {
  let row = change;
  const sent: object[] = [];
  let kept: Edits | null = null;
  let fail: Error | null = null;
  let gate: Promise<void> = Promise.resolve();
  return {
    sent,
    kept: () => kept,
    row: () => row,
    failWith: (error: Error | null) => {
      fail = error;
    },
    stall() {
      let open: () => void = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
    deps: {
      async save(fields: object) {
        sent.push(fields);
        await gate;
        if (fail) throw fail;
        row = { ...row, ...fields, updatedAt: row.updatedAt + 1 } as Change;
        return row;
      },
      explain: (error: unknown) => ({
        reason: String((error as Error).message),
        again: (error as Error).message === 'gone',
      }),
      keep: (edits: Edits | null) => {
        kept = edits;
      },
      now: () => 42,
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('draft of a ticket', () => {
  it('saves only the changed field after two seconds of quiet', async () => {
    const file = disk();
    const draft = createDraft(change, null, file.deps);
    draft.edit('title', 'N');
    await vi.advanceTimersByTimeAsync(1500);
    draft.edit('title', 'New');
    await vi.advanceTimersByTimeAsync(1500);
    expect(file.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(file.sent).toEqual([{ title: 'New' }]);
    expect(draft.view().status).toEqual({ kind: 'saved', at: 42 });
    expect(draft.view().shown.title).toBe('New');
  });

  it('sends nothing when the words are back to what is on disk', async () => {
    const file = disk();
    const draft = createDraft(change, null, file.deps);
    draft.edit('title', 'New');
    draft.edit('title', 'Old title');
    await vi.advanceTimersByTimeAsync(5000);
    expect(file.sent).toEqual([]);
    expect(draft.view().status.kind).toBe('clean');
  });

  it('keeps what was typed when a save fails, and tries again when the link is back', async () => {
    const file = disk();
    const draft = createDraft(change, null, file.deps);
    file.failWith(new Error('gone'));
    draft.edit('description', 'Words worth keeping');
    await draft.flush();
    expect(draft.view().status).toMatchObject({ kind: 'failed', again: true });
    expect(draft.view().shown.description).toBe('Words worth keeping');
    expect(file.kept()).toEqual({ description: 'Words worth keeping' });
    file.failWith(null);
    await vi.advanceTimersByTimeAsync(3100);
    expect(file.row().description).toBe('Words worth keeping');
    expect(file.kept()).toBeNull();
  });

  it('does not send a refused value again and again, only after the next edit', async () => {
    const file = disk();
    const draft = createDraft(change, null, file.deps);
    file.failWith(new Error('too long'));
    draft.edit('title', 'X');
    await draft.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(file.sent).toHaveLength(1);
    expect(draft.view().shown.title).toBe('X');
  });

  it('saves words typed while a save was under way', async () => {
    const file = disk();
    const draft = createDraft(change, null, file.deps);
    const open = file.stall();
    draft.edit('title', 'First');
    const done = draft.flush();
    draft.edit('title', 'Second');
    open();
    await done;
    await draft.flush();
    expect(file.sent).toEqual([{ title: 'First' }, { title: 'Second' }]);
    expect(draft.hasUnsaved()).toBe(false);
  });

  it('never lets another window overwrite a field that is being edited, and says that it was overtaken', () => {
    const file = disk();
    const draft = createDraft(change, null, file.deps);
    draft.edit('title', 'Mine');
    draft.receive({ ...change, title: 'Theirs', description: 'Their words', updatedAt: 5 });
    expect(draft.view().shown.title).toBe('Mine');
    expect(draft.view().shown.description).toBe('Their words');
    expect([...draft.view().overtaken]).toEqual(['title']);
    draft.takeTheirs('title');
    expect(draft.view().shown.title).toBe('Theirs');
    expect(draft.hasUnsaved()).toBe(false);
  });

  it('leaves the field with the caret alone until it is left, also after its own save', async () => {
    const file = disk();
    const draft = createDraft(change, null, file.deps);
    draft.hold('title');
    draft.receive({ ...change, title: 'Theirs', updatedAt: 5 });
    expect(draft.view().shown.title).toBe('Old title');
    draft.edit('title', 'Mine');
    await draft.flush();
    expect(draft.view().shown.title).toBe('Mine');
    draft.hold(null);
    expect(draft.view().shown.title).toBe('Mine');
  });

  it('takes up words that a reload interrupted', async () => {
    const file = disk();
    const draft = createDraft(change, { notes: 'Half a sentence' }, file.deps);
    expect(draft.view().shown.notes).toBe('Half a sentence');
    await vi.advanceTimersByTimeAsync(2100);
    expect(file.sent).toEqual([{ notes: 'Half a sentence' }]);
  });
});
