import { expandDateTimes } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Conflict, ConflictRecord } from '#shared/contract/conflicts.ts';
import { isSettled, mayAccept, mayRequestException } from '#shared/domain/conflicts/records.ts';
import { minutesText } from '#shared/domain/wording.ts';
import css from './Conflicts.module.css';
import type { ConflictAct } from './conflictAct.ts';
import { otherTime, standingWords } from './standingWords.ts';
import { useNameOf } from './useConflicts.ts';

/** Conflicts with how each stands: what, how long, why, what would resolve it, who put what on record. */
export function ConflictList(props: {
  readonly conflicts: readonly Conflict[];
  /** Reference of the thing on whose screen they stand. */
  readonly about: string;
  readonly records: readonly ConflictRecord[];
  readonly zone: string;
  readonly onAct: (act: ConflictAct) => void;
}) {
  const nameOf = useNameOf();
  const { zone, onAct } = props;
  return (
    <ul className={css.list}>
      {props.conflicts.map((conflict) => {
        const record = props.records.find(({ id }) => id === conflict.recordId);
        const standing = standingWords(conflict, record, nameOf, zone);
        // What is on record for another time is listed with that time.
        const live =
          record !== undefined &&
          record.state !== 'withdrawn' &&
          record.state !== 'declined' &&
          otherTime(conflict, record) === null;
        return (
          <li
            key={`${conflict.ref} ${conflict.key}`}
            className={classNames(css.conflict, isSettled(conflict) && css.settled)}
            data-hard={conflict.hard}
          >
            <div className={css.head}>
              <StateGlyph state={glyphOf(conflict)} />
              <b>
                {conflict.ref !== props.about && <span className="ref">{conflict.ref} </span>}
                {conflict.what}
              </b>
              {conflict.minutes > 0 && <em>{minutesText(conflict.minutes)}</em>}
            </div>
            <p className={css.words}>
              {expandDateTimes(conflict.sentence, zone)} {expandDateTimes(conflict.resolve, zone)}
            </p>
            {standing !== '' && (
              <p className={css.standing} data-standing={conflict.standing}>
                {standing}
              </p>
            )}
            <div className={css.acts}>
              {mayAccept(conflict).ok && (
                <Button size="small" onClick={() => onAct({ does: 'accept', conflict })}>
                  Accept
                </Button>
              )}
              {mayRequestException(conflict).ok && (
                <Button size="small" onClick={() => onAct({ does: 'request', conflict })}>
                  Ask for exception
                </Button>
              )}
              {conflict.standing === 'exception requested' && record !== undefined && (
                <Button size="small" variant="primary" onClick={() => onAct({ does: 'decide', record })}>
                  Decide
                </Button>
              )}
              {live && (
                <Button size="small" variant="quiet" onClick={() => onAct({ does: 'withdraw', record })}>
                  Withdraw
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function glyphOf({ hard, standing }: Conflict): GlyphState {
  switch (standing) {
    case 'accepted':
      return 'workaround';
    case 'exception approved':
      return 'done';
    case 'exception requested':
      return 'blocked';
    case 'open':
    case 'exception declined':
    case 'expired':
    case 'reopened':
      return hard ? 'failed' : 'late';
  }
}
