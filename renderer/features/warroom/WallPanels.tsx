import type { ReactNode } from 'react';
import { clockText } from '#renderer/features/runbooks/RunGauge.tsx';
import { type RunModel, shortTitle } from '#renderer/features/runbooks/runModel.ts';
import { nobody, noteWord } from '#renderer/features/runbooks/wording.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { PersonId } from '#shared/domain/ids.ts';
import { communicationsDue } from '#shared/domain/runs/communications.ts';
import { pinnedNotes } from '#shared/domain/runs/room-notes.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
import { capital } from '#shared/domain/wording.ts';
import { pages } from './rotation.ts';
import { useRotation } from './useRotation.ts';
import type { WallSettings } from './useWallSettings.ts';
import wall from './Wall.module.css';
import css from './WallRoom.module.css';
import { wallGroups } from './wallGroups.ts';

type Item = {
  readonly id: string;
  readonly glyph: GlyphState | 'pin';
  readonly text: string;
  readonly meta: ReactNode;
};
type Panel = { readonly title: string; readonly count: number; readonly items: readonly Item[] };

/** Items of a panel, with gates above and without. */
const MOST = { withGates: 4, alone: 6 };

/**
 * What does not fit at once, one panel after the other: what was pinned, issues, decisions, roles, communications, later steps. Time, risk
 * and the steps under way stand elsewhere and never turn. A panel is held by `p`, the pointer or the focus.
 */
export function WallPanels(props: {
  readonly model: RunModel;
  readonly settings: WallSettings;
  readonly gates: boolean;
}) {
  const { model, settings, gates } = props;
  const most = gates ? MOST.withGates : MOST.alone;
  const panels = panelsOf(model, settings).flatMap((panel) =>
    pages(panel.items, most).map((items) => ({ ...panel, items })),
  );
  const { on, index, held, hold, next } = useRotation(panels.length);
  const panel = panels[index];
  if (!panel) {
    return (
      <div className={wall.block}>
        <h2>Open issues</h2>
        <p className={wall.quiet}>None</p>
      </div>
    );
  }
  return (
    <section
      className={wall.block}
      aria-label="Turning panel"
      data-testid="wall-panel"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      data-roomy={panel.items.length <= most / 2 || undefined}
    >
      <h2>
        <span>
          {panel.title} <b>{panel.count}</b>
        </span>
        {on && (
          <button
            type="button"
            className={css.mark}
            title="Next panel; P holds it"
            onClick={next}
            onFocus={() => hold(true)}
            onBlur={() => hold(false)}
          >
            Panel {index + 1} of {panels.length}
            {held && ', held'}
          </button>
        )}
      </h2>
      {panel.items.map((item) => (
        <div key={item.id} className={css.item}>
          {item.glyph === 'pin' ? <Icon name="pin" /> : <StateGlyph state={item.glyph} />}
          <span className={css.text}>{item.text}</span>
          <span className={css.itemMeta}>{item.meta}</span>
        </div>
      ))}
    </section>
  );
}

function panelsOf(model: RunModel, settings: WallSettings): readonly Panel[] {
  const { view, openIssues, decisions, now } = model;
  const names = new Map(view.people.map((person) => [person.id, person.name]));
  const person = (id: PersonId | null) => settings.person(id === null ? '' : (names.get(id) ?? ''));
  const named = (text: string) =>
    view.people.reduce((said, { name }) => said.replaceAll(name, settings.person(name)), text);
  const at = (instant: number) => clockText(instant, now, view.zone);
  const late = (due: number | null) => due !== null && due < now;
  const issues = [...openIssues].sort((a, b) => (a.nextUpdateAt ?? Infinity) - (b.nextUpdateAt ?? Infinity));
  const shown = new Set(wallGroups(model).next);
  const panel = (title: string, items: readonly Item[]): Panel => ({ title, count: items.length, items });
  return [
    panel(
      'Pinned',
      pinnedNotes(view.notes).map(({ id, kind, text, actorId, occurredAt }) => ({
        id,
        glyph: 'pin',
        text: named(`${noteWord[kind]}${text}`),
        meta: `${at(occurredAt)} · ${person(actorId)}`,
      })),
    ),
    panel(
      'Open issues',
      issues.map(({ id, text, ownerId, actorId, nextUpdateAt: due, occurredAt }) => ({
        id,
        glyph: late(due) ? 'late' : 'blocked',
        text: named(text),
        meta: `${at(occurredAt)} · ${person(ownerId ?? actorId)}${due === null ? '' : ` · ${late(due) ? 'was due' : 'update'} ${at(due)}`}`,
      })),
    ),
    panel(
      'Decisions',
      decisions.toReversed().map(({ id, text, ownerId, actorId, occurredAt }) => ({
        id,
        glyph: 'ready',
        text: named(text),
        meta: `${at(occurredAt)} · ${person(ownerId ?? actorId)}`,
      })),
    ),
    panel(
      'Roles',
      roleHolders(view.notes).map(({ role, personId }) => ({
        id: role,
        glyph: 'ready',
        text: person(personId),
        meta: capital(role),
      })),
    ),
    panel(
      'Communications',
      communicationsDue(view.notes).map(({ id, text, ownerId, nextUpdateAt: due }) => ({
        id,
        glyph: late(due) ? 'late' : 'planned',
        text: named(text),
        meta: `${due === null ? '' : `${late(due) ? 'was due' : 'due'} ${at(due)} · `}${person(ownerId)}`,
      })),
    ),
    panel(
      'Later steps',
      model.next
        .filter((line) => !shown.has(line))
        .map((line) => ({
          id: line.step.id,
          glyph: line.glyph,
          text: `${line.step.number} ${shortTitle(line.step)}`,
          meta: `${line.forecast ? `${at(line.forecast.startsAt)} · ` : ''}${line.owner ? settings.person(line.owner.name) : line.step.ownerRole || nobody}`,
        })),
    ),
  ].filter(({ items }) => items.length > 0);
}
