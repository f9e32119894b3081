import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Change } from '#shared/contract/changes.ts';
import css from './Packs.module.css';

/** Says which fields of a ticket are not as they were in the pack it was approved in; nothing where none differs. */
export function DiffersStrip({ change }: { readonly change: Change }) {
  const [whole, setWhole] = useState(false);
  const { data } = useQuery(
    orpc.packs.differences.queryOptions({
      input: { changeId: change.id },
      meta: { topics: [`changes/${change.id}`, 'cab'] },
    }),
  );
  if (!data || data.fields.length === 0) return null;
  return (
    <section className={css.differs} aria-label="Since it was approved">
      <p>
        <StateGlyph state="late" size={13} /> Differs from what{' '}
        <Link to="/cab/$key" params={{ key: data.meetingRef }}>
          {data.meetingRef}
        </Link>{' '}
        approved (pack {data.number}): {data.fields.map((one) => one.name).join(', ')}.
        <Button size="small" variant="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Fold' : 'Then and now'}
        </Button>
      </p>
      {whole && (
        <table className={css.thenNow}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Then</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {data.fields.map((one) => (
              <tr key={one.field}>
                <th scope="row">{one.name}</th>
                <td dir="auto">{one.before || 'empty'}</td>
                <td dir="auto">{one.now || 'empty'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
