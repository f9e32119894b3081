import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatDateTime, formatTime } from '#renderer/lib/format.ts';
import type { Release } from '#shared/contract/releases.ts';
import { readinessSum } from '#shared/domain/readiness.ts';
import { isReleaseOpen, releaseName } from '#shared/domain/releases.ts';
import { ReleaseStateChip } from './ReleaseStateChip.tsx';
import css from './ReleasesScreen.module.css';

/** One release in the list; readiness is asked for open ones only. */
export function ReleaseRow(props: { readonly release: Release; readonly environment: string }) {
  const { release } = props;
  const zone = useZone();
  const navigate = useNavigate();
  const preparing = isReleaseOpen(release.state) && !['Deployment', 'Review'].includes(release.state);
  const detail = useQuery(
    orpc.releases.get.queryOptions({
      input: { key: release.ref },
      meta: { topics: [`releases/${release.id}`] },
      enabled: preparing,
    }),
  );
  const sum = detail.data && readinessSum(detail.data.readiness);
  const { slot } = release;
  return (
    <tr
      className={css.row}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a') === null)
          void navigate({ to: '/release/$key', params: { key: release.ref } });
      }}
    >
      <td className="ref t2">{release.ref}</td>
      <th scope="row">
        <Link to="/release/$key" params={{ key: release.ref }}>
          {releaseName(release)}
        </Link>
      </th>
      <td>
        <ReleaseStateChip release={release} bare />
      </td>
      <td>{props.environment || <span className="t3">none</span>}</td>
      <td className={css.nowrap}>
        {slot ? (
          `${formatDateTime(slot.start.at, zone)} to ${formatTime(slot.end.at, zone)}`
        ) : (
          <span className="t3">not booked</span>
        )}
      </td>
      <td className={css.figure}>{release.changes}</td>
      <td>
        {sum ? (
          <span className={css.readiness}>
            <progress max={sum.of} value={sum.points} aria-hidden="true" />
            {sum.points} of {sum.of}
          </span>
        ) : null}
      </td>
    </tr>
  );
}
