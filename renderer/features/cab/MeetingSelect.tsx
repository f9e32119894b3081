import { useQuery } from '@tanstack/react-query';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { SelectField } from '#renderer/ui/Fields.tsx';
import type { CabMeetingId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';

/** Chooses among the meetings of the 120 days from `from` (ms UTC) on that are not over. */
export function MeetingSelect(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly clearable?: boolean;
  readonly from: number;
  readonly except?: CabMeetingId;
  readonly value: CabMeetingId | null;
  readonly onChange: (id: CabMeetingId | null) => void;
}) {
  const { from, except } = props;
  const zone = useZone();
  const { data } = useQuery(
    orpc.cab.list.queryOptions({ input: { from, until: from + 120 * DAY }, meta: { topics: ['cab'] } }),
  );
  const meetings = (data ?? []).filter((one) => one.id !== except && one.endedAt === null);
  return (
    <SelectField
      label={props.label}
      clearable={props.clearable ?? false}
      placeholder={props.placeholder}
      options={meetings.map(({ id, ref, name, start }) => ({
        value: id,
        label: `${ref} ${name}, ${formatDateTime(start.at, zone)}`,
      }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
