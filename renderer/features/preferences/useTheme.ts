import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { applyTheme, rememberedTheme, type ShownTheme, shownTheme } from './theme.ts';

/** The theme to show, kept on the page; follows the preference and, for `system`, the computer. */
export function useTheme(): ShownTheme {
  const { data } = useQuery(
    orpc.preferences.get.queryOptions({ meta: { topics: ['preferences'] }, retry: false }),
  );
  const [, repaint] = useReducer((n: number) => n + 1, 0);
  const wish = data?.theme ?? rememberedTheme();
  useEffect(() => {
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((q) => matchMedia(q));
    for (const query of queries) query.addEventListener('change', repaint);
    return () => {
      for (const query of queries) query.removeEventListener('change', repaint);
    };
  }, []);
  const shown = shownTheme(wish);
  // Paper is white.
  useEffect(() => {
    const toPaper = () => {
      document.documentElement.dataset.theme = 'light';
    };
    const toScreen = () => void applyTheme(wish);
    window.addEventListener('beforeprint', toPaper);
    window.addEventListener('afterprint', toScreen);
    return () => {
      window.removeEventListener('beforeprint', toPaper);
      window.removeEventListener('afterprint', toScreen);
    };
  }, [wish]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what `system` means may change without the wish changing
  useEffect(() => {
    applyTheme(wish);
  }, [wish, shown]);
  return shown;
}
