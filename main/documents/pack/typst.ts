import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PackModel } from '#shared/domain/pack/model.ts';
import { refused } from '#shared/domain/refusal.ts';
import { fontFiles } from './font-files.ts';
import { template } from './template.ts';

/**
 * The pack as PDF: tagged, with bookmarks and embedded fonts; the same model gives the same bytes. Throws REFUSED when
 * a font is missing. Takes two to three seconds for 200 changes, so it belongs into a worker.
 */
export function packPdf(model: PackModel, fonts: readonly Buffer[]): Buffer {
  return setPdf(template, model, model.frozenAt, fonts);
}

/** Sets a model with a template that reads it from `sys.inputs`; `at` is the date of the document, ms UTC. */
export function setPdf(source: string, model: object, at: number, fonts: readonly Buffer[]): Buffer {
  // Fonts are handed over: those of the computer would make the bytes differ from one to the next.
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: [...fonts] }] });
  const compiled = compiler.compile({ mainFileContent: source, inputs: { pack: JSON.stringify(model) } });
  const document = compiled.result;
  if (document === null) {
    const error = compiled.takeError();
    throw new Error(`The document cannot be set: ${JSON.stringify(error?.shortDiagnostics ?? [])}`);
  }
  return compiler.pdf(document, { creationTimestamp: Math.floor(at / 1000) });
}

/**
 * The fonts documents are printed with: of a built app those the build has copied, of a source tree those of the packages.
 * Throws REFUSED naming what is missing.
 */
export function packFonts(folder?: string): Buffer[] {
  return fontFiles.map((file) => {
    const place = folder === undefined ? placeOf(file) : join(folder, basename(file));
    try {
      return readFileSync(place);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'damaged';
      throw refused(
        `The font ${basename(file)} cannot be read (${code}), so no PDF can be made. Install Slipway again; nothing was lost.`,
      );
    }
  });
}

function placeOf(file: string): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? `../../../node_modules/${file}` : `../fonts/${basename(file)}`, import.meta.url);
}
