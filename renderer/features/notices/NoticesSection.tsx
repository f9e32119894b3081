import { useState } from 'react';
import { usePreferences, useSetPreferences } from '#renderer/features/preferences/usePreferences.ts';
import css from '#renderer/features/settings/Settings.module.css';
import { Button } from '#renderer/ui/Button.tsx';
import { Switch } from '#renderer/ui/Fields.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { playTone } from './tone.ts';
import { useNotifier } from './useNotifier.ts';

const SAMPLE = { title: 'Slipway', text: 'This is how a run calls for you.', runId: null };

/** Whether a run under way calls for its person by a tone and by a notification of the system; off unless switched on. */
export function NoticesSection() {
  const { notices } = usePreferences();
  const save = useSetPreferences();
  const notifier = useNotifier();
  const [said, say] = useState<readonly string[]>([]);
  const set = (fields: Partial<Preferences['notices']>) =>
    save.mutate(
      { notices: { ...notices, ...fields } },
      { onError: (error) => toastError('The setting was not saved', error) },
    );
  const switchSystem = async (on: boolean) => {
    const why = on ? await notifier.allow() : null;
    say(why === null ? [] : [why]);
    if (why === null) set({ system: on });
  };
  const tryIt = async () => {
    const { sound, system } = notices;
    if (!sound && !system) return say(['Switch on the tone or the notification first.']);
    const heard = sound ? ((await playTone()) ?? 'The tone was played.') : null;
    const seen = system
      ? ((await notifier.show(SAMPLE)) ?? 'The notification was handed to the system.')
      : null;
    say([heard, seen].filter((line) => line !== null));
  };
  return (
    <>
      <p className={css.lead}>
        While a live run is under way, it calls for the operator of this device: the back-out deadline is 15
        and 5 minutes away, and has passed; a gate is asked; a step of theirs can begin; the run turns red.
        Each is told once, by one of the open windows, with people as initials. For this device only.
      </p>
      <div className={css.choice}>
        <span>Sound</span>
        <Switch
          label="Play a short tone"
          checked={notices.sound}
          onChange={(event) => {
            say([]);
            set({ sound: event.currentTarget.checked });
          }}
        />
        <span>Notification</span>
        <Switch
          label="Show a notification of the system"
          checked={notices.system}
          onChange={(event) => void switchSystem(event.currentTarget.checked)}
        />
        <span>Rehearsals</span>
        <Switch
          label="Rehearsals call too"
          checked={notices.rehearsals}
          onChange={(event) => set({ rehearsals: event.currentTarget.checked })}
        />
      </div>
      <div className={css.foot}>
        <Button onClick={() => void tryIt()}>Try it</Button>
        <span role="status">{said.join(' ')}</span>
      </div>
    </>
  );
}
