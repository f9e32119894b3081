import type { Group } from '#test/bench/run.ts';
import { FORECAST_RULES, measureForecast } from './forecast.ts';

/** Group `runs` of the speed section: what each figure may cost. */
export function createRunsGroup(): Group {
  let measured = false;
  return {
    rules: FORECAST_RULES,
    async measure(_n, only, print) {
      // The same at each size of the workspace.
      if (measured || (only !== undefined && !'runs.forecast'.startsWith(only))) return;
      measured = true;
      print(await measureForecast());
    },
    close: async () => undefined,
  };
}
