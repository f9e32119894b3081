import './ui/layers.css';
import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PresenterWall } from './features/warroom/PresenterWall.tsx';
import { followPresenter } from './features/warroom/presenterFeed.ts';
import { listenToKeys } from './lib/keyboard.ts';

// The page of a presenter link: the wall alone, fed by its own socket. It must never load `lib/client.ts`.
listenToKeys(window);
followPresenter();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <PresenterWall />
    </StrictMode>,
  );
