import { dirname } from 'node:path';
import { addFeed } from '#db/queries/access.ts';
import { addHolidays } from '#main/jobs/add-holidays.ts';
import { exportCsv, importCsv, previewCsv } from '#main/jobs/import-csv.ts';
import { importIcs, previewIcs } from '#main/jobs/import-ics.ts';
import { addPiece } from '#main/services/files/uploads.ts';
import { refused } from '#shared/domain/refusal.ts';
import { calendarText } from './calendar-text.ts';
import { open, reading, writing } from './context.ts';

const NO_LISTENER =
  'A feed is served by the local API, which is switched off. Switch it on in Settings, then make the address.';

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
  exportIcs: reading.exchange.exportIcs.handler(async ({ context: { store }, input }) => ({
    name: 'slipway.ics',
    text: await calendarText(store.db, { ...input, stamp: store.now() }),
  })),
  addFeed: reading.exchange.addFeed.handler(({ context: { app, store }, input }) => {
    const api = app.localApiAddress();
    if (api === null) throw refused(NO_LISTENER);
    const secret = addFeed(store, input.name, input.layers);
    return { address: new URL(`/feed/${secret}.ics`, api).href };
  }),
  holidayCountries: open.exchange.holidayCountries.handler(async () => {
    const { holidayCountries } = await import('#main/documents/holidays.ts');
    return holidayCountries();
  }),
  addHolidays: writing.exchange.addHolidays.handler(({ context: { store, who }, input }) =>
    addHolidays(store, who, input),
  ),
};
