import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { LightMarkdown } from '#renderer/ui/LightMarkdown.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import type { CabMeeting } from '#shared/contract/cab.ts';
import css from './Meeting.module.css';
import { Minutes } from './Minutes.tsx';

/** The minutes of a meeting that ended are read, formatted; before that, and when asked, they are written. */
export function MinutesSection({ meeting }: { readonly meeting: CabMeeting }) {
  const [writing, setWriting] = useState(false);
  const read = meeting.endedAt !== null && meeting.record.trim() !== '' && !writing;
  return (
    <Section title="Minutes">
      {read ? (
        <>
          <div className={css.record} dir="auto">
            <LightMarkdown text={meeting.record} />
          </div>
          <Button size="small" icon="edit" onClick={() => setWriting(true)}>
            Change the minutes
          </Button>
        </>
      ) : (
        <Minutes meeting={meeting} rows={8} onWrite={() => setWriting(true)} />
      )}
    </Section>
  );
}
