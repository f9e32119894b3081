import { Fragment } from 'react';
import { formatTime } from '#renderer/lib/format.ts';
import { Key } from '#renderer/ui/Key.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Note } from '#shared/contract/warroom.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
import { capital } from '#shared/domain/wording.ts';
import { ChangesOut } from './ChangesOut.tsx';
import { CommunicationsDue } from './CommunicationsDue.tsx';
import { GateTiles } from './GateTiles.tsx';
import type { RunDialog } from './RunDialogs.tsx';
import { RunLog } from './RunLog.tsx';
import css from './Runner.module.css';
import { type RunModel, shortTitle } from './runModel.ts';

/** What the room said: open issues, decisions, and the log of everything recorded. */
export function RunSide({
  model,
  choose,
  open,
}: {
  readonly model: RunModel;
  readonly choose: (id: StepId) => void;
  readonly open: (d: RunDialog) => void;
}) {
  const { view, openIssues, decisions } = model;
  const names = new Map(view.people.map((person) => [person.id, person.name]));
  const holders = roleHolders(view.notes);
  const who = (note: Note) => names.get(note.ownerId ?? note.actorId) ?? '';
  const time = (at: number) => formatTime(at, view.zone);
  return (
    <aside className={css.side} aria-label="Issues, decisions and log">
      <ChangesOut model={model} />
      {model.openGate && model.phase === 'running' && (
        <section>
          <h2>
            <span>
              Go/no-go, {model.openGate.step.number} {shortTitle(model.openGate.step)}
            </span>
            <AddButton
              label="Go or no-go at the gate"
              keyName="g"
              word="vote"
              onClick={() => model.openGate && open({ kind: 'gate', line: model.openGate })}
            />
          </h2>
          {model.openGate.step.voterIds.length === 0 ? (
            <p className="t2">No voters named; whoever finishes it says go.</p>
          ) : (
            <GateTiles model={model} gate={model.openGate.step} />
          )}
        </section>
      )}
      <section>
        <h2>
          <span>Open issues, {openIssues.length}</span>
          <AddButton label="Raise an issue" keyName="i" onClick={() => open({ kind: 'issue' })} />
        </h2>
        {openIssues.length === 0 && <p className="t2">None raised.</p>}
        {openIssues.map((issue) => {
          const overdue = issue.nextUpdateAt !== null && issue.nextUpdateAt < model.now;
          return (
            <div key={issue.id} className={css.item}>
              <StateGlyph state={overdue ? 'late' : 'blocked'} />
              <div>
                <div className="b">{issue.text}</div>
                <p>
                  {who(issue)}
                  {issue.nextUpdateAt !== null &&
                    `, ${overdue ? 'update was due' : 'next update'} ${time(issue.nextUpdateAt)}`}
                  {', '}
                  <button type="button" onClick={() => open({ kind: 'close issue', issue })}>
                    close
                  </button>
                </p>
              </div>
            </div>
          );
        })}
      </section>
      <section aria-label="Communications due">
        <h2>
          <span>Communications due</span>
          <AddButton
            label="Plan a communication"
            keyName="m"
            word="plan"
            onClick={() => open({ kind: 'communication' })}
          />
        </h2>
        <CommunicationsDue model={model} open={open} />
      </section>
      <section>
        <h2>
          <span>Decisions</span>
          <span className={css.adds}>
            <AddButton
              label="Call go or no-go"
              keyName="y"
              word="go/no-go"
              onClick={() => open({ kind: 'call' })}
            />
            <AddButton label="Record a decision" keyName="d" onClick={() => open({ kind: 'decision' })} />
          </span>
        </h2>
        {decisions.length === 0 && <p className="t2">None recorded.</p>}
        {decisions.toReversed().map((decision) => (
          <div key={decision.id} className={css.item}>
            <StateGlyph state="ready" />
            <div>
              <div className="b">{decision.text}</div>
              <p>
                {time(decision.occurredAt)}, {who(decision)}
              </p>
            </div>
          </div>
        ))}
      </section>
      <section>
        <h2>
          <span>Roles</span>
          <AddButton
            label="Hand over a role"
            keyName="h"
            word="hand over"
            onClick={() => open({ kind: 'role' })}
          />
        </h2>
        {holders.length === 0 && <p className="t2">Nobody named.</p>}
        <dl className={css.roles}>
          {holders.map(({ role, personId }) => (
            <Fragment key={role}>
              <dt>{capital(role)}</dt>
              <dd>{names.get(personId) ?? 'Somebody who is gone'}</dd>
            </Fragment>
          ))}
        </dl>
      </section>
      <RunLog model={model} choose={choose} />
    </aside>
  );
}

function AddButton(props: {
  readonly label: string;
  readonly keyName: string;
  readonly word?: string;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={css.add}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {props.word ?? 'add'} <Key name={props.keyName} />
    </button>
  );
}
