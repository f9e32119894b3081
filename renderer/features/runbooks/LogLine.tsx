import { useMutation } from '@tanstack/react-query';
import type { Ref } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { useNow } from '#renderer/lib/clock.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatSeconds } from '#renderer/lib/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Key } from '#renderer/ui/Key.tsx';
import type { Step } from '#shared/contract/runbooks.ts';
import type { RunDialog } from './RunDialogs.tsx';
import css from './Runner.module.css';
import { type RunModel, shortTitle } from './runModel.ts';
import { useOperatorName } from './useOperatorName.ts';

/** One line at the bottom: `/`, what happened, Enter. The text stays until it is on disk. */
export function LogLine(props: {
  readonly ref: Ref<HTMLInputElement>;
  readonly model: RunModel;
  /** The step that what is written is about; none for a line of the log alone. */
  readonly about: Step | undefined;
  readonly release: () => void;
  readonly open: (dialog: RunDialog) => void;
}) {
  const now = useNow();
  const { about, release } = props;
  const { view } = props.model;
  const name = useOperatorName(view.people);
  const what = about ? `Note on step ${about.number}` : 'Log an event';
  const log = useMutation(orpc.warroom.log.mutationOptions());
  return (
    <footer className={css.foot}>
      <form
        className={css.line}
        onSubmit={(event) => {
          event.preventDefault();
          const input = event.currentTarget.elements.namedItem('event');
          if (!(input instanceof HTMLInputElement) || input.value.trim() === '' || log.isPending) return;
          const text = input.value.trim();
          log.mutate(
            { runId: view.run.id, kind: 'note', text, stepId: about?.id ?? null },
            {
              onSuccess: () => {
                if (input.value.trim() === text) {
                  input.value = '';
                  release();
                }
                input.blur();
              },
            },
          );
        }}
      >
        <b>{formatSeconds(now, view.zone)}</b>
        {about && (
          <span className={css.about}>
            <span className="cut">
              {about.number} {shortTitle(about)}
            </span>
            <button type="button" aria-label={`Not about step ${about.number}`} onClick={release}>
              <Icon name="close" />
            </button>
          </span>
        )}
        <input
          ref={props.ref}
          name="event"
          maxLength={2000}
          autoComplete="off"
          aria-label={what}
          placeholder={name ? `${what} as ${name}` : what}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key === 'Backspace' && event.currentTarget.value === '') release();
          }}
        />
        {log.isPending && <span role="status">Writing</span>}
        {log.isError && (
          <span role="alert" className={css.failed}>
            Not recorded, press Enter to retry. {errorSentence(log.error)}
          </span>
        )}
        <Key name="/" />
      </form>
      <Hint keyName="i" onClick={() => props.open({ kind: 'issue' })}>
        Issue
      </Hint>
      <Hint keyName="d" onClick={() => props.open({ kind: 'decision' })}>
        Decision
      </Hint>
      <Hint keyName="r" onClick={() => props.open({ kind: 'sitrep' })}>
        Sitrep
      </Hint>
      <Hint keyName="u" onClick={() => props.open({ kind: 'insert', after: null })}>
        Unplanned step
      </Hint>
    </footer>
  );
}

function Hint(props: { readonly keyName: string; readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" className={css.hint} onClick={props.onClick}>
      <Key name={props.keyName} /> {props.children}
    </button>
  );
}
