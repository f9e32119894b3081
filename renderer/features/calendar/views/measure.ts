let canvas: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** Width in px of a text as the calendar writes it: 12 px, references in the mono face. */
export function textWidth(text: string, face: 'text' | 'bold' | 'mono' = 'text'): number {
  const known = widths.get(`${face} ${text}`);
  if (known !== undefined) return known;
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return text.length * 7;
  canvas.font = fontOf(face);
  const width = Math.ceil(canvas.measureText(text).width);
  if (widths.size > MOST_KEPT) widths.clear();
  widths.set(`${face} ${text}`, width);
  return width;
}

const MOST_KEPT = 5000;
const fonts = new Map<string, string>();

/** Asking the page for its style costs far more than measuring; so it is asked once per face. */
function fontOf(face: 'text' | 'bold' | 'mono'): string {
  const known = fonts.get(face);
  if (known !== undefined) return known;
  const style = getComputedStyle(document.documentElement);
  const family = style.getPropertyValue(face === 'mono' ? '--sl-font-mono' : '--sl-font');
  const scale = Number.parseFloat(style.fontSize) / 16 || 1;
  const font = `${face === 'bold' ? 600 : 400} ${12 * scale}px ${family || 'sans-serif'}`;
  fonts.set(face, font);
  return font;
}

// What was measured before its font had arrived was measured in another one.
document.fonts.addEventListener('loadingdone', () => widths.clear());
