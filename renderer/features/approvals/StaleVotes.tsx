import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { AmendEffects } from '#shared/contract/changes.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { planTimeAt } from '#shared/domain/time.ts';
import { gave } from './approvalWords.ts';

/** Which votes an amendment makes stale, one by one. */
export function StaleList({ stale }: { readonly stale: AmendEffects['stale'] }) {
  if (stale.length === 0) return <p>No vote becomes stale.</p>;
  return (
    <>
      <p>
        {formatCount(stale.length, 'vote')} will not count any more and {stale.length === 1 ? 'has' : 'have'}{' '}
        to be given again:
      </p>
      <ul>
        {stale.map((one) => (
          <li key={one.decisionId}>
            <StateGlyph state="late" size={12} /> {one.stage}: {one.name} {gave(one.verdict)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Names the votes on a change that another time would make stale, before it is moved there; nothing where there are none. */
export function StaleVotes(props: {
  readonly id: ChangeId;
  readonly at: { readonly startsAt: number; readonly endsAt: number };
  readonly zone: string;
}) {
  const { id, at, zone } = props;
  const stale =
    useQuery(
      orpc.changes.amendEffects.queryOptions({
        input: {
          id,
          fields: {
            plannedStart: planTimeAt(at.startsAt, zone),
            plannedEnd: planTimeAt(at.endsAt, zone),
          },
        },
        retry: false,
        meta: { topics: ['approvals', `changes/${id}`] },
      }),
    ).data?.stale ?? [];
  if (stale.length === 0) return null;
  return (
    <p role="status">
      <StateGlyph state="late" size={12} /> It becomes stale and has to be given again:{' '}
      {stale.map((one) => `${one.stage} (${one.name} ${gave(one.verdict)})`).join(', ')}.
    </p>
  );
}
