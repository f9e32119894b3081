import { type Span, shiftSpan, stretchSpan } from './target.ts';

/** Where a key takes the booking: arrows a quarter of an hour, with Shift an hour, with Ctrl a day; up and down a week, plus and minus its length. */
export function stepOf(
  key: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  span: Span,
  zone: string,
): Span | null {
  const wide = key.ctrlKey || key.metaKey;
  const by = (sign: 1 | -1) => (wide ? { days: sign } : { minutes: sign * (key.shiftKey ? 60 : 15) });
  switch (key.key) {
    case 'ArrowLeft':
      return shiftSpan(span, by(-1), zone);
    case 'ArrowRight':
      return shiftSpan(span, by(1), zone);
    case 'ArrowUp':
      return shiftSpan(span, { days: -7 }, zone);
    case 'ArrowDown':
      return shiftSpan(span, { days: 7 }, zone);
    case '+':
    case '=':
      return wide ? null : stretchSpan(span, 15);
    case '-':
    case '_':
      return wide ? null : stretchSpan(span, -15);
    default:
      return null;
  }
}
