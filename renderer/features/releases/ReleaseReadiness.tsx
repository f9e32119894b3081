import { Section } from '#renderer/ui/Page.tsx';
import type { ReadinessLine } from '#shared/contract/releases.ts';
import { readinessSum } from '#shared/domain/readiness.ts';
import css from './ReleaseScreen.module.css';

/** Readiness as a sum anyone can check, and what is missing by name. */
export function ReleaseReadiness({ lines }: { readonly lines: readonly ReadinessLine[] }) {
  const sum = readinessSum(lines);
  return (
    <Section title="Readiness">
      <table className={css.sum}>
        <tbody>
          {lines.map((line) => (
            <tr key={line.what}>
              <th scope="row">
                {line.what}
                {line.missing !== '' && <p>Missing: {line.missing}</p>}
              </th>
              <td>
                {line.points} of {line.of}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{lines.map((line) => line.points).join(' + ')}</th>
            <td>
              {sum.points} of {sum.of}
            </td>
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}
