let canvas: CanvasRenderingContext2D | null = null;

/** Width in px of a text as the calendar writes it: 12 px, references in the mono face. */
export function textWidth(text: string, face: 'text' | 'bold' | 'mono' = 'text'): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return text.length * 7;
  const family = getComputedStyle(document.documentElement).getPropertyValue(
    face === 'mono' ? '--sl-font-mono' : '--sl-font',
  );
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  canvas.font = `${face === 'bold' ? 600 : 400} ${12 * scale}px ${family || 'sans-serif'}`;
  return Math.ceil(canvas.measureText(text).width);
}
