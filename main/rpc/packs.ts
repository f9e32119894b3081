import { getMeeting } from '#db/queries/cab.ts';
import { differencesOf } from '#db/queries/pack-differences.ts';
import { packWarnings } from '#db/queries/pack-warnings.ts';
import { contentOf, getPack, listPacks } from '#db/queries/packs.ts';
import type { ReadDb } from '#db/read.ts';
import { freezePack, names, packAgain } from '#main/jobs/packs.ts';
import { saveInto } from '#main/services/files/save-file.ts';
import type { PackFormat } from '#shared/contract/packs.ts';
import type { PackId } from '#shared/domain/ids.ts';
import { fieldWords } from '#shared/domain/pack/words.ts';
import { refused } from '#shared/domain/refusal.ts';
import { reading, writing } from './context.ts';

const types: Readonly<Record<PackFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  md: 'text/markdown',
};

/** Routes of packs. */
export const packs = {
  list: reading.packs.list.handler(({ context, input }) => listPacks(context.store.db, input.meetingId)),
  warnings: reading.packs.warnings.handler(({ context: { store }, input }) =>
    packWarnings(store.db, input.meetingId),
  ),
  freeze: writing.packs.freeze.handler(({ context: { store, who }, input, signal }) =>
    freezePack(store, who, input, signal),
  ),
  file: reading.packs.file.handler(({ context: { store }, input }) => {
    const { name, bytes } = documentOf(store.db, input.id, input.format);
    return { name, type: types[input.format], data: bytes.toString('base64') };
  }),
  save: reading.packs.save.handler(async ({ context: { store }, input }) => {
    const { name, bytes } = documentOf(store.db, input.id, input.format);
    return { path: await saveInto(input.folder, name, bytes) };
  }),
  again: reading.packs.again.handler(({ context: { store }, input, signal }) =>
    packAgain(store, input.id, signal),
  ),
  differences: reading.packs.differences.handler(({ context: { store }, input }) => {
    const found = differencesOf(store.db, input.changeId);
    return (
      found && { ...found, fields: found.fields.map((one) => ({ ...one, name: fieldWords(one.field) })) }
    );
  }),
};

function documentOf(db: ReadDb, id: PackId, format: PackFormat): { name: string; bytes: Buffer } {
  const pack = getPack(db, id);
  const stored = pack.files[format];
  if (!stored) throw refused(`Pack ${pack.number} was made without a ${names[format]}.`);
  const { ref } = getMeeting(db, pack.meetingId);
  return {
    name: `${ref}-pack-${pack.number}.${format}`,
    bytes: contentOf(db, stored.hash, `The ${names[format]} of pack ${pack.number}`),
  };
}
