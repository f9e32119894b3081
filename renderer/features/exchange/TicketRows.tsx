import type { CsvField } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';
import { CSV_FIELDS } from './fields.ts';

/** The first rows of a table as tickets: only the fields that any of them fills. */
export function TicketRows({ rows }: { readonly rows: readonly Partial<Record<CsvField, string>>[] }) {
  const filled = (Object.keys(CSV_FIELDS) as CsvField[]).filter((field) =>
    rows.some((row) => (row[field] ?? '') !== ''),
  );
  if (rows.length === 0 || filled.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.rows} aria-label="First rows as tickets" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {filled.map((field) => (
              <th key={field}>{CSV_FIELDS[field]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other identity and never move
            <tr key={at}>
              {filled.map((field) => (
                <td key={field} title={row[field] ?? ''}>
                  {row[field] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
