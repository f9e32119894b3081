import type { Figure } from '#test/bench/measure.ts';
import type { Group } from '#test/bench/run.ts';
import { FORECAST_RULES, measureForecast } from './forecast.ts';
import { measureTickToWall, TICK_RULES } from './tick-to-wall.ts';
import { measureWallCpu, WALL_CPU_RULES } from './wall-cpu.ts';

const BENCHES: readonly (readonly [name: string, measure: () => Promise<Figure>])[] = [
  ['runs.forecast', measureForecast],
  ['runs.tick_to_wall', measureTickToWall],
  ['runs.wall_cpu', measureWallCpu],
];

/** Group `runs` of the speed section: what each figure may cost. */
export function createRunsGroup(): Group {
  let measured = false;
  return {
    rules: [...FORECAST_RULES, ...TICK_RULES, ...WALL_CPU_RULES],
    async measure(_n, only, print) {
      // The same at each size of the workspace.
      if (measured) return;
      measured = true;
      for (const [name, measure] of BENCHES)
        if (only === undefined || name.startsWith(only)) print(await measure());
    },
    close: async () => undefined,
  };
}
