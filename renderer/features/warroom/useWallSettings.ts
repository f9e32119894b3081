import { useMutation, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { orpc } from '#renderer/lib/client.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { initialsOf } from '#renderer/ui/PersonTag.tsx';
import { toastError } from '#renderer/ui/toast.ts';

/** What this window shows of the wall; not kept. */
const useRedaction = create<{ readonly redacted: boolean }>(() => ({ redacted: false }));

export type WallSettings = {
  readonly theme: 'dark' | 'light';
  readonly redacted: boolean;
  readonly toggleTheme: () => void;
  readonly toggleRedaction: () => void;
  readonly toggleFullScreen: () => void;
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
  const theme = preferences.data?.wallTheme ?? 'dark';
  const toggleTheme = () => set.mutate({ wallTheme: theme === 'dark' ? 'light' : 'dark' });
  const toggleRedaction = () => useRedaction.setState({ redacted: !redacted });
  useKeys('Wall', [
    { keys: 'f', does: 'Full screen', run: toggleFullScreen },
    { keys: 'l', does: 'Light or dark wall', run: toggleTheme },
    { keys: 'r', does: 'Names as initials', run: toggleRedaction },
  ]);
  return {
    theme,
    redacted,
    toggleTheme,
    toggleRedaction,
    toggleFullScreen,
    person: (name) => (redacted ? initialsOf(name) : shortName(name)),
  };
}

function toggleFullScreen(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  change.catch((error: unknown) => toastError('Full screen was refused', error));
}

/** `Anna Meier` as `A. Meier`; a single name stays. */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.length < 2 || /^.\.$/.test(words[0] ?? '')) return name;
  return `${(words[0] ?? '').charAt(0)}. ${words.slice(1).join(' ')}`;
}
