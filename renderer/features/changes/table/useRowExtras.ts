import { useQueries } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import type { Attention, Found } from '#shared/contract/change-table.ts';
import type { ApprovalProgress } from '#shared/contract/standing.ts';
import type { ChangeId } from '#shared/domain/ids.ts';

/** What is known of a row beside its fields; undefined until it has come, null when there is nothing. */
export type RowExtras = {
  readonly attention: Attention | null | undefined;
  readonly approvals: ApprovalProgress | null | undefined;
  readonly found: Found | null | undefined;
};

/** Rows asked about at once: small enough that scrolling by a line asks about few anew. */
const AT_ONCE = 25;

/**
 * What takes a look at the calendar, the votes or the text of a ticket, for the rows in view only. `lines` holds the
 * ids by line, so that the same lines ask the same question again.
 */
export function useRowExtras(
  lines: readonly { readonly index: number; readonly id: ChangeId | undefined }[],
  wanted: { readonly attention: boolean; readonly approvals: boolean; readonly text: string },
): (id: string) => RowExtras {
  const chunks = new Map<number, ChangeId[]>();
  for (const { index, id } of lines) {
    if (!id) continue;
    const chunk = Math.floor(index / AT_ONCE);
    chunks.set(chunk, [...(chunks.get(chunk) ?? []), id]);
  }
  const asked = [...chunks.values()];
  const attention = useQueries({
    queries: asked.map((ids) =>
      orpc.changeTable.attention.queryOptions({
        input: { ids },
        meta: { topics: ['changes', 'calendar', 'releases'] },
        enabled: wanted.attention,
        gcTime: 30_000,
      }),
    ),
  });
  const approvals = useQueries({
    queries: asked.map((ids) =>
      orpc.approvals.progress.queryOptions({
        input: { ids },
        meta: { topics: ['changes', 'people'] },
        enabled: wanted.approvals,
        gcTime: 30_000,
      }),
    ),
  });
  const found = useQueries({
    queries: asked.map((ids) =>
      orpc.changeTable.found.queryOptions({
        input: { ids, text: wanted.text },
        meta: { topics: ['changes'] },
        enabled: wanted.text !== '',
        gcTime: 30_000,
      }),
    ),
  });
  const attentionById = new Map<string, Attention | null>();
  const approvalsById = new Map<string, ApprovalProgress | null>();
  const foundById = new Map<string, Found>();
  asked.forEach((ids, at) => {
    const said = attention[at]?.data;
    if (said) for (const id of ids) attentionById.set(id, said.find((one) => one.id === id) ?? null);
    const votes = approvals[at]?.data;
    if (votes) for (const id of ids) approvalsById.set(id, votes.find((one) => one.id === id) ?? null);
    for (const one of found[at]?.data ?? []) foundById.set(one.id, one);
  });
  return (id) => ({
    attention: attentionById.get(id),
    approvals: approvalsById.get(id),
    found: wanted.text === '' ? null : foundById.get(id),
  });
}
