import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { usePreferences } from '#renderer/features/preferences/usePreferences.ts';
import { useRunView } from '#renderer/features/runbooks/useRun.ts';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { useNow } from '#renderer/lib/clock.ts';
import { expandTimes } from '#renderer/lib/format.ts';
import { toastNotice } from '#renderer/ui/toast.ts';
import type { RunId } from '#shared/domain/ids.ts';
import { publicWall } from '#shared/domain/redaction.ts';
import { type Notice, noticesOf } from '#shared/domain/runs/notices.ts';
import { playTone, readyTone } from './tone.ts';
import { useNotifier } from './useNotifier.ts';

/** Calls for the person while runs are under way, on every screen with a frame; nothing unless it is switched on. */
export function Notices() {
  const { sound, system } = usePreferences().notices;
  return sound || system ? <Listening /> : null;
}

function Listening() {
  const { sound, rehearsals } = usePreferences().notices;
  const { operatorId } = useWorkspace();
  const { data: runs = [] } = useQuery(
    orpc.runbooks.runs.queryOptions({ meta: { topics: ['runs', 'releases'] } }),
  );
  useEffect(() => (sound ? readyTone() : undefined), [sound]);
  return runs
    .filter(({ startedAt, endedAt }) => startedAt !== null && endedAt === null)
    .filter(({ kind }) => kind === 'live' || rehearsals)
    .map(({ id }) => <RunNotices key={`${id} ${operatorId}`} runId={id} />);
}

function RunNotices({ runId }: { readonly runId: RunId }) {
  const { notices: wish } = usePreferences();
  const { operatorId: personId, zone } = useWorkspace();
  const { data: view } = useRunView(runId);
  const { data: told } = useQuery(
    orpc.notices.announced.queryOptions({ input: { runId }, meta: { topics: ['notices', 'people'] } }),
  );
  const now = useNow();
  const notifier = useNotifier();
  const asked = useRef(new Set<string>());

  useEffect(() => {
    const announce = async ({ key, title, text }: Notice) => {
      // The window that is looked at comes first; whoever is refused was not first.
      await new Promise((resolve) => setTimeout(resolve, rank()));
      if (!(await client.notices.claim({ runId, key }))) return;
      if (key.startsWith('next ') && isShown(runId)) return;
      const words = expandTimes(text, zone);
      const faults = await Promise.all([
        wish.system ? notifier.show({ title, text: words, runId }) : null,
        wish.sound ? playTone() : null,
      ]);
      toastNotice(title, [words, ...faults].filter(Boolean).join(' '));
    };
    if (!view || !told) return;
    const rest = { personId, announced: new Set([...told, ...asked.current]), now, ...wish };
    if (noticesOf({ view, ...rest }).length === 0) return;
    // A notification may be seen by a whole room: people are their initials in it.
    for (const notice of noticesOf({ view: publicWall(view, false), ...rest })) {
      asked.current.add(notice.key);
      // Nothing answered: the next second asks again.
      announce(notice).catch(() => asked.current.delete(notice.key));
    }
  }, [view, told, now, wish, personId, zone, runId, notifier]);
  return null;
}

/** How long a window waits before it takes a notice, ms. */
function rank(): number {
  if (document.hasFocus()) return 0;
  return document.visibilityState === 'visible' ? 300 : 900;
}

/** Whether the person looks at the runner of this run, which says itself that they are next. */
function isShown(id: RunId): boolean {
  return document.hasFocus() && location.pathname === `/run/${id}`;
}
