import { useMemo } from 'react';
import type { Reader } from '#renderer/features/timeline/values.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { useNames } from '../names.ts';

/** Names and times for comparing values in words. */
export function useReader(): Reader {
  const names = useNames();
  const zone = useZone();
  return useMemo(
    () => ({ nameOf: (id) => names.nameOf(id) || null, moment: (at) => formatDateTime(at, zone) }),
    [names, zone],
  );
}
