import '#renderer/ui/layers.css';
import '@mantine/core/styles.layer.css';
import '#renderer/ui/tokens.css';
import '#renderer/ui/base.css';
import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { Calendar } from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import classic from 'fullcalendar/themes/classic';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { monthOf } from '#renderer/features/calendar/layout.ts';
import { WeeksView } from '#renderer/features/calendar/views/WeeksView.tsx';
import { cssVariables, theme } from '#renderer/theme.ts';
import type { Booking } from '#shared/contract/calendar.ts';
import { bookingsOf, DATE, ZONE } from './bookings.ts';

// Two month views over the same bookings. Each is drawn from nothing; the clock stops in the frame after the one that
// holds every booking.

type Drawn = { readonly ms: number; readonly bookings: number };
declare global {
  // Asked by the bench from outside the page.
  var drawOwn: (count: number) => Promise<Drawn>;
  var drawFullCalendar: (count: number) => Promise<Drawn>;
}

const root = document.getElementById('root') ?? document.body;
const own = document.createElement('div');
own.style.cssText = 'height: 100%; display: flex; flex-direction: column';
const other = document.createElement('div');
other.style.height = '100%';
root.append(own);

let shown: readonly Booking[] | null = null;
let tell = () => {};
const none = () => undefined;

function Month() {
  const bookings = useSyncExternalStore(
    (listener) => {
      tell = listener;
      return none;
    },
    () => shown,
  );
  if (bookings === null) return null;
  return (
    <WeeksView
      weeks={monthOf(DATE, ZONE)}
      data={{ occurrences: [], bookings, meetings: [], trains: [] }}
      hidden={[]}
      zone={ZONE}
      now={Date.parse(`${DATE}T12:00:00Z`)}
      selected={DATE}
      month={DATE.slice(0, 7)}
      nameOf={() => ''}
      onSelect={none}
      onOpen={none}
      onOccurrence={none}
    />
  );
}

const router = createRouter({
  routeTree: createRootRoute({ component: Month }),
  history: createMemoryHistory({ initialEntries: ['/'] }),
});
createRoot(own).render(
  <QueryClientProvider client={new QueryClient()}>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
      <RouterProvider router={router as never} />
    </MantineProvider>
  </QueryClientProvider>,
);

globalThis.drawOwn = async (count) => {
  root.replaceChildren(own);
  const bookings = bookingsOf(count);
  await frames(3);
  const began = performance.now();
  shown = bookings;
  tell();
  const found = await until(() => distinct(own, '[data-booking]', (mark) => mark.dataset.booking), count);
  const ms = performance.now() - began;
  shown = null;
  tell();
  await frames(2);
  return { ms, bookings: found };
};

globalThis.drawFullCalendar = async (count) => {
  root.replaceChildren(other);
  const events = bookingsOf(count).map(({ ref, title, startsAt, endsAt }) => ({
    id: ref,
    title: `${ref} ${title}`,
    start: new Date(startsAt),
    end: new Date(endsAt),
    className: `drawn ref-${ref}`,
  }));
  await frames(3);
  const began = performance.now();
  const calendar = new Calendar(other, {
    plugins: [dayGrid, classic],
    initialView: 'dayGridMonth',
    initialDate: DATE,
    firstDay: 1,
    timeZone: 'UTC',
    dayMaxEvents: false,
    height: '100%',
    events,
  });
  calendar.render();
  const found = await until(
    () => distinct(other, '.drawn', (mark) => [...mark.classList].find((name) => name.startsWith('ref-'))),
    count,
  );
  const ms = performance.now() - began;
  calendar.destroy();
  await frames(2);
  return { ms, bookings: found };
};

function distinct(inside: HTMLElement, selector: string, nameOf: (mark: HTMLElement) => string | undefined) {
  return new Set([...inside.querySelectorAll<HTMLElement>(selector)].map(nameOf)).size;
}

/** Waits frame by frame until that many are there, and one frame more; gives up after 10 s. */
async function until(count: () => number, wanted: number): Promise<number> {
  const late = performance.now() + 10_000;
  while (count() < wanted && performance.now() < late) await frames(1);
  await frames(1);
  return count();
}

function frames(n: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number) => (left === 0 ? resolve() : requestAnimationFrame(() => next(left - 1)));
    next(n);
  });
}

document.documentElement.dataset.ready = 'true';
