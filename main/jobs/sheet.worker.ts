import { parentPort, workerData } from 'node:worker_threads';
import { packFonts } from '#main/documents/pack/typst.ts';
import { sheetPdf } from '#main/documents/sheet/pdf.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { SheetModel } from '#shared/domain/sheet/model.ts';
import type { SheetWork } from './sheets.ts';

function make(): SheetWork {
  try {
    return { kind: 'made', bytes: sheetPdf(workerData as SheetModel, packFonts()) };
  } catch (error) {
    // What a rule refuses has its words for the screen; an error would lose what it is on its way between threads.
    if (error instanceof Refusal) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

parentPort?.postMessage({ kind: 'done', result: make() });
