import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTheme } from './features/preferences/useTheme.ts';
import { AppErrorBoundary } from './features/workspace/AppErrorBoundary.tsx';
import { WorkspaceGate } from './features/workspace/WorkspaceGate.tsx';
import { queryClient } from './lib/client.ts';
import { router } from './routes.tsx';
import { cssVariables, theme } from './theme.ts';

/** The page: theme, data cache, and behind the gate the screens of an open workspace. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Themed>
        <AppErrorBoundary>
          <WorkspaceGate>
            <RouterProvider router={router} />
          </WorkspaceGate>
        </AppErrorBoundary>
        <Notifications position="bottom-right" />
      </Themed>
    </QueryClientProvider>
  );
}

function Themed({ children }: { readonly children: ReactNode }) {
  const shown = useTheme();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={shown === 'light' ? 'light' : 'dark'}
    >
      {children}
    </MantineProvider>
  );
}
