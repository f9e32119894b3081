import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { alertsSilenced, lastRollCall, owesAlerts } from '#shared/domain/runs/roll-call.ts';
import { shortList } from '#shared/domain/wording.ts';
import css from './PlanCentre.module.css';
import { RollCallDialog } from './RollCallDialog.tsx';
import type { RunModel } from './runModel.ts';
import centre from './StepCentre.module.css';

/** What is done before a run starts: the roll is called, the alerts are silenced. */
export function BeforeStart({ model }: { readonly model: RunModel }) {
  const { notes } = model.view;
  const [calling, setCalling] = useState(false);
  const called = lastRollCall(notes);
  const silenced = alertsSilenced(notes) === true;
  return (
    <section className={css.block} aria-label="Before the start">
      <h2>Before the start</h2>
      <div className={css.before}>
        <StateGlyph state={called ? (called.absent.length > 0 ? 'amber' : 'done') : 'planned'} />
        <span>{called ? rollWords(model, called) : 'The roll has not been called.'}</span>
        <Button onClick={() => setCalling(true)}>{called ? 'Call it again' : 'Call the roll'}</Button>
        <StateGlyph state={silenced ? 'done' : 'planned'} />
        <span>{silenced ? 'The alerts are silenced.' : 'Silence the alerts for the window.'}</span>
        {silenced ? <span /> : <AlertsButton model={model} kind="alerts silenced" />}
      </div>
      {calling && <RollCallDialog model={model} close={() => setCalling(false)} />}
    </section>
  );
}

function rollWords({ view }: RunModel, called: NonNullable<ReturnType<typeof lastRollCall>>): string {
  const { at, present, deputies, absent } = called;
  const counts = [
    `${present} present`,
    ...(deputies.length > 0 ? [`${deputies.length} by deputy`] : []),
    ...(absent.length > 0
      ? [`${absent.length} absent (${shortList(absent.map(({ text }) => text.replace('Absent: ', '')))})`]
      : []),
  ];
  return `Roll called ${formatTime(at, view.zone)}: ${counts.join(', ')}.`;
}

/** After the end of a run whose alerts were silenced: a reminder to switch them on again. */
export function AlertsBack({ model }: { readonly model: RunModel }) {
  const { run, backOutId, notes } = model.view;
  if (!owesAlerts(run, backOutId, notes)) return null;
  return (
    <div className={centre.none}>
      <p>
        <StateGlyph state="amber" />{' '}
        {alertsSilenced(notes) === true
          ? 'The alerts are still silenced. Un-silence them now.'
          : 'Un-silence the alerts, if they were silenced for the run that was backed out.'}
      </p>
      <AlertsButton model={model} kind="alerts back" />
    </div>
  );
}

const ALERTS = {
  'alerts silenced': { button: 'They are silenced', text: 'Alerts silenced' },
  'alerts back': { button: 'The alerts are on again', text: 'Alerts switched on again' },
} as const;

function AlertsButton({
  model,
  kind,
}: {
  readonly model: RunModel;
  readonly kind: 'alerts silenced' | 'alerts back';
}) {
  const log = useMutation(orpc.warroom.log.mutationOptions());
  return (
    <>
      <Button
        disabled={log.isPending}
        onClick={() => log.mutate({ runId: model.view.run.id, kind, text: ALERTS[kind].text })}
      >
        {log.isPending ? 'Writing' : ALERTS[kind].button}
      </Button>
      <Refusal error={log.error} />
    </>
  );
}
