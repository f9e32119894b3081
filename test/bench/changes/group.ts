import type { Figure } from '#test/bench/measure.ts';
import type { Group } from '#test/bench/run.ts';
import { openCopy } from '#test/bench/store/dataset.ts';
import { DRAFT_RULES, measureDraft } from './draft.ts';
import { measurePackPdf, PACK_RULES } from './pack-pdf.ts';
import { measureTable, TABLE_RULES } from './table.ts';

/** Group `changes` of the speed section: what each figure may cost. */
const RULES = [...DRAFT_RULES, ...PACK_RULES, ...TABLE_RULES] as const;

export function createChangesGroup(): Group {
  return {
    rules: RULES,
    async measure(n, only, print) {
      const wanted = (name: string) => only === undefined || name.startsWith(only);
      const put = (figures: Figure | readonly Figure[]) => [figures].flat().forEach(print);
      if (wanted('changes.draft')) put(await measureDraft());
      if (wanted('changes.pack_pdf')) put(await measurePackPdf());
      if (wanted('changes.table')) {
        const copy = await openCopy(n);
        try {
          put(await measureTable(copy.app, copy.folder, n));
        } finally {
          await copy.close();
        }
      }
    },
    close: async () => undefined,
  };
}
