import { useEffect, useSyncExternalStore } from 'react';
import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import { ConnectionLost, errorCode, errorSentence } from '#renderer/lib/errors.ts';
import type { Change } from '#shared/contract/changes.ts';
import { createDraft, type Draft, type Edits } from './draft.ts';

// Drafts outlive their screen: one that could not be saved yet goes on trying while other screens are open.
const drafts = new Map<string, Draft>();
// Screens that show a draft now. A screen that is taken away and put back at once must find its draft again.
const shownOn = new Map<string, number>();

/** The draft of one ticket; `change` is the ticket as it is on disk now. Leaving the screen saves what is left. */
export function useDraft(change: Change): Draft {
  const draft = draftOf(change);
  useEffect(() => draft.receive(change), [draft, change]);
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      void draft.flush();
      if (draft.hasUnsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', leave);
    shownOn.set(change.id, (shownOn.get(change.id) ?? 0) + 1);
    return () => {
      window.removeEventListener('beforeunload', leave);
      shownOn.set(change.id, (shownOn.get(change.id) ?? 1) - 1);
      draft.hold(null);
      void draft.flush().then(() => {
        if (shownOn.get(change.id) || draft.hasUnsaved()) return;
        shownOn.delete(change.id);
        drafts.delete(change.id);
      });
    };
  }, [draft, change.id]);
  return draft;
}

export function useDraftView(draft: Draft) {
  return useSyncExternalStore(draft.subscribe, draft.view);
}

function draftOf(change: Change): Draft {
  const found = drafts.get(change.id);
  if (found) return found;
  const draft = createDraft(change, readKept(change.id), {
    async save(fields) {
      const answer = await client.changes.patch({ id: change.id, fields });
      queryClient.setQueryData(orpc.changes.get.queryKey({ input: { key: change.id } }), answer);
      queryClient.setQueryData(orpc.changes.get.queryKey({ input: { key: change.ref } }), answer);
      return answer;
    },
    explain: (error) => ({
      reason: errorSentence(error),
      again: error instanceof ConnectionLost || errorCode(error) === 'STORE_UNAVAILABLE',
    }),
    keep: (edits) => keep(change.id, edits),
    now: () => Date.now(),
  });
  drafts.set(change.id, draft);
  return draft;
}

// The session storage of the window survives a reload and a crashed page; the ticket itself lives in the file. Written a
// quarter of a second late, because a long text would slow down every key, and at once when the page goes.
const keyOf = (id: string) => `slipway.draft.${id}`;
const waiting = new Map<string, Edits | null>();
let timer: ReturnType<typeof setTimeout> | undefined;

function keep(id: string, edits: Edits | null): void {
  waiting.set(id, edits);
  clearTimeout(timer);
  timer = setTimeout(writeKept, 250);
}

function writeKept(): void {
  for (const [id, edits] of waiting) {
    try {
      if (edits) sessionStorage.setItem(keyOf(id), JSON.stringify(edits));
      else sessionStorage.removeItem(keyOf(id));
    } catch {
      // Full (5 MB): the draft in memory and its next save still hold every word.
    }
  }
  waiting.clear();
}
window.addEventListener('pagehide', writeKept);

function readKept(id: string): Edits | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(id)) ?? 'null') as Edits | null;
  } catch {
    return null;
  }
}
