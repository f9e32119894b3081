import { formatNumber } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { ImportCounts, ReportLine } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';
import { countsSentence, cutSentence, type ImportPhase } from './reportWords.ts';

/** What an import found or did in one line of numbers, and each line of the file it stumbled over. */
export function ReportList(props: {
  readonly counts: ImportCounts;
  readonly report: readonly ReportLine[];
  /** What one entry is called: `event`, `row`. */
  readonly one: string;
  readonly phase: ImportPhase;
}) {
  const { counts, report, phase } = props;
  const cut = cutSentence(report);
  return (
    <div>
      <p role={phase === 'refused' ? 'alert' : 'status'} className={css.counts}>
        {phase === 'refused' && <StateGlyph state="failed" size={12} />}{' '}
        {countsSentence(counts, props.one, phase)}
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
          {cut !== '' && <p className="t2">{cut}</p>}
        </section>
      )}
    </div>
  );
}
