import type { PackFormat } from '#shared/contract/packs.ts';
import type { PackModel } from '#shared/domain/pack/model.ts';
import { packDocx } from './docx.ts';
import { packHtml } from './html.ts';
import { packMarkdown } from './markdown.ts';
import { packFonts, packPdf } from './typst.ts';

/** Formats in the order they are made: the PDF first, for it may say that a font is missing. */
export const packFormats: readonly PackFormat[] = ['pdf', 'docx', 'html', 'md'];

/** The bytes of a pack in one format; the same model gives the same bytes. */
export async function packFile(format: PackFormat, model: PackModel): Promise<Uint8Array> {
  switch (format) {
    case 'pdf':
      return packPdf(model, packFonts());
    case 'docx':
      return packDocx(model);
    case 'html':
      return new TextEncoder().encode(packHtml(model));
    case 'md':
      return new TextEncoder().encode(packMarkdown(model));
  }
}
