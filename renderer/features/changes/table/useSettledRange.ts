import { useEffect, useRef } from 'react';

/** Reports the range in view at once while it creeps, and only after 60 ms of rest when it leaps, as when the scroll bar is dragged through 100,000 rows. */
export function useSettledRange(
  first: number,
  last: number,
  onRange: (first: number, last: number) => void,
): void {
  const settled = useRef(first);
  useEffect(() => {
    const report = () => {
      settled.current = first;
      onRange(first, last);
    };
    if (Math.abs(first - settled.current) <= 200) return report();
    const timer = setTimeout(report, 60);
    return () => clearTimeout(timer);
  }, [first, last, onRange]);
}
