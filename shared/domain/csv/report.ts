import type { ReportLine } from '#shared/contract/exchange.ts';

/** Lines of a report that are kept; the counts are of all. */
export const REPORT_AT_MOST = 500;
/** Kinds of adjustments that are told apart before they are only counted. */
const KINDS_AT_MOST = 5000;

export type Report = {
  refuse(line: number, about: string, what: string): void;
  /** `same` gathers what is said of many lines into one, which names the first and how many there are. */
  adjust(line: number, about: string, what: string, same?: string): void;
  /** At most 500 lines in the order of the file; what is refused goes before what is adjusted where there are more. */
  lines(): ReportLine[];
  /** Adjustments in all; one that was gathered counts once. */
  adjusted(): number;
};

/** Collects what an import finds. Line 0 is the whole file. */
export function createReport(): Report {
  const refused: ReportLine[] = [];
  const adjusted: (ReportLine & { times: number })[] = [];
  const bySame = new Map<string, { times: number }>();
  let beyond = 0;
  return {
    refuse: (line, about, what) => {
      if (refused.length < REPORT_AT_MOST) refused.push({ line, about, what, severity: 'refused' });
    },
    adjust: (line, about, what, same) => {
      const known = same === undefined ? undefined : bySame.get(same);
      if (known) {
        known.times += 1;
        return;
      }
      if (adjusted.length >= KINDS_AT_MOST) {
        beyond += 1;
        return;
      }
      const kept = { line, about, what, severity: 'adjusted' as const, times: 1 };
      adjusted.push(kept);
      if (same !== undefined) bySame.set(same, kept);
    },
    lines: () =>
      [...refused, ...adjusted.slice(0, REPORT_AT_MOST - refused.length).map(told)].sort(
        (a, b) => a.line - b.line,
      ),
    adjusted: () => adjusted.length + beyond,
  };
}

function told({ times, ...line }: ReportLine & { times: number }): ReportLine {
  return times === 1 ? line : { ...line, what: `${line.what} So in ${times} rows, the first of them here.` };
}
