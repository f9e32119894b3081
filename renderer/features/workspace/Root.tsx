import { Outlet, useRouterState } from '@tanstack/react-router';
import { Frame } from './Frame.tsx';
import { useRouteTitle } from './useFrameKeys.ts';
import { useWorkspace } from './useWorkspace.ts';

/** Puts the frame around every screen but the bare ones, such as the wall. */
export function Root() {
  useRouteTitle(useWorkspace().name);
  const bare = useRouterState({ select: (state) => state.matches.at(-1)?.staticData.bare === true });
  return bare ? (
    <Outlet />
  ) : (
    <Frame>
      <Outlet />
    </Frame>
  );
}
