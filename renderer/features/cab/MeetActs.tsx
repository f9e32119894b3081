import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { AgendaLine, MeetingView, Outcome } from '#shared/contract/cab.ts';
import { isRunning } from '#shared/domain/approvals/cab.ts';
import type { AgendaItemId } from '#shared/domain/ids.ts';
import { ItemNoteDialog } from './ItemNoteDialog.tsx';
import css from './Meet.module.css';
import { OutcomeDialog } from './OutcomeDialog.tsx';
import { useAct } from './useMeeting.ts';

/** The keys of the meeting, on their buttons. An outcome asks once more, since it is somebody's word. */
export function MeetActs(props: {
  readonly view: MeetingView;
  readonly line: AgendaLine | null;
  readonly choose: (id: AgendaItemId | 'summary') => void;
}) {
  const { view, line, choose } = props;
  const { lines, meeting } = view;
  const [asking, setAsking] = useState<Outcome | 'note' | null>(null);
  const talk = useAct('The item was not begun');
  const running = meeting.startedAt !== null && meeting.endedAt === null;
  const can = line !== null && !line.gone && meeting.startedAt !== null;
  const ask = (what: Outcome | 'note') => () => can && setAsking(what);
  const at = lines.findIndex((one) => one.id === line?.id);
  const step = (by: number) => {
    const next = at < 0 ? lines.at(-1) : lines[at + by];
    if (next) choose(next.id);
    else if (by > 0) choose('summary');
  };
  const discuss = () => {
    if (line && running && !isRunning(line)) talk.run(() => client.cab.startItem({ id: line.id }));
  };
  const onRecorded = (sentence: string) => {
    toastDone(sentence);
    setAsking(null);
    const waits = (one: AgendaLine) => one.outcome === null && !one.gone && one.id !== line?.id;
    const next = lines.slice(at + 1).find(waits) ?? lines.find(waits);
    choose(next?.id ?? 'summary');
    if (next && running) talk.run(() => client.cab.startItem({ id: next.id }));
  };
  useKeys('CAB meeting', [
    { keys: 'a', does: 'Approve', run: ask('approved') },
    { keys: 'c', does: 'Approve with conditions', run: ask('approved with conditions') },
    { keys: 'd', does: 'Defer', run: ask('deferred') },
    { keys: 'r', does: 'Reject', run: ask('rejected') },
    { keys: 'n', does: 'Note on the item', run: () => line && setAsking('note') },
    { keys: 'j', does: 'Next item', run: () => step(1) },
    { keys: 'k', does: 'Previous item', run: () => step(-1) },
    { keys: 'Space', does: 'Talk about this item', run: discuss },
  ]);
  return (
    <footer className={css.acts}>
      <Button variant="primary" size="large" keyCap="a" disabled={!can} onClick={ask('approved')}>
        Approve
      </Button>
      <Button size="large" keyCap="c" disabled={!can} onClick={ask('approved with conditions')}>
        With conditions
      </Button>
      <Button size="large" keyCap="d" disabled={!can} onClick={ask('deferred')}>
        Defer
      </Button>
      <Button size="large" keyCap="r" disabled={!can} onClick={ask('rejected')}>
        Reject
      </Button>
      <Button size="large" keyCap="n" disabled={line === null} onClick={() => line && setAsking('note')}>
        Note
      </Button>
      <span className={css.gap} />
      {line && running && !isRunning(line) && line.outcome === null && (
        <Button size="large" icon="play" keyCap="Space" onClick={discuss}>
          Talk about this
        </Button>
      )}
      <Button size="large" keyCap="k" onClick={() => step(-1)}>
        Previous
      </Button>
      <Button size="large" keyCap="j" onClick={() => step(1)}>
        Next
      </Button>
      {line && asking === 'note' && <ItemNoteDialog line={line} onClose={() => setAsking(null)} />}
      {line && asking !== null && asking !== 'note' && (
        <OutcomeDialog
          view={view}
          line={line}
          outcome={asking}
          onClose={() => setAsking(null)}
          onRecorded={onRecorded}
        />
      )}
    </footer>
  );
}
