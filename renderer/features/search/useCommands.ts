import { useNavigate } from '@tanstack/react-router';
import { backUpNow } from '#renderer/features/backups/backUpNow.ts';
import { useSetPreferences } from '#renderer/features/preferences/usePreferences.ts';
import { openHelp, openNewChange, openOperatorMenu } from '#renderer/features/workspace/frameStore.ts';
import { screens } from '#renderer/features/workspace/screens.ts';
import type { Command } from './filterCommands.ts';

const THEMES = [
  ['light', 'Theme: light'],
  ['dark', 'Theme: dark'],
  ['hc', 'Theme: high contrast'],
  ['system', 'Theme: as the system'],
] as const;

/** Everything that can be done from the palette. */
export function useCommands(): readonly Command[] {
  const navigate = useNavigate();
  const preferences = useSetPreferences();
  return [
    { name: 'New change', icon: 'plus', keys: 'c', run: openNewChange },
    {
      name: 'New release from Git',
      icon: 'branch',
      run: () => void navigate({ to: '/releases', search: { draft: 'git' } }),
    },
    ...screens.map(({ name, path, icon, letter }) => ({
      name: `Go to ${name}`,
      icon,
      keys: `g ${letter}`,
      run: () => void navigate({ to: path }),
    })),
    { name: 'Switch operator', icon: 'people', keys: 'o', run: () => setTimeout(openOperatorMenu, 150) },
    ...THEMES.map(([theme, name]) => ({
      name,
      icon: 'settings' as const,
      run: () => preferences.mutate({ theme }),
    })),
    { name: 'Back up now', icon: 'download', run: () => void backUpNow() },
    {
      name: 'Verify the record',
      icon: 'key',
      run: () => void navigate({ to: '/settings', hash: 'record' }),
    },
    { name: 'Keys of this screen', icon: 'runbook', keys: '?', run: () => setTimeout(openHelp, 150) },
  ];
}
