import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { ConflictsPanel } from '#renderer/features/conflicts/ConflictsPanel.tsx';
import { HistoryPanel } from '#renderer/features/timeline/HistoryPanel.tsx';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import { formatSeconds } from '#renderer/lib/format.ts';
import { PageBody, PageHeader, Section } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { ReleaseDetail } from '#shared/contract/releases.ts';
import { isReleaseOpen, releaseName } from '#shared/domain/releases.ts';
import { ReleaseFields, type SaveRelease } from './ReleaseFields.tsx';
import { ReleaseMoves } from './ReleaseMoves.tsx';
import { ReleaseReadiness } from './ReleaseReadiness.tsx';
import { ReleaseRuns } from './ReleaseRuns.tsx';
import css from './ReleaseScreen.module.css';
import { ReleaseSlot } from './ReleaseSlot.tsx';
import { ReleaseStateChip } from './ReleaseStateChip.tsx';
import { ReleaseTickets } from './ReleaseTickets.tsx';
import { ReleaseTrain } from './ReleaseTrain.tsx';

/** One release: what it is, what rides on it, when it goes out, how ready it is, how it was run. `releaseKey` = id or reference. */
export function ReleaseScreen({ releaseKey }: { readonly releaseKey: string }) {
  const release = useQuery(
    orpc.releases.get.queryOptions({
      input: { key: releaseKey },
      meta: { topics: ['releases', 'changes', 'runs'] },
    }),
  );
  return (
    <QueryState query={release} what="The release">
      {(detail) => <Release key={detail.id} release={detail} />}
    </QueryState>
  );
}

function Release({ release }: { readonly release: ReleaseDetail }) {
  const zone = useZone();
  const names = useNames();
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const save: SaveRelease = async (fields) => {
    await client.releases.patch({ id: release.id, fields });
    await queryClient.invalidateQueries({ queryKey: orpc.releases.key() });
    setSavedAt(Date.now());
  };
  const owner = release.ownerId === null ? '' : names.personName(release.ownerId);
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to="/releases">Releases</Link> <span className="ref">{release.ref}</span>
          </>
        }
        title={releaseName(release)}
        beside={
          <>
            <ReleaseStateChip release={release} />
            {owner !== '' && <span className="t2">{owner}</span>}
            {release.rangeTo !== '' && (
              <span className="t2">
                drafted from{' '}
                <span className="ref">
                  {release.rangeFrom}..{release.rangeTo}
                </span>
              </span>
            )}
            {savedAt !== null && (
              <span className="t2" role="status">
                saved {formatSeconds(savedAt, zone)}
              </span>
            )}
          </>
        }
        actions={<ReleaseMoves release={release} />}
      />
      <PageBody>
        <div className={css.columns}>
          <div className={css.main}>
            {release.closeNote !== '' && (
              <Section title="What was learned">
                <p className={css.note}>{release.closeNote}</p>
              </Section>
            )}
            <ReleaseTickets release={release} />
            <ReleaseRuns release={release} />
            <Section title="Scope">
              <ReleaseFields release={release} save={save} />
            </Section>
          </div>
          <aside className={css.aside} aria-label="Slot, readiness and history">
            <ReleaseSlot release={release} />
            <ReleaseTrain release={release} />
            {isReleaseOpen(release.state) && (
              <Section title="Conflicts">
                <ConflictsPanel
                  subject={{ kind: 'release', id: release.id }}
                  name={release.ref}
                  startsAt={release.slot?.start.at ?? null}
                  endsAt={release.slot?.end.at ?? null}
                  zone={zone}
                />
              </Section>
            )}
            {isReleaseOpen(release.state) && <ReleaseReadiness lines={release.readiness} />}
            <Section title="Timeline">
              <HistoryPanel about={{ entity: 'release', id: release.id }} />
            </Section>
          </aside>
        </div>
      </PageBody>
    </>
  );
}
