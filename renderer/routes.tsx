import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { lazy } from 'react';
import { FeatureError } from './features/workspace/FeatureError.tsx';
import { NotFoundScreen } from './features/workspace/NotFoundScreen.tsx';
import { Root } from './features/workspace/Root.tsx';

// Every screen has an address; each is loaded when it is first opened. A screen reads and checks its own search part.
const anySearch = (search: Record<string, unknown>): Record<string, unknown> => search;

const root = createRootRoute({
  staticData: { title: 'Slipway' },
  component: Root,
  notFoundComponent: NotFoundScreen,
});
const at = () => root;

const today = createRoute({
  getParentRoute: at,
  path: '/',
  staticData: { title: 'Today' },
  component: lazy(async () => ({ default: (await import('./features/today/TodayScreen.tsx')).TodayScreen })),
});

const calendar = createRoute({
  getParentRoute: at,
  path: '/calendar',
  staticData: { title: 'Calendar' },
  validateSearch: anySearch,
  component: lazy(async () => ({
    default: (await import('./features/calendar/CalendarScreen.tsx')).CalendarScreen,
  })),
});

const releases = createRoute({
  getParentRoute: at,
  path: '/releases',
  staticData: { title: 'Releases' },
  validateSearch: anySearch,
  component: lazy(async () => ({
    default: (await import('./features/releases/ReleasesScreen.tsx')).ReleasesScreen,
  })),
});

const ReleaseScreen = lazy(async () => ({
  default: (await import('./features/releases/ReleaseScreen.tsx')).ReleaseScreen,
}));
const release = createRoute({
  getParentRoute: at,
  path: '/release/$key',
  staticData: { title: 'Release', area: '/releases' },
  validateSearch: anySearch,
  component: function ReleaseRoute() {
    const { key } = release.useParams();
    return <ReleaseScreen key={key} releaseKey={key} />;
  },
});

const changes = createRoute({
  getParentRoute: at,
  path: '/changes',
  staticData: { title: 'Changes' },
  validateSearch: anySearch,
  component: lazy(async () => ({
    default: (await import('./features/changes/ChangesScreen.tsx')).ChangesScreen,
  })),
});

const ChangeScreen = lazy(async () => ({
  default: (await import('./features/changes/ChangeScreen.tsx')).ChangeScreen,
}));
const change = createRoute({
  getParentRoute: at,
  path: '/change/$key',
  staticData: { title: 'Change', area: '/changes' },
  validateSearch: anySearch,
  component: function ChangeRoute() {
    const { key } = change.useParams();
    return <ChangeScreen key={key} changeKey={key} />;
  },
});

const templates = createRoute({
  getParentRoute: at,
  path: '/templates',
  staticData: { title: 'Templates', area: '/changes' },
  component: lazy(async () => ({
    default: (await import('./features/templates/TemplatesScreen.tsx')).TemplatesScreen,
  })),
});

const cab = createRoute({
  getParentRoute: at,
  path: '/cab',
  staticData: { title: 'CAB' },
  component: lazy(async () => ({ default: (await import('./features/cab/CabScreen.tsx')).CabScreen })),
});

const MeetingScreen = lazy(async () => ({
  default: (await import('./features/cab/MeetingScreen.tsx')).MeetingScreen,
}));
const meeting = createRoute({
  getParentRoute: at,
  path: '/cab/$key',
  staticData: { title: 'CAB meeting', area: '/cab' },
  component: function MeetingRoute() {
    const { key } = meeting.useParams();
    return <MeetingScreen key={key} meetingKey={key} />;
  },
});

const MeetScreen = lazy(async () => ({
  default: (await import('./features/cab/MeetScreen.tsx')).MeetScreen,
}));
const meet = createRoute({
  getParentRoute: at,
  path: '/cab/$key/meet',
  staticData: { title: 'CAB meeting', area: '/cab', bare: true },
  component: function MeetRoute() {
    const { key } = meet.useParams();
    return <MeetScreen key={key} meetingKey={key} />;
  },
});

const runbooks = createRoute({
  getParentRoute: at,
  path: '/runbooks',
  staticData: { title: 'Runbooks' },
  validateSearch: anySearch,
  component: lazy(async () => ({
    default: (await import('./features/runbooks/RunbooksScreen.tsx')).RunbooksScreen,
  })),
});

const RunnerScreen = lazy(async () => ({
  default: (await import('./features/runbooks/RunnerScreen.tsx')).RunnerScreen,
}));
const run = createRoute({
  getParentRoute: at,
  path: '/run/$id',
  staticData: { title: 'Run', area: '/war-room' },
  validateSearch: anySearch,
  component: function RunRoute() {
    const { id } = run.useParams();
    return <RunnerScreen key={id} runId={id} />;
  },
});

const warroom = createRoute({
  getParentRoute: at,
  path: '/war-room',
  staticData: { title: 'War room' },
  validateSearch: anySearch,
  component: lazy(async () => ({
    default: (await import('./features/warroom/WarRoomScreen.tsx')).WarRoomScreen,
  })),
});

const WallScreen = lazy(async () => ({
  default: (await import('./features/warroom/WallScreen.tsx')).WallScreen,
}));
const wall = createRoute({
  getParentRoute: at,
  path: '/wall/$id',
  staticData: { title: 'Wall', bare: true },
  validateSearch: anySearch,
  component: function WallRoute() {
    const { id } = wall.useParams();
    return <WallScreen key={id} runId={id} />;
  },
});

const insights = createRoute({
  getParentRoute: at,
  path: '/insights',
  staticData: { title: 'Insights' },
  component: lazy(async () => ({
    default: (await import('./features/insights/InsightsScreen.tsx')).InsightsScreen,
  })),
});

const timeline = createRoute({
  getParentRoute: at,
  path: '/timeline',
  staticData: { title: 'Timeline' },
  validateSearch: anySearch,
  component: lazy(async () => ({
    default: (await import('./features/timeline/TimelineScreen.tsx')).TimelineScreen,
  })),
});

const settings = createRoute({
  getParentRoute: at,
  path: '/settings',
  staticData: { title: 'Settings' },
  component: lazy(async () => ({
    default: (await import('./features/settings/SettingsScreen.tsx')).SettingsScreen,
  })),
});

const changesSettings = createRoute({
  getParentRoute: at,
  path: '/settings/changes',
  staticData: { title: 'Settings of changes', area: '/settings' },
  component: lazy(async () => ({
    default: (await import('./features/settings/changes/ChangesSettingsScreen.tsx')).ChangesSettingsScreen,
  })),
});

/** The page's router: addresses without a hash under both shells. */
export const router = createRouter({
  routeTree: root.addChildren([
    today,
    calendar,
    releases,
    release,
    changes,
    change,
    templates,
    cab,
    meeting,
    meet,
    runbooks,
    run,
    warroom,
    wall,
    insights,
    timeline,
    settings,
    changesSettings,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: FeatureError,
  defaultPendingMs: 300,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** Name in the window's title. */
    readonly title: string;
    /** Rail entry the screen belongs to, where that is not its own path. */
    readonly area?: string;
    /** Shown without rail and top bar. */
    readonly bare?: boolean;
  }
}
