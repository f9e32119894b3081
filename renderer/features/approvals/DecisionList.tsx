import { formatDateTime } from '#renderer/lib/format.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Person } from '#shared/contract/people.ts';
import type { JudgedDecision } from '#shared/contract/standing.ts';
import css from './Approvals.module.css';
import { capacityWords, gave } from './approvalWords.ts';

type Named = readonly Pick<Person, 'id' | 'name'>[];

/** Decisions as they were given: who, what, when, recorded by whom and on which evidence. */
export function DecisionList(props: {
  readonly decisions: readonly JudgedDecision[];
  /** Where decisions of several stages stand together. */
  readonly stageNames?: ReadonlyMap<string, string>;
  readonly zone: string;
  readonly people: Named;
}) {
  if (props.decisions.length === 0) return null;
  return (
    <ul className={css.decisions} aria-label="Decisions">
      {props.decisions.map((one) => (
        <Item key={one.id} decision={one} {...props} />
      ))}
    </ul>
  );
}

function Item(props: {
  readonly decision: JudgedDecision;
  readonly stageNames?: ReadonlyMap<string, string>;
  readonly zone: string;
  readonly people: Named;
}) {
  const { decision: one, people, zone } = props;
  const nameOf = (id: string) =>
    people.find((person) => person.id === id)?.name ?? 'Somebody who was removed';
  const stage = props.stageNames?.get(one.stageId);
  const details = [
    capacityWords(one.capacity),
    one.recordedBy === one.decidedBy ? '' : `recorded by ${nameOf(one.recordedBy)}`,
    one.evidence.kind === 'none'
      ? ''
      : `${one.evidence.kind}${one.evidence.text && `: ${one.evidence.text}`}`,
  ].filter((text) => text !== '');
  return (
    <li>
      <b>{nameOf(one.decidedBy)}</b> {gave(one.verdict)}
      {stage && <> in {stage}</>}{' '}
      <span className={css.quiet}>
        {formatDateTime(one.decidedAt, zone)}
        {details.length > 0 && `, ${details.join(', ')}`}
        {props.stageNames && `, round ${one.round}`}
      </span>
      {one.stale && <Chip state="late">stale</Chip>}
      {one.why !== '' && <span className={css.quiet}> {one.why}</span>}
      {one.comment !== '' && <p dir="auto">“{one.comment}”</p>}
    </li>
  );
}
