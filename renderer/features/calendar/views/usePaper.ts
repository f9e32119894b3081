import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Room for drawing on A4 landscape with the margins of the print style, in CSS px (1/96 inch). */
const A4_LANDSCAPE = { width: 1045, height: 600 } as const;

/** The size to draw for while the page is being printed; null on screen. Places and words are fitted anew to the paper. */
export function usePaper(): { readonly width: number; readonly height: number } | null {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The picture must stand before the browser takes it.
    const toPaper = () => flushSync(() => setPrinting(true));
    const toScreen = () => setPrinting(false);
    window.addEventListener('beforeprint', toPaper);
    window.addEventListener('afterprint', toScreen);
    return () => {
      window.removeEventListener('beforeprint', toPaper);
      window.removeEventListener('afterprint', toScreen);
    };
  }, []);
  return printing ? A4_LANDSCAPE : null;
}
