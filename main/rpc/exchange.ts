import { dirname } from 'node:path';
import { addPiece } from '#main/services/files/uploads.ts';
import { reading } from './context.ts';

export const exchange = {
  upload: reading.exchange.upload.handler(({ context: { store }, input }) =>
    addPiece(dirname(store.file), input.file, input.data, store.now()),
  ),
};
