import { countdown } from '#renderer/features/runbooks/DeadlineCount.tsx';
import { RunGauge } from '#renderer/features/runbooks/RunGauge.tsx';
import { type RunModel, stepOfTotal } from '#renderer/features/runbooks/runModel.ts';
import { runKind } from '#renderer/features/runbooks/wording.ts';
import { useNow } from '#renderer/lib/clock.ts';
import { formatTime, formatZone } from '#renderer/lib/format.ts';
import { textWidth } from '#renderer/ui/gauge-labels.ts';
import { openJumps } from '#shared/domain/runs/clock-jumps.ts';
import type { WallSettings } from './useWallSettings.ts';
import css from './Wall.module.css';
import { WallCondition } from './WallCondition.tsx';
import { WallFoot } from './WallFoot.tsx';
import { WallProgress } from './WallProgress.tsx';
import { WallRoom } from './WallRoom.tsx';
import { WallSteps } from './WallSteps.tsx';

/** The wall of one run: time and risk above; progress, steps and what the room said below. */
export function Wall({ model, settings }: { readonly model: RunModel; readonly settings: WallSettings }) {
  const { view } = model;
  // The clock of the wall goes on after the end; the clock of the run stands still.
  const now = useNow();
  const { figure, words, back, hot } = countdown(model, 'wall');
  return (
    <div
      className={css.wall}
      data-theme={settings.theme}
      data-wall=""
      data-zone={view.zone}
      data-testid="wall"
    >
      <section className={css.status} aria-label="Status">
        <h1 className="sr">
          {view.releaseName}, {runKind(view.run)}
        </h1>
        <div>
          <div className={css.big}>{formatTime(now, view.zone)}</div>
          <div className={css.sub}>
            <b>{formatZone(view.zone, now)}</b>
            {formatZone(view.zone, now) !== 'UTC' && ` · ${formatTime(now, 'UTC')} UTC`}
            {model.phase === 'running' && openJumps(view.moments).length > 0 && ' · times in doubt'}
          </div>
        </div>
        <WallCondition model={model} />
        <div className={css.count} data-back={back || undefined} data-hot={hot || undefined}>
          <div className={css.big}>{figure}</div>
          <div className={css.sub}>{words}</div>
        </div>
      </section>
      <section className={css.gauge} aria-label="Time">
        <RunGauge model={model} captions={captions(model)} />
      </section>
      <div className={css.columns}>
        <WallProgress model={model} settings={settings} />
        <WallSteps model={model} settings={settings} />
        <WallRoom model={model} settings={settings} />
      </div>
      <WallFoot model={model} settings={settings} />
    </div>
  );
}

/** The name of the run beside the plates, as long as there is room for. Widths in em of the gauge. */
function captions(model: RunModel) {
  const { releaseName, run } = model.view;
  const kind = run.kind === 'live' && run.backsOutId === null ? 'deployment' : runKind(run);
  const name = textWidth(releaseName) * 1.32;
  const make = (rest: string) => ({
    widthEm: name + (rest === '' ? 0 : textWidth(rest) * 1.04 + 0.4),
    content: (
      <span className={css.name}>
        {releaseName}
        {rest && <span>{rest}</span>}
      </span>
    ),
  });
  const step = stepOfTotal(model);
  return [
    make(`${kind}, ${step}`),
    make(step),
    make(''),
    { widthEm: Math.min(name, 9), content: <span className={css.nameCut}>{releaseName}</span> },
  ];
}
