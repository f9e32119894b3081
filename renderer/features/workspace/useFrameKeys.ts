import { spotlight } from '@mantine/spotlight';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { openHelp, openNewChange, openOperatorMenu } from './frameStore.ts';
import { screens } from './screens.ts';

/** Keys that work on every screen; also the window's title and the flag that the first screen is shown. */
export function useFrameKeys(): void {
  const navigate = useNavigate();
  useKeys('Everywhere', [
    { keys: 'mod+k', does: 'Search, or type a command', run: () => spotlight.open() },
    { keys: '/', does: 'Search', run: () => spotlight.open() },
    { keys: '?', does: 'Show the keys', run: openHelp },
    // Forms listen to it themselves, see DialogForm.
    { keys: 'mod+Enter', does: 'In a dialog: do what its button says', run: () => {}, enabled: false },
    { keys: 'c', does: 'New change', run: openNewChange },
    { keys: 'o', does: 'Switch operator, then a digit or an initial', run: openOperatorMenu },
    ...screens.map(({ name, path, letter }) => ({
      keys: `g ${letter}`,
      does: `Go to ${name}`,
      run: () => void navigate({ to: path }),
    })),
  ]);
}

/** Title of the window from the route, and `data-ready` once a screen stands; for screens with and without frame. */
export function useRouteTitle(workspaceName: string): void {
  const idle = useRouterState({ select: (state) => state.status === 'idle' && state.matches.length > 0 });
  const title = useRouterState({
    select: (state) => {
      const match = state.matches.at(-1);
      const params: Readonly<Record<string, string>> = match?.params ?? {};
      return params.key ?? match?.staticData.title ?? 'Slipway';
    },
  });
  useEffect(() => {
    document.title = `${title} · ${workspaceName} · Slipway`;
  }, [title, workspaceName]);
  useEffect(() => {
    if (idle) document.documentElement.dataset.ready = 'true';
  }, [idle]);
}
