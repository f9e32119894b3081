import { attentionIn, releaseHeads } from '#db/queries/change-attention.ts';
import { bulkEdit } from '#db/queries/change-bulk.ts';
import { foundIn } from '#db/queries/change-found.ts';
import { changeGroups } from '#db/queries/change-table.ts';
import { exportChanges } from '#main/jobs/export-changes.ts';
import { reading, writing } from './context.ts';

export const changeTable = {
  groups: reading.changeTable.groups.handler(({ context: { store }, input }) =>
    changeGroups(store, input.filter, input.by),
  ),
  releaseHeads: reading.changeTable.releaseHeads.handler(({ context: { store, app }, input }) =>
    releaseHeads(store.db, input.ids, app.now()),
  ),
  found: reading.changeTable.found.handler(({ context: { store }, input }) =>
    foundIn(store.db, input.ids, input.text),
  ),
  attention: reading.changeTable.attention.handler(({ context: { store, app }, input }) =>
    attentionIn(store.db, input.ids, app.now()),
  ),
  bulk: writing.changeTable.bulk.handler(({ context: { store, who }, input }) => bulkEdit(store, who, input)),
  exportCsv: reading.changeTable.exportCsv.handler(({ context: { store }, input, signal }) =>
    exportChanges(store, input, signal),
  ),
};
