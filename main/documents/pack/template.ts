import { templateAnnex } from './template-annex.ts';
import { templateBase } from './template-base.ts';
import { templateChange } from './template-change.ts';
import { templateCover } from './template-cover.ts';

/**
 * How a pack is set in Typst. It is constant: what a pack says arrives as JSON in `sys.inputs` and is only ever placed
 * as text, so that no text of a ticket is read as markup. Measures are those of the printed page of the design.
 */
export const template = [
  templateBase,
  templateCover,
  templateChange,
  templateAnnex,
  '#cover\n#for p in m.pages { change(p) }\n#annexes\n',
].join('\n');
