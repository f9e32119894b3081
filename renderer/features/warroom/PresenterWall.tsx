import { useEffect, useMemo, useState } from 'react';
import { runModel } from '#renderer/features/runbooks/runModel.ts';
import { useNow } from '#renderer/lib/clock.ts';
import { useConnection } from '#renderer/lib/connection.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { shortName } from '#shared/domain/approvals/deciders.ts';
import { toggleFullScreen } from './fullScreen.ts';
import { usePresented } from './presenterFeed.ts';
import { takeSnapshot } from './takeSnapshot.ts';
import { useRotationChoice } from './useRotation.ts';
import type { WallSettings } from './useWallSettings.ts';
import { Wall } from './Wall.tsx';
import { WallMessage } from './WallMessage.tsx';

/** The wall as a presenter link shows it: what was sent and nothing else, names as they were sent. */
export function PresenterWall() {
  const { view, over } = usePresented();
  const connection = useConnection();
  const now = useNow();
  const model = useMemo(() => (view ? runModel(view, now) : null), [view, now]);
  const settings = usePresenterSettings(over === 'ended' ? ENDED : null);
  const title = model ? `${model.view.releaseName}, wall` : 'Slipway wall';
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (model) return <Wall model={model} settings={settings} />;
  if (over !== null) return <WallMessage text={over === 'revoked' ? REVOKED : UNKNOWN} />;
  return connection.status === 'reconnecting' ? <WallMessage text={NOBODY} /> : null;
}

const ENDED = 'The run has ended. This link shows nothing newer.';
const REVOKED = 'This link was revoked. Ask in the war room for another one.';
const UNKNOWN =
  'This link shows nothing: it is incomplete, was revoked, or its run has ended. Ask in the war room for another one.';
const NOBODY = 'Slipway does not answer yet. This page tries again by itself.';

function usePresenterSettings(notice: string | null): WallSettings {
  const [theme, setTheme] = useState<'dark' | 'light'>('dark');
  const rotation = useRotationChoice();
  const toggleTheme = () => setTheme(theme === 'dark' ? 'light' : 'dark');
  useKeys('Wall', [
    { keys: 'f', does: 'Full screen', run: toggleFullScreen },
    { keys: 'l', does: 'Light or dark wall', run: toggleTheme },
    { keys: 's', does: 'Save a still picture of the wall', run: takeSnapshot },
  ]);
  return {
    theme,
    redacted: false,
    notice,
    toggleTheme,
    toggleRedaction: null,
    toggleFullScreen,
    rotation,
    snapshot: takeSnapshot,
    person: shortName,
  };
}
