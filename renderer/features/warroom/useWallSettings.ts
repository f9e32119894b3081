import { useMutation, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { orpc } from '#renderer/lib/client.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { toastError } from '#renderer/ui/toast.ts';
import { shortName } from '#shared/domain/approvals/deciders.ts';
import { initialsOf } from '#shared/domain/redaction.ts';
import { toggleFullScreen } from './fullScreen.ts';
import { takeSnapshot } from './takeSnapshot.ts';
import { useRotationChoice } from './useRotation.ts';

/** What this window shows of the wall; not kept. */
const useRedaction = create<{ readonly redacted: boolean }>(() => ({ redacted: false }));

export type WallSettings = {
  readonly theme: 'dark' | 'light';
  readonly redacted: boolean;
  /** A sentence that takes the foot, or null. */
  readonly notice: string | null;
  readonly toggleTheme: () => void;
  /** Null where names were redacted before they came here. */
  readonly toggleRedaction: (() => void) | null;
  readonly toggleFullScreen: () => void;
  /** Seconds each panel stands, 0 = nothing turns; and the next choice of them. */
  readonly rotation: ReturnType<typeof useRotationChoice>;
  /** Saves the wall as a still picture, HTML and PNG. */
  readonly snapshot: () => void;
  /** A name as the wall writes it. */
  readonly person: (name: string) => string;
};

/** Theme (kept as a preference), redaction and full screen of the wall, with their keys. */
export function useWallSettings(): WallSettings {
  const preferences = useQuery(orpc.preferences.get.queryOptions({ meta: { topics: ['preferences'] } }));
  const set = useMutation(
    orpc.preferences.set.mutationOptions({
      onError: (error) => toastError('The theme was not changed', error),
    }),
  );
  const { redacted } = useRedaction();
  const rotation = useRotationChoice();
  const theme = preferences.data?.wallTheme ?? 'dark';
  const toggleTheme = () => set.mutate({ wallTheme: theme === 'dark' ? 'light' : 'dark' });
  const toggleRedaction = () => useRedaction.setState({ redacted: !redacted });
  useKeys('Wall', [
    { keys: 'f', does: 'Full screen', run: toggleFullScreen },
    { keys: 'l', does: 'Light or dark wall', run: toggleTheme },
    { keys: 'r', does: 'Names as initials', run: toggleRedaction },
    { keys: 's', does: 'Save a still picture of the wall', run: takeSnapshot },
  ]);
  return {
    theme,
    redacted,
    notice: null,
    toggleTheme,
    toggleRedaction,
    toggleFullScreen,
    rotation,
    snapshot: takeSnapshot,
    person: (name) => (redacted ? initialsOf(name) : shortName(name)),
  };
}
