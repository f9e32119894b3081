import { Outlet, useRouterState } from '@tanstack/react-router';
import { Frame } from './Frame.tsx';

/** Puts the frame around every screen but the bare ones, such as the wall. */
export function Root() {
  const bare = useRouterState({ select: (state) => state.matches.at(-1)?.staticData.bare === true });
  return bare ? (
    <Outlet />
  ) : (
    <Frame>
      <Outlet />
    </Frame>
  );
}
