import { clockText } from '#renderer/features/runbooks/RunGauge.tsx';
import { type RunModel, shortTitle } from '#renderer/features/runbooks/runModel.ts';
import { runKind } from '#renderer/features/runbooks/wording.ts';
import { useConnection } from '#renderer/lib/connection.ts';
import { formatDuration, formatSeconds } from '#renderer/lib/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Keys } from '#renderer/ui/Key.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { RoomRole } from '#shared/contract/warroom.ts';
import { communicationsDue } from '#shared/domain/runs/communications.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { capital, cut, minutesText } from '#shared/domain/wording.ts';
import type { WallSettings } from './useWallSettings.ts';
import css from './Wall.module.css';

const WORDS: Readonly<Record<RoomRole, string>> = {
  commander: 'Commander',
  scribe: 'Scribe',
  communications: 'Comms',
  'technical lead': 'Technical lead',
  observer: 'Observer',
};

/** Foot of the wall: who holds which role, or which run this is while nobody does, and the next communication, or that the link is down and since when. */
export function WallFoot({ model, settings }: { readonly model: RunModel; readonly settings: WallSettings }) {
  const { view } = model;
  const connection = useConnection();
  if (connection.status === 'reconnecting' || connection.status === 'refused') {
    return (
      <footer className={css.down} role="alert">
        <StateGlyph state="amber" />
        {connection.status === 'refused'
          ? 'This window is no longer admitted. Open the wall again from the war room.'
          : `Reconnecting since ${formatSeconds(connection.since, view.zone)}. What was recorded after that is not shown; clocks and forecast run on.`}
      </footer>
    );
  }
  if (settings.notice !== null) {
    return (
      <footer className={css.down} role="status">
        {settings.notice}
      </footer>
    );
  }
  const talk = nextCommunication(model);
  const holders = roleHolders(view.notes).filter(({ role }) => role !== 'observer');
  const names = new Map(view.people.map(({ id, name }) => [id, name]));
  const named = (text: string) =>
    view.people.reduce((said, { name }) => said.replaceAll(name, settings.person(name)), text);
  return (
    <footer className={css.foot}>
      {holders.length === 0 && (
        <span>
          {capital(runKind(view.run))} <b>{view.run.name}</b>
        </span>
      )}
      {holders.map(({ role, personId }) => (
        <span key={role}>
          {WORDS[role]} <b>{settings.person(names.get(personId) ?? '')}</b>
        </span>
      ))}
      <span>
        Release <b>{view.releaseRef}</b>
      </span>
      <span>
        Steps finished{' '}
        <b>
          {model.finished} of {model.total}
        </b>
      </span>
      <span className={css.tools} data-tools="">
        <button type="button" onClick={settings.toggleFullScreen}>
          <Keys keys="f" /> Full screen
        </button>
        <button type="button" onClick={settings.toggleTheme}>
          <Keys keys="l" /> {settings.theme === 'dark' ? 'Light' : 'Dark'}
        </button>
        <button type="button" onClick={settings.snapshot}>
          <Keys keys="s" /> Snapshot
        </button>
        <button type="button" onClick={settings.rotation.choose}>
          <Keys keys="a" />{' '}
          {settings.rotation.seconds === 0 ? 'Turn' : `Turns every ${settings.rotation.seconds} s`}
        </button>
        {settings.toggleRedaction && (
          <button type="button" onClick={settings.toggleRedaction}>
            <Keys keys="r" /> {settings.redacted ? 'Names' : 'Initials'}
          </button>
        )}
      </span>
      {talk && model.phase === 'running' && (
        <span className={css.talk} data-late={talk.late || undefined}>
          {talk.late ? <StateGlyph state="late" /> : <Icon name="note" />}
          <b>
            {cut(named(talk.what), 48)} {talk.when}
          </b>
        </span>
      )}
    </footer>
  );
}

/** What is said next to whom: a communication somebody planned, or a step that is one; whichever is due first. */
function nextCommunication({ lines, view, now }: RunModel) {
  const steps = lines.flatMap(({ step, state, forecast, lateMinutes }) => {
    const open = step.kind === 'communication' && (state === 'ready' || state === 'pending');
    return open && forecast ? [{ what: shortTitle(step), at: forecast.startsAt, lateMinutes }] : [];
  });
  const planned = communicationsDue(view.notes).map(({ text, nextUpdateAt }) => {
    const at = nextUpdateAt ?? now;
    return { what: text, at, lateMinutes: Math.max(0, Math.floor((now - at) / MINUTE)) };
  });
  const [next] = [...planned, ...steps].sort((a, b) => a.at - b.at);
  if (!next) return null;
  const { what, at, lateMinutes } = next;
  const when =
    lateMinutes > 0
      ? `is ${minutesText(lateMinutes)} late`
      : at - now < MINUTE
        ? 'now'
        : `${clockText(at, now, view.zone)}, in ${formatDuration(at - now)}`;
  return { what, when, late: lateMinutes > 0 };
}
