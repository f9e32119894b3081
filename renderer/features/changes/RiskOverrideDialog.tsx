import { useState } from 'react';
import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import { type Change, type RiskLevel, riskLevel } from '#shared/contract/changes.ts';
import { capital } from '#shared/domain/wording.ts';

/** Sets the level of risk against the score, or lets the score count again; both go on the record with a reason. */
export function RiskOverrideDialog(props: {
  readonly change: Change;
  /** The level of the score. */
  readonly scored: RiskLevel;
  readonly onClose: () => void;
}) {
  const { change, scored } = props;
  const [level, setLevel] = useState<RiskLevel | 'as scored'>(change.riskOverride?.level ?? 'as scored');
  const isSame = level === (change.riskOverride?.level ?? 'as scored');
  const options = riskLevel.options.map((value) => ({ value, label: capital(value) }));
  return (
    <ReasonDialog
      title={`Risk of ${change.ref}`}
      confirm={level === 'as scored' ? 'Let the score count' : `Set to ${level}`}
      needed
      blocked={isSame}
      onClose={props.onClose}
      act={async (reason) => {
        const next = level === 'as scored' ? null : level;
        await client.changes.overrideRisk({ id: change.id, level: next, reason });
        await queryClient.invalidateQueries({ queryKey: orpc.changes.key() });
        toastDone(next === null ? 'The score counts again' : `The risk is set to ${next}`);
      }}
    >
      <p>The score stays as it is and is shown beside the level that is set.</p>
      <Segmented
        label="Level of risk"
        options={[{ value: 'as scored', label: `As scored: ${scored}` }, ...options]}
        value={level}
        onChange={setLevel}
      />
    </ReasonDialog>
  );
}
