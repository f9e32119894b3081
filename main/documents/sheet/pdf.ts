import type { SheetModel } from '#shared/domain/sheet/model.ts';
import { setPdf } from '../pack/typst.ts';
import { sheetTemplate } from './template.ts';

/** A runbook with boxes to tick as PDF; the same model gives the same bytes. Throws REFUSED when a font is missing. */
export function sheetPdf(model: SheetModel, fonts: readonly Buffer[]): Buffer {
  return setPdf(sheetTemplate, model, model.printedAt, fonts);
}
