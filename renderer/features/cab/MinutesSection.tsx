import { useState } from 'react';
import Markdown from 'react-markdown';
import { Button } from '#renderer/ui/Button.tsx';
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
            <Markdown
              allowedElements={['p', 'em', 'strong', 'code', 'ul', 'ol', 'li', 'br', 'blockquote']}
              unwrapDisallowed
            >
              {meeting.record}
            </Markdown>
          </div>
          <Button size="small" icon="edit" onClick={() => setWriting(true)}>
            Change the minutes
          </Button>
        </>
      ) : (
        <Minutes meeting={meeting} rows={8} />
      )}
    </Section>
  );
}
