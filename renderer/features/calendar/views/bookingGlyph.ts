import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { Booking } from '#shared/contract/calendar.ts';

/** The silhouette of a booking on the calendar: waiting for an exception, tentative, booked, running, done, failed or stopped. */
export function bookingGlyph({
  state,
  tentative,
  waits,
}: Pick<Booking, 'state' | 'tentative'> & { readonly waits?: boolean }): GlyphState {
  switch (state) {
    case 'Implement':
    case 'Deployment':
      return 'running';
    case 'Review':
    case 'Closed':
      return 'done';
    case 'Failed':
      return 'failed';
    case 'Backed out':
      return 'blocked';
    case 'Cancelled':
      return 'skipped';
    default:
      return waits ? 'blocked' : tentative ? 'planned' : 'ready';
  }
}
