import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { CabMeeting } from '#shared/contract/cab.ts';
import { FreezeDialog } from './FreezeDialog.tsx';
import { PackRow } from './PackRow.tsx';
import css from './Packs.module.css';

/** What the board of a meeting was shown: its frozen packs, newest first, and freezing the next one. */
export function Packs({ meeting }: { readonly meeting: CabMeeting }) {
  const [freezing, setFreezing] = useState(false);
  const packs = useQuery(
    orpc.packs.list.queryOptions({
      input: { meetingId: meeting.id },
      meta: { topics: [`cab/${meeting.id}`] },
    }),
  );
  return (
    <Section title="Packs" aside={packs.data && formatCount(packs.data.length, 'pack')}>
      <div className={css.tools}>
        <Button icon="plus" onClick={() => setFreezing(true)}>
          Freeze a pack
        </Button>
      </div>
      <QueryState query={packs} what="The list of packs">
        {(list) =>
          list.length === 0 ? (
            <p className="t2">
              A pack keeps the agenda and its tickets as they stand, numbered and hashed, as PDF, Word, HTML
              and Markdown. What the board decides can later be held against it.
            </p>
          ) : (
            <ul className={css.packs}>
              {list.map((pack) => (
                <PackRow key={pack.id} pack={pack} />
              ))}
            </ul>
          )
        }
      </QueryState>
      {freezing && <FreezeDialog meeting={meeting} onClose={() => setFreezing(false)} />}
    </Section>
  );
}
