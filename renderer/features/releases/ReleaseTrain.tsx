import { BoardTrain } from '#renderer/features/trains/BoardTrain.tsx';
import { useTrains } from '#renderer/features/trains/useTrains.ts';
import { Section } from '#renderer/ui/Page.tsx';
import type { ReleaseDetail } from '#shared/contract/releases.ts';
import { mayBoardRelease } from '#shared/domain/calendar/trains.ts';
import { isReleaseOpen } from '#shared/domain/releases.ts';

/** The train a release rides; nothing where no train is known. */
export function ReleaseTrain({ release }: { readonly release: ReleaseDetail }) {
  const trains = useTrains().data ?? [];
  if (trains.length === 0 || (release.trainId === null && !isReleaseOpen(release.state))) return null;
  return (
    <Section title="Train">
      <BoardTrain
        subject={{ kind: 'release', id: release.id }}
        name={release.ref}
        release={release}
        mayBoard={() => mayBoardRelease(release)}
      />
    </Section>
  );
}
