import type { IconName } from '#renderer/ui/Icon.tsx';

/** Screens of the rail, in order: name, address, and the letter that follows `g`. */
export const screens = [
  { name: 'Today', path: '/', icon: 'today', letter: 't' },
  { name: 'Calendar', path: '/calendar', icon: 'calendar', letter: 'c' },
  { name: 'Releases', path: '/releases', icon: 'release', letter: 'r' },
  { name: 'Changes', path: '/changes', icon: 'change', letter: 'h' },
  { name: 'CAB', path: '/cab', icon: 'people', letter: 'b' },
  { name: 'Runbooks', path: '/runbooks', icon: 'runbook', letter: 'k' },
  { name: 'War room', path: '/war-room', icon: 'warroom', letter: 'w' },
  { name: 'Insights', path: '/insights', icon: 'insights', letter: 'i' },
  { name: 'Timeline', path: '/timeline', icon: 'history', letter: 'l' },
  { name: 'Settings', path: '/settings', icon: 'settings', letter: 's' },
] as const satisfies readonly {
  readonly name: string;
  readonly path: string;
  readonly icon: IconName;
  readonly letter: string;
}[];
