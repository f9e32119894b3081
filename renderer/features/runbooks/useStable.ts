import { useCallback, useEffect, useRef } from 'react';

/** The same function from one rendering to the next, which does what the newest one does: for parts that are drawn anew only when they change. */
export function useStable<Args extends readonly unknown[]>(
  does: (...args: Args) => void,
): (...args: Args) => void {
  const newest = useRef(does);
  useEffect(() => {
    newest.current = does;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
