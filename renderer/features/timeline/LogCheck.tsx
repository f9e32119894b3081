import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { useProgressStream } from '#renderer/lib/useProgressStream.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';

type Events = Awaited<ReturnType<typeof client.timeline.verify>>;
type Event = Events extends AsyncIterable<infer E> ? E : never;

/** Checks that nobody without this device's key altered the log, and says so in words. */
export function LogCheck() {
  const [opened, setOpened] = useState(false);
  const { state, start, reset } = useProgressStream<Event>('Checking hashes and signatures');
  const close = () => {
    reset();
    setOpened(false);
  };
  return (
    <>
      <Button
        icon="check"
        onClick={() => {
          setOpened(true);
          void start((signal) => client.timeline.verify(undefined, { signal }));
        }}
      >
        Check for alteration
      </Button>
      <Dialog title="Check for alteration" opened={opened} onClose={close}>
        {state.at === 'running' && <ProgressPanel {...state.progress} onCancel={close} />}
        {state.at === 'done' && (
          <p role="status">
            <StateGlyph state={state.result.sound ? 'done' : 'failed'} /> {state.result.verdict}
          </p>
        )}
        {state.at === 'failed' && <Refusal error={state.error} />}
      </Dialog>
    </>
  );
}
