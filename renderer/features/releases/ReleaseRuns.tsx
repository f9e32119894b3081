import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AttachDialog } from '#renderer/features/runbooks/AttachDialog.tsx';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { openWindow } from '#renderer/lib/session.ts';
import { Button, ButtonInside, buttonClass } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { ReleaseDetail } from '#shared/contract/releases.ts';
import { isReleaseOpen } from '#shared/domain/releases.ts';
import css from './ReleaseScreen.module.css';

/** Rehearsals and live runs of the release; a runbook is attached here and run in the runner. */
export function ReleaseRuns({ release }: { readonly release: ReleaseDetail }) {
  const zone = useZone();
  const [attaching, setAttaching] = useState(false);
  return (
    <Section
      title="Runs"
      aside={
        isReleaseOpen(release.state) ? (
          <Button size="small" icon="plus" onClick={() => setAttaching(true)}>
            Attach a runbook
          </Button>
        ) : undefined
      }
    >
      {release.runs.length === 0 ? (
        <p className="t2">
          No runbook is attached yet. A run is a copy of a runbook that is ticked off step by step, as a
          rehearsal or live in the window.
        </p>
      ) : (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Run</th>
                <th scope="col">Kind</th>
                <th scope="col">State</th>
                <th scope="col">
                  <span className="sr">Open</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {release.runs.map((run) => (
                <tr key={run.id}>
                  <th scope="row">
                    <Link to="/run/$id" params={{ id: run.id }}>
                      {run.name}
                    </Link>
                  </th>
                  <td>{run.kind === 'live' ? 'Live' : 'Rehearsal'}</td>
                  <td>
                    {run.endedAt !== null ? (
                      <Chip state="done" bare>
                        Ended {formatDateTime(run.endedAt, zone)}
                      </Chip>
                    ) : run.startedAt !== null ? (
                      <Chip state="running" bare>
                        Running since {formatDateTime(run.startedAt, zone)}
                      </Chip>
                    ) : (
                      <Chip state="ready" bare>
                        Not started
                      </Chip>
                    )}
                  </td>
                  <td>
                    <div className={css.moves}>
                      <Link to="/run/$id" params={{ id: run.id }} className={buttonClass({ size: 'small' })}>
                        <ButtonInside icon="play">
                          Open runner<span className="sr"> for {run.name}</span>
                        </ButtonInside>
                      </Link>
                      <Button
                        size="small"
                        icon="external"
                        onClick={() =>
                          void openWindow(`/wall/${run.id}`).catch((error: unknown) =>
                            toastError('The wall was not opened', error),
                          )
                        }
                      >
                        Wall<span className="sr"> for {run.name}</span>
                      </Button>
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {attaching && <AttachDialog release={release} close={() => setAttaching(false)} />}
    </Section>
  );
}
