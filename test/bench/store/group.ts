import type { Figure } from '#test/bench/measure.ts';
import type { Group } from '#test/bench/run.ts';
import { measureBulk } from './bulk.ts';
import { openCopy } from './dataset.ts';
import { measurePage, measureSearch } from './reading.ts';
import { measureStart } from './start.ts';
import { measureTick } from './ticking.ts';
import { measureWindow } from './window.ts';

/** Group `store` of the speed section: what each figure may cost. */
const RULES = [
  { bench: 'store.page', times: 3 },
  { bench: 'store.search', ms: 15 },
  { bench: 'store.tick', times: 3 },
  { bench: 'store.bulk', times: 6 },
  { bench: 'store.window', ms: 100, p99: true },
  { bench: 'store.start', times: 1.5 },
] as const;

export function createStoreGroup(): Group {
  return {
    rules: RULES,
    async measure(n, only, print) {
      const wanted = (name: string) => only === undefined || name.startsWith(only);
      const copy = await openCopy(n);
      const { app, folder } = copy;
      const put = (figures: Figure | readonly Figure[]) => [figures].flat().forEach(print);
      try {
        if (wanted('store.page')) put(await measurePage(app, folder, n));
        if (wanted('store.search')) put(await measureSearch(app, folder, n));
        if (wanted('store.tick')) put(await measureTick(app, folder, n));
        if (wanted('store.bulk')) put(await measureBulk(app, folder, n));
      } finally {
        await copy.close();
      }
      if (wanted('store.window') || wanted('store.start')) {
        const fresh = await openCopy(n);
        try {
          await fresh.app.close();
          if (wanted('store.start')) put(await measureStart(fresh.folder, n));
          if (wanted('store.window')) put(await measureWindow(fresh.folder, n));
        } finally {
          await fresh.close();
        }
      }
    },
    close: async () => undefined,
  };
}
