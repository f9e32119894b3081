import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { Booking } from '#shared/contract/calendar.ts';

/** The silhouette of a booking on the calendar: tentative, booked, running, done, failed or stopped. */
export function bookingGlyph({ state, tentative }: Pick<Booking, 'state' | 'tentative'>): GlyphState {
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
      return tentative ? 'planned' : 'ready';
  }
}
