import { formatCount, formatNumber } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { ImportCounts, ReportLine } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';

/** What an import found or did in one line of numbers, and each line of the file it stumbled over. */
export function ReportList(props: {
  readonly counts: ImportCounts;
  readonly report: readonly ReportLine[];
  /** What one entry is called: `event`, `row`. */
  readonly one: string;
  /** True when it has been written. */
  readonly done: boolean;
}) {
  const { counts, report } = props;
  const hidden = counts.refused + counts.adjusted - report.length;
  return (
    <div>
      <p role="status" className={css.counts}>
        {sentence(props)}
      </p>
      {report.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={css.report} aria-label="Report by line" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th className="num">Line</th>
                <th>About</th>
                <th>What was found</th>
              </tr>
            </thead>
            <tbody>
              {report.map((line) => (
                <tr key={`${line.line} ${line.about} ${line.what}`}>
                  <td className="num">{line.line > 0 ? formatNumber(line.line) : ''}</td>
                  <td className={css.about}>{line.about}</td>
                  <td>
                    <StateGlyph state={line.severity === 'refused' ? 'failed' : 'workaround'} size={12} />{' '}
                    {line.severity === 'refused' ? 'Refused: ' : 'Adjusted: '}
                    {line.what}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {hidden > 0 && <p className="t2">{formatCount(hidden, 'more line')} not shown.</p>}
        </section>
      )}
    </div>
  );
}

function sentence({ counts, one, done }: { counts: ImportCounts; one: string; done: boolean }): string {
  const parts = [
    `${formatCount(counts.added, `new ${one}`)}${done ? ' imported' : ''}`,
    counts.updated > 0 ? `${formatNumber(counts.updated)} ${done ? 'updated' : 'to be updated'}` : '',
    counts.unchanged > 0 ? `${formatNumber(counts.unchanged)} already here as they are` : '',
    counts.adjusted > 0 ? `${formatCount(counts.adjusted, 'adjustment')}` : '',
    counts.refused > 0 ? `${formatNumber(counts.refused)} refused` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}
