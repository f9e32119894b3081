import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import { SelectField } from '#renderer/ui/Fields.tsx';
import type { Subject } from '#shared/contract/conflicts.ts';
import { beforeDeployment, releaseName } from '#shared/domain/releases.ts';
import { MINUTE } from '#shared/domain/time.ts';

/** Most changes that are offered; others have the finder on their own screen. */
const OFFERED = 300;

/** The release or change a time is sought for; `minutes` is how long it is planned, null when that is not known. */
export function SubjectField(props: {
  readonly subject: Subject | null;
  readonly onChange: (subject: Subject | null, minutes: number | null) => void;
}) {
  const releases = useQuery(orpc.releases.list.queryOptions({ meta: { topics: ['releases'] } })).data ?? [];
  const changes =
    useQuery(
      orpc.changes.page.queryOptions({
        input: {
          filter: { states: ['New', 'Assess', 'Authorize', 'Scheduled'] },
          sort: [{ by: 'updated', descending: true }],
          offset: 0,
          limit: OFFERED,
        },
        meta: { topics: ['changes'] },
      }),
    ).data ?? [];
  const open = releases.filter(({ state }) => beforeDeployment.includes(state));
  return (
    <SelectField<string>
      label="For"
      placeholder="Nothing yet: only look"
      clearable
      searchable
      limit={200}
      options={[
        ...open.map((release) => ({ value: release.id, label: `${release.ref} ${releaseName(release)}` })),
        ...changes.map(({ id, ref, title }) => ({ value: id, label: `${ref} ${title}` })),
      ]}
      value={props.subject?.id ?? null}
      onChange={(id) => {
        const release = open.find((one) => one.id === id);
        const change = changes.find((one) => one.id === id);
        if (release) {
          const { slot } = release;
          const minutes = slot === null ? null : Math.round((slot.end.at - slot.start.at) / MINUTE);
          props.onChange({ kind: 'release', id: release.id }, minutes);
        } else props.onChange(change ? { kind: 'change', id: change.id } : null, null);
      }}
    />
  );
}
