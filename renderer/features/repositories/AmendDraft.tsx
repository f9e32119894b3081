import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { StaleList } from '#renderer/features/approvals/StaleVotes.tsx';
import { fieldNames } from '#renderer/features/changes/fieldNames.ts';
import { orpc } from '#renderer/lib/client.ts';
import { Checkbox, FieldStack, ReasonField } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { Change } from '#shared/contract/changes.ts';
import type { RedraftedField } from '#shared/contract/repositories.ts';
import { isMaterial } from '#shared/domain/changes/changes.ts';
import type { DraftedField } from '#shared/domain/drafts/redraft.ts';
import { shortList } from '#shared/domain/wording.ts';

/** Fields of a proposal that change by an amendment only: drafted ones, and those a person takes. */
export function amendedFields(
  fields: readonly RedraftedField[],
  { state }: Pick<Change, 'state'>,
  take: readonly DraftedField[],
): readonly RedraftedField[] {
  return fields.filter(
    ({ field, outcome }) =>
      outcome === 'amended' || (state !== 'New' && isMaterial(field) && take.includes(field)),
  );
}

/** Whether a draft also amends what was voted on: the votes that this makes stale, and the reason it needs. */
export function AmendDraft(props: {
  readonly change: Change;
  readonly fields: readonly RedraftedField[];
  readonly amends: boolean;
  readonly onAmends: (amends: boolean) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}) {
  const { change, fields, amends } = props;
  const effects = useQuery(
    orpc.changes.amendEffects.queryOptions({
      input: {
        id: change.id,
        fields: Object.fromEntries(fields.map(({ field, proposed }) => [field, proposed])),
      },
      placeholderData: keepPreviousData,
      meta: { topics: ['approvals', `changes/${change.id}`] },
    }),
  );
  const names = shortList(
    fields.map(({ field }) => fieldNames[field].toLowerCase()),
    fields.length,
  );
  return (
    <section aria-label="Amendment">
      <FieldStack>
        <Checkbox
          label={`Amend ${names}`}
          description={`${change.ref} is in ${change.state}: votes are given on this. Without an amendment it stays as it is.`}
          checked={amends}
          onChange={(event) => props.onAmends(event.currentTarget.checked)}
        />
        {amends && (
          <>
            <div role="status">{effects.data && <StaleList stale={effects.data.stale} />}</div>
            <Refusal error={effects.error} />
            <ReasonField
              label="Reason of the amendment"
              minRows={1}
              value={props.reason}
              onChange={props.onReason}
            />
          </>
        )}
      </FieldStack>
    </section>
  );
}
