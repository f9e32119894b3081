import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { TimelineEntry } from '#shared/contract/timeline.ts';
import type { Draft } from './draft.ts';

/** Takes back, one after the other, what the operator of this device did to one ticket, newest first. */
export function useUndo(changeId: string, draft: Draft) {
  const { deviceId, operatorId } = useWorkspace();
  // Undoing writes an entry of its own; neither that one nor the one it took back is undone again here.
  const passed = useRef(new Set<number>());
  const input = {
    about: { entity: 'change', id: changeId },
    ...(operatorId ? { actorId: operatorId } : {}),
    limit: 50,
  };
  const page = useQuery(
    orpc.timeline.page.queryOptions({ input, meta: { topics: [`changes/${changeId}`] } }),
  );
  // Taking back the making of the ticket would remove it: that is asked for in words, never by a key.
  const isMine = (entry: TimelineEntry) =>
    entry.device === deviceId &&
    entry.undoable &&
    entry.ops.every((op) => op.field !== '*') &&
    !passed.current.has(entry.seq);

  const undo = useMutation({
    async mutationFn() {
      await draft.flush();
      const { entries } = await client.timeline.page(input);
      const last = entries.find(isMine);
      if (!last) return false;
      const { undone } = await client.timeline.undo({ device: last.device, seq: last.seq });
      const after = await client.timeline.page(input);
      const own = after.entries[0];
      passed.current.add(last.seq);
      if (own && own.device === deviceId && own.seq > last.seq) passed.current.add(own.seq);
      return undone > 0;
    },
    onSuccess: (done) => {
      if (!done) toastDone('Nothing of yours is left to undo on this change');
    },
    onError: (error) => toastError('The last edit was not undone', error),
  });
  return {
    undo: () => {
      if (!undo.isPending) undo.mutate();
    },
    possible: draft.hasUnsaved() || (page.data?.entries.some(isMine) ?? false),
  };
}
