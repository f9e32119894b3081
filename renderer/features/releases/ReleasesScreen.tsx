import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { DraftFromGitDialog } from '#renderer/features/repositories/DraftFromGitDialog.tsx';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState, PageBody, PageHeader } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { Release } from '#shared/contract/releases.ts';
import { NewReleaseDialog } from './NewReleaseDialog.tsx';
import { ReleaseRow } from './ReleaseRow.tsx';
import css from './ReleasesScreen.module.css';
import { releaseGroups } from './releaseGroups.ts';

const FINISHED_SHOWN = 20;

/** Every release, by what it asks of a person now. */
export function ReleasesScreen() {
  const releases = useQuery(orpc.releases.list.queryOptions({ meta: { topics: ['releases', 'changes'] } }));
  // The palette and Today lead here with `?draft=git` or `?draft=new`.
  const { draft } = useSearch({ strict: false }) as { readonly draft?: unknown };
  const navigate = useNavigate();
  const open = draft === 'git' || draft === 'new' ? draft : null;
  const setOpen = (next: 'new' | 'git' | null) =>
    void navigate({ to: '/releases', search: next === null ? {} : { draft: next }, replace: true });
  useKeys('Releases', [
    { keys: 'n', does: 'New release', run: () => setOpen('new') },
    { keys: 'd', does: 'Draft a release from Git', run: () => setOpen('git') },
  ]);
  const actions = (
    <>
      <Button icon="branch" keyCap="d" onClick={() => setOpen('git')}>
        Draft from Git
      </Button>
      <Button variant="primary" icon="plus" keyCap="n" onClick={() => setOpen('new')}>
        Release
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title="Releases"
        beside={releases.data && <span className="t2">{formatCount(releases.data.length, 'release')}</span>}
        actions={actions}
      />
      <PageBody>
        <QueryState query={releases} what="The list of releases">
          {(list) =>
            list.length === 0 ? (
              <EmptyState title="No release yet" actions={actions}>
                A release is a package of changes that are deployed together. Drafting one from Git reads the
                commits between two refs and writes a change ticket for each piece of work.
              </EmptyState>
            ) : (
              <ReleaseTable releases={list} />
            )
          }
        </QueryState>
      </PageBody>
      <NewReleaseDialog opened={open === 'new'} onClose={() => setOpen(null)} />
      <DraftFromGitDialog opened={open === 'git'} onClose={() => setOpen(null)} />
    </>
  );
}

function ReleaseTable({ releases }: { readonly releases: readonly Release[] }) {
  const names = useNames();
  const [all, setAll] = useState(false);
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Ref</th>
            <th scope="col">Release</th>
            <th scope="col">State</th>
            <th scope="col">Environment</th>
            <th scope="col">Slot</th>
            <th scope="col" className={css.figure}>
              Changes
            </th>
            <th scope="col">Readiness</th>
          </tr>
        </thead>
        {releaseGroups(releases).map((group) => {
          const cut = group.title === 'Finished' && !all ? FINISHED_SHOWN : group.releases.length;
          const rest = group.releases.length - cut;
          return (
            <tbody key={group.title}>
              <tr className={css.group}>
                <th scope="rowgroup" colSpan={7}>
                  {group.title} <span className="t2">{formatCount(group.releases.length, 'release')}</span>
                </th>
              </tr>
              {group.releases.slice(0, cut).map((release) => (
                <ReleaseRow
                  key={release.id}
                  release={release}
                  environment={release.environmentId ? names.environmentName(release.environmentId) : ''}
                />
              ))}
              {rest > 0 && (
                <tr>
                  <td colSpan={7}>
                    <Button size="small" onClick={() => setAll(true)}>
                      Show {formatCount(rest, 'more release', 'more releases')}
                    </Button>
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}
