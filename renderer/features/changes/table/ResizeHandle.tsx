import { useRef } from 'react';
import { NARROWEST, WIDEST } from './columnWidths.ts';
import css from './table.module.css';

/** The edge of a column head, by which a pointer makes the column wider or narrower. The list of columns does the same by keys. */
export function ResizeHandle({ onResize }: { readonly onResize: (width: number) => void }) {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const widthAt = (x: number) => {
    const start = from.current;
    return start ? Math.round(Math.min(WIDEST, Math.max(NARROWEST, start.width + x - start.x))) : null;
  };
  return (
    <span
      className={css.resize}
      aria-hidden="true"
      onPointerDown={(event) => {
        const head = event.currentTarget.parentElement;
        if (!head) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: head.getBoundingClientRect().width };
      }}
      onPointerUp={(event) => {
        const width = widthAt(event.clientX);
        from.current = null;
        if (width !== null) onResize(width);
      }}
      onPointerCancel={() => {
        from.current = null;
      }}
    />
  );
}
