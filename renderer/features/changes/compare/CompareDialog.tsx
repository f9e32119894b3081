import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount, formatDateTime } from '#renderer/lib/format.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, SelectField, Switch } from '#renderer/ui/Fields.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { ChangeVersion } from '#shared/contract/change-versions.ts';
import type { Change } from '#shared/contract/changes.ts';
import css from './compare.module.css';
import { differencesOf } from './differences.ts';
import { SideText } from './SideText.tsx';
import { useReader } from './useReader.ts';

const NOW = 'now';
const LISTED = 200;

/** Two versions of a ticket side by side, or one beside the ticket as it is now. */
export function CompareDialog(props: { readonly change: Change; readonly onClose: () => void }) {
  const { change } = props;
  const zone = useZone();
  const list = useQuery(
    orpc.changeVersions.list.queryOptions({
      input: { id: change.id, offset: 0, limit: LISTED },
      meta: { topics: ['timeline'] },
    }),
  );
  const [chosen, setChosen] = useState<{ left?: string; right?: string }>({});
  const [all, setAll] = useState(false);
  const versions = list.data?.versions ?? [];
  // The last version is what stands now, so the one before it is what a reader wants to see first.
  const left = chosen.left ?? keyOf(versions[1] ?? versions[0]);
  const right = chosen.right ?? NOW;
  const before = useVersion(change, versions, left);
  const after = useVersion(change, versions, right);
  const reader = useReader();
  const rows = useMemo(
    () => (before.data && after.data ? differencesOf(before.data, after.data, reader) : undefined),
    [before.data, after.data, reader],
  );
  const options = versions.map((version) => ({ value: keyOf(version), label: nameOf(version, zone) }));
  const changed = rows?.filter((row) => row.changed) ?? [];
  return (
    <Dialog title={`Compare versions of ${change.ref}`} opened onClose={props.onClose} width={1080}>
      <FieldStack>
        <div className={css.choice}>
          <SelectField
            label="Before"
            allowDeselect={false}
            data-autofocus
            options={options}
            value={left}
            onChange={(value) => value && setChosen({ ...chosen, left: value })}
          />
          <SelectField
            label="After"
            allowDeselect={false}
            options={[{ value: NOW, label: 'As it is now' }, ...options]}
            value={right}
            onChange={(value) => value && setChosen({ ...chosen, right: value })}
          />
        </div>
        {list.data && list.data.total > LISTED && (
          <p className="t2">
            The newest {LISTED} of {list.data.total} versions can be chosen.
          </p>
        )}
        <Switch
          label="Show fields that are the same, too"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        <QueryState
          query={{
            data: rows,
            error: list.error ?? before.error ?? after.error,
            refetch: () => Promise.all([list.refetch(), before.refetch(), after.refetch()]),
          }}
          what="The versions"
        >
          {(found) => (
            <>
              <p role="status">
                {changed.length === 0
                  ? 'These two versions are the same.'
                  : `${formatCount(changed.length, 'field')} ${changed.length === 1 ? 'differs' : 'differ'}.`}
              </p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
              <section className={css.rows} tabIndex={0} aria-label="Differences by field">
                {(all ? found : changed).map((row) => (
                  <div key={row.field} className={css.row}>
                    <h3>{row.label}</h3>
                    <div className={css.pair}>
                      <SideText side={row.left} mark="removed" />
                      <SideText side={row.right} mark="added" />
                    </div>
                  </div>
                ))}
              </section>
            </>
          )}
        </QueryState>
      </FieldStack>
    </Dialog>
  );
}

function useVersion(change: Change, versions: readonly ChangeVersion[], key: string) {
  const version = versions.find((one) => keyOf(one) === key);
  const stored = useQuery(
    orpc.changeVersions.get.queryOptions({
      input: version ? { id: change.id, device: version.device, seq: version.seq } : skipToken,
      // What the log says of a moment never changes.
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  return {
    data: key === NOW ? change : stored.data?.change,
    error: stored.error,
    refetch: () => stored.refetch(),
  };
}

function keyOf(version: ChangeVersion | undefined): string {
  return version ? `${version.device}/${version.seq}` : NOW;
}

function nameOf({ number, at, actor, onBehalfOf, reason }: ChangeVersion, zone: string): string {
  const who = onBehalfOf ? `${actor} for ${onBehalfOf}` : actor;
  return `${number}. ${formatDateTime(at, zone)}, ${who}: ${reason}`;
}
