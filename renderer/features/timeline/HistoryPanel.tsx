import { EntryList } from './EntryList.tsx';
import { useTimeline } from './useTimeline.ts';

type About = NonNullable<Parameters<typeof useTimeline>[0]['about']>;

/** Timeline of one thing for the side of its page: who, when, what, before and after, why. */
export function HistoryPanel({ about }: { readonly about: About }) {
  const timeline = useTimeline({ about }, 12, about.id);
  return <EntryList timeline={timeline} narrow empty="Nothing is recorded about this yet." />;
}
