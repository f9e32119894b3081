import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { DAY } from '#shared/domain/time.ts';

/** How far ahead departures are listed. */
const AHEAD = 180 * DAY;

/** Trains of the workspace, by name. */
export function useTrains() {
  return useQuery(orpc.trains.list.queryOptions({ meta: { topics: ['trains'] } }));
}

/** Departures from today on, of all trains, with who is aboard; asked anew when a day begins or a cut-off may have passed. */
export function useDepartures() {
  const now = useMinute();
  const from = now - (now % DAY) - DAY;
  return useQuery(
    orpc.trains.departures.queryOptions({
      input: { from, until: from + AHEAD },
      meta: { topics: ['trains', 'releases', 'changes'] },
    }),
  );
}
