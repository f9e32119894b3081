import { formatCount, formatNumber } from '#renderer/lib/format.ts';
import type { ImportCounts, ReportLine } from '#shared/contract/exchange.ts';
import { REPORT_AT_MOST } from '#shared/domain/csv/report.ts';

/** How far an import came: looked at beforehand, written, or answered without writing because something is refused. */
export type ImportPhase = 'looked at' | 'written' | 'refused';

/** What became of an import that ended: with refused rows nothing is written unless only the good ones were wanted. */
export function phaseOf({ refused }: Pick<ImportCounts, 'refused'>, partial: boolean): ImportPhase {
  return refused > 0 && !partial ? 'refused' : 'written';
}

/** An import in one line of numbers; `one` names an entry: `event`, `change`. */
export function countsSentence(counts: ImportCounts, one: string, phase: ImportPhase): string {
  if (phase === 'refused')
    return `Nothing was imported: ${formatCount(counts.refused, one)} of the file ${counts.refused === 1 ? 'is' : 'are'} refused.`;
  const done = phase === 'written';
  const parts = [
    `${formatCount(counts.added, `new ${one}`)}${done ? ' imported' : ''}`,
    counts.updated > 0 ? `${formatNumber(counts.updated)} ${done ? 'updated' : 'to be updated'}` : '',
    counts.unchanged > 0 ? `${formatNumber(counts.unchanged)} already here as they are` : '',
    counts.adjusted > 0 ? `${formatCount(counts.adjusted, 'adjustment')}` : '',
    counts.refused > 0 ? `${formatNumber(counts.refused)} refused` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

/** Says that a report was cut short. How many lines it lacks is not known: one refused row may give several. */
export function cutSentence(report: readonly ReportLine[]): string {
  return report.length < REPORT_AT_MOST
    ? ''
    : `No more than ${formatNumber(REPORT_AT_MOST)} lines are shown; there may be others.`;
}
