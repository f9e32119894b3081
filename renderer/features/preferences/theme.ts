import type { Preferences } from '#shared/contract/preferences.ts';

export type ShownTheme = 'light' | 'dark' | 'hc';

const KEY = 'slipway.theme';

/** What the wish `system` means on this computer at the moment. */
export function shownTheme(wish: Preferences['theme']): ShownTheme {
  if (wish !== 'system') return wish;
  if (matchMedia('(prefers-contrast: more)').matches) return 'hc';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Puts a theme on the page and remembers it, so that the next start does not flash in another one. */
export function applyTheme(wish: Preferences['theme']): ShownTheme {
  const shown = shownTheme(wish);
  document.documentElement.dataset.theme = shown;
  localStorage.setItem(KEY, wish);
  return shown;
}

/** The theme of the last time, before the preferences could be read. */
export function applyRememberedTheme(): void {
  document.documentElement.dataset.theme = shownTheme(rememberedTheme());
}

/** The wish of the last time; `system` when there was none. */
export function rememberedTheme(): Preferences['theme'] {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' || kept === 'hc' ? kept : 'system';
}
