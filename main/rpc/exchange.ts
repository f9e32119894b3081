import { dirname } from 'node:path';
import { exportCsv, importCsv, previewCsv } from '#main/jobs/import-csv.ts';
import { importIcs, previewIcs } from '#main/jobs/import-ics.ts';
import { addPiece } from '#main/services/files/uploads.ts';
import { reading, writing } from './context.ts';

export const exchange = {
  upload: reading.exchange.upload.handler(({ context: { store }, input }) =>
    addPiece(dirname(store.file), input.file, input.data, store.now()),
  ),
  previewIcs: reading.exchange.previewIcs.handler(({ context: { store }, input, signal }) =>
    previewIcs(store, input, signal),
  ),
  importIcs: writing.exchange.importIcs.handler(({ context: { store, who }, input, signal }) =>
    importIcs(store, who, input, signal),
  ),
  previewCsv: reading.exchange.previewCsv.handler(({ context: { store }, input, signal }) =>
    previewCsv(store, input, signal),
  ),
  importCsv: writing.exchange.importCsv.handler(({ context: { store, who }, input, signal }) =>
    importCsv(store, who, input, signal),
  ),
  exportCsv: reading.exchange.exportCsv.handler(({ context: { store }, input }) =>
    exportCsv(store, input.from, input.until),
  ),
};
