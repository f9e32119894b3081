import { useQuery } from '@tanstack/react-query';
import { usePreferences, useSetPreferences } from '#renderer/features/preferences/usePreferences.ts';
import { orpc } from '#renderer/lib/client.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, NumberInput, SelectField, Switch } from '#renderer/ui/Fields.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import type { RunId } from '#shared/domain/ids.ts';
import css from './PresenterDialog.module.css';
import { PresenterLinks } from './PresenterLinks.tsx';

/** Links that show the wall of a run in a browser on the network: switched on here, made, copied and revoked. */
export function PresenterDialog(props: {
  readonly runId: RunId;
  readonly releaseName: string;
  readonly onClose: () => void;
}) {
  const { presenter } = usePreferences();
  const save = useSetPreferences();
  const state = useQuery(
    orpc.presenter.state.queryOptions({ meta: { topics: ['presenter', 'preferences'] } }),
  );
  const set = (fields: Partial<Preferences['presenter']>) =>
    save.mutate(
      { presenter: { ...presenter, ...fields } },
      { onError: (error) => toastError('The setting was not saved', error) },
    );
  return (
    <Dialog title={`Presenter link, ${props.releaseName}`} opened onClose={props.onClose} width={620}>
      <FieldStack>
        <p className="t2">
          Shows the wall in a browser on the same network, and nothing else; nobody can change anything
          through it. It is not encrypted (no TLS): whoever can read the network can read the wall and the
          link. Use it in a network you trust.
        </p>
        <Switch
          label="Answer presenter links"
          checked={presenter.on}
          onChange={(event) => set({ on: event.currentTarget.checked })}
        />
        <QueryState query={state} what="The presenter link">
          {({ places, problem, address }) => (
            <>
              <div className={css.place}>
                <SelectField
                  label="Network interface"
                  options={places.map(({ name, host }) => ({ value: host, label: `${host} (${name})` }))}
                  value={presenter.host}
                  allowDeselect={false}
                  onChange={(host) => host !== null && set({ host })}
                />
                <NumberInput
                  key={presenter.port}
                  label="Port"
                  placeholder="Any"
                  min={1024}
                  max={65535}
                  allowDecimal={false}
                  hideControls
                  defaultValue={presenter.port ?? ''}
                  onBlur={(event) => {
                    const port = Number(event.currentTarget.value) || null;
                    if (port !== presenter.port && (port === null || (port >= 1024 && port <= 65535)))
                      set({ port });
                  }}
                />
              </div>
              {problem !== '' && <p role="alert">{problem}</p>}
              {address !== null && (
                <p>
                  It answers at <code className="mono">{address}</code>.
                </p>
              )}
              <PresenterLinks runId={props.runId} listening={address !== null} />
            </>
          )}
        </QueryState>
      </FieldStack>
    </Dialog>
  );
}
