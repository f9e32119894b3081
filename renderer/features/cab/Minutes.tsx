import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { formatSeconds } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextArea } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { CabMeeting } from '#shared/contract/cab.ts';
import css from './Meeting.module.css';

const QUIET_MS = 1_500;

/** The minutes as they are written: saved after a moment of quiet and on leaving; what others wrote meanwhile is not written over. */
export function Minutes(props: {
  readonly meeting: CabMeeting;
  readonly rows: number;
  /** Somebody has begun to write: what shows them otherwise waits until they leave. */
  readonly onWrite?: () => void;
}) {
  const { meeting } = props;
  const zone = useZone();
  const [text, setText] = useState(meeting.record);
  const [base, setBase] = useState(meeting.record);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const save = useMutation({
    mutationFn: (record: string) => client.cab.saveRecord({ id: meeting.id, record, base }),
    onSuccess: ({ record }) => {
      setBase(record);
      setSavedAt(Date.now());
    },
  });
  const dirty = text !== base;
  const idle = !save.isPending && !save.isError;
  // What somebody else wrote shows at once while nothing is typed here.
  useEffect(() => {
    if (dirty || meeting.record === base) return;
    setText(meeting.record);
    setBase(meeting.record);
  }, [meeting.record, dirty, base]);
  useEffect(() => {
    if (!dirty || !idle) return;
    const timer = setTimeout(() => save.mutate(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, dirty, idle, save.mutate]);
  useSaveOnLeave(() => {
    if (dirty && idle) save.mutate(text);
  });
  return (
    <div>
      <TextArea
        aria-label="Minutes"
        placeholder="What was said. Markdown. Outcomes stand with their items."
        autosize
        minRows={props.rows}
        maxRows={24}
        maxLength={1_000_000}
        dir="auto"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          props.onWrite?.();
        }}
        onBlur={() => dirty && idle && save.mutate(text)}
      />
      <p className={css.saved} role="status">
        {dirty ? 'Not saved yet' : savedAt === null ? '' : `Saved ${formatSeconds(savedAt, zone)}`}
      </p>
      <Refusal error={save.error}>
        <Button
          size="small"
          onClick={() => {
            save.reset();
            setBase(meeting.record);
            setText(meeting.record === '' ? text : `${meeting.record}\n\n${text}`);
          }}
        >
          Put mine under theirs
        </Button>
      </Refusal>
    </div>
  );
}

/** Runs the newest `save` once, when the component leaves the page. */
function useSaveOnLeave(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => () => latest.current(), []);
}
