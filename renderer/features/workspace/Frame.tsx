import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { NewChangeDialog } from '#renderer/features/changes/NewChangeDialog.tsx';
import { Notices } from '#renderer/features/notices/Notices.tsx';
import { Palette } from '#renderer/features/search/Palette.tsx';
import css from './Frame.module.css';
import { closeFrameDialog, useFrame } from './frameStore.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import { useFrameKeys } from './useFrameKeys.ts';
import { useWorkspace } from './useWorkspace.ts';
import { Warnings } from './Warnings.tsx';

/** Rail, top bar and the page between them; keys, palette and dialogs that work on every screen. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const page = useRef<HTMLElement>(null);
  const { warnings } = useWorkspace();
  const newChange = useFrame((frame) => frame.open === 'new-change');
  useFrameKeys();
  useFocusOnRoute(page);
  return (
    <div className={css.app}>
      <button type="button" className={css.skip} onClick={() => page.current?.focus()}>
        Skip to the page
      </button>
      <Rail />
      <TopBar />
      <main ref={page} id="page" className={css.page} tabIndex={-1}>
        <Warnings warnings={warnings} />
        {children}
      </main>
      <Notices />
      <Palette />
      <HelpDialog />
      <NewChangeDialog opened={newChange} onClose={closeFrameDialog} />
    </div>
  );
}

/** After a change of screen the focus goes to the page, so that keyboard and screen reader start there. */
function useFocusOnRoute(page: { readonly current: HTMLElement | null }): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && path !== before.current) {
      const focused = document.activeElement;
      // A screen that has put the focus somewhere itself keeps it.
      if (!(focused instanceof HTMLElement && page.current?.contains(focused))) page.current?.focus();
    }
    before.current = path;
  }, [path, page]);
}
