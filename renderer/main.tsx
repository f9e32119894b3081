import './ui/layers.css';
import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@fontsource-variable/eb-garamond/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { applyRememberedTheme } from './features/preferences/theme.ts';
import { client, queryClient } from './lib/client.ts';
import { listenToKeys } from './lib/keyboard.ts';
import { followLive } from './lib/live.ts';

applyRememberedTheme();
listenToKeys(window);
void followLive(client, queryClient, new AbortController().signal);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
