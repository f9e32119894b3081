import compare from '#renderer/features/changes/compare/compare.module.css';
import { compared } from '#renderer/features/changes/compare/differences.ts';
import { SideText } from '#renderer/features/changes/compare/SideText.tsx';
import { useReader } from '#renderer/features/changes/compare/useReader.ts';
import { fieldNames } from '#renderer/features/changes/fieldNames.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Checkbox } from '#renderer/ui/Fields.tsx';
import type { ChangeState } from '#shared/contract/changes.ts';
import type { RedraftedField } from '#shared/contract/repositories.ts';
import type { DraftedField } from '#shared/domain/drafts/redraft.ts';

/** What the ticket has beside what the code proposes, field by field; a field a person wrote may be given away. */
export function ProposedFields(props: {
  readonly fields: readonly RedraftedField[];
  readonly state: ChangeState;
  /** True when fields that were voted on are amended in the same step. */
  readonly amends: boolean;
  readonly take: readonly DraftedField[];
  readonly onTake: (take: readonly DraftedField[]) => void;
}) {
  const { fields, state, take, onTake } = props;
  const reader = useReader();
  const shown = fields.filter(({ outcome }) => outcome !== 'same');
  const kept = fields.filter(({ outcome }) => outcome === 'kept').length;
  return (
    <div>
      <p role="status">
        {shown.length === 0
          ? 'The ticket already says what the code says.'
          : kept === 0
            ? 'Nothing that a person wrote is touched.'
            : `${formatCount(kept, 'field holds', 'fields hold')} what a person wrote: kept, unless the new words are taken.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={compare.rows} tabIndex={0} aria-label="What is proposed">
        {shown.map(({ field, outcome, present, proposed }) => {
          const { left, right } = compared(field, present, proposed, reader);
          return (
            <div key={field} className={compare.row}>
              <h3>
                {fieldNames[field]}
                {outcome === 'replaced' && <span className="t2">is replaced</span>}
                {outcome === 'amended' && (
                  <span className="t2">
                    {props.amends ? 'is amended' : `stays, because votes are given on it in ${state}`}
                  </span>
                )}
                {outcome === 'fixed' && (
                  <span className="t2">stays, because votes are given on it in {state}</span>
                )}
                {outcome === 'kept' && (
                  <Checkbox
                    size="xs"
                    label="Take the new one"
                    aria-label={`Take the new one for ${fieldNames[field]}`}
                    checked={take.includes(field)}
                    onChange={(event) =>
                      onTake(
                        event.currentTarget.checked ? [...take, field] : take.filter((one) => one !== field),
                      )
                    }
                  />
                )}
              </h3>
              <div className={compare.pair}>
                <SideText side={left} mark="removed" />
                <SideText side={right} mark="added" />
              </div>
            </div>
          );
        })}
      </section>
    </div>
  );
}
