import { type FormEvent, type Ref, useEffect, useRef, useState } from 'react';
import { StaleVotes } from '#renderer/features/approvals/StaleVotes.tsx';
import { type CardTone, ConflictCard } from '#renderer/features/conflicts/ConflictCard.tsx';
import { RecordFields } from '#renderer/features/conflicts/RecordFields.tsx';
import { errorSentence } from '#renderer/lib/errors.ts';
import { expandDateTimes } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { Booking, FreeSlot } from '#shared/contract/calendar.ts';
import { mayRequestException } from '#shared/domain/conflicts/records.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { bringIntoSight } from './grid.ts';
import css from './MoveCard.module.css';
import { type Moving, putBackAndFocus, retarget } from './movingStore.ts';
import { cardTitle, dayWords, openConflicts, spanWords } from './movingWords.ts';
import { RidesNote } from './RidesNote.tsx';
import { sameSpan } from './target.ts';
import { useAskAhead } from './useAskAhead.ts';
import type { Check } from './useCheck.ts';
import { type OnRecord, useMove } from './useMove.ts';

/** The card about a target: what stands against it while it is held, and once let go what the move still asks for. */
export function MoveCard(props: {
  readonly cardRef: Ref<HTMLDivElement>;
  readonly moving: Moving;
  readonly bookings: readonly Booking[];
  readonly zone: string;
  readonly now: number;
  readonly tone: CardTone;
  readonly check: Check | null;
  readonly checkError: unknown;
  readonly onCheckAgain: () => void;
  readonly free: { readonly slot: FreeSlot | null; readonly none: string };
}) {
  const { moving, zone, now, check, free } = props;
  const { booking, target, phase } = moving;
  const { slot } = free;
  const inPlace = sameSpan(target, booking);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<number | null>(null);
  const [wantsException, setWantsException] = useState(false);
  const move = useMove(booking, moving.by === 'keys');
  const ask = useAskAhead(booking);
  const body = useRef<HTMLFormElement>(null);
  const send = (onRecord: OnRecord) => move.mutate({ target, onRecord });

  // Let go where nothing is asked: it moves at once.
  const clear = phase === 'dropped' && check?.asks === 'nothing' && check.fixed === '';
  const sent = useRef(false);
  useEffect(() => {
    if (!clear || sent.current) return;
    sent.current = true;
    send({});
  });
  const asks = check !== null && phase !== 'carried' ? check.asks : null;
  const step = wantsException ? 'words' : asks;
  useEffect(() => {
    if (step !== null) body.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [step]);

  const asksReason = asks === 'reason' || phase === 'refused';
  const fixed = check?.fixed ?? '';
  // What is scheduled waits in its place until its exceptions are approved.
  const ahead = asks === 'exception' && check?.approvalFirst === true;
  const askable = (check?.conflicts ?? []).filter((conflict) => mayRequestException(conflict).ok);
  const waits = ahead && askable.length === 0;
  const pending = move.isPending || ask.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = reason.trim();
    if (pending || (words === '' && (wantsException || asks === 'reason'))) return;
    if (wantsException && ahead) {
      ask.mutate({ target, conflicts: askable, reason: words, until: until ?? target.endsAt });
      return;
    }
    send({
      ...(words === '' ? {} : { reason: words }),
      ...(wantsException ? { exception: { reason: words, until: until ?? target.endsAt } } : {}),
    });
  };
  return (
    <ConflictCard
      cardRef={props.cardRef}
      title={cardTitle(booking.ref, check, target, inPlace, zone, now)}
      about={booking.ref}
      tone={props.tone}
      when={check === null ? '' : fixed !== '' ? expandDateTimes(fixed, zone) : spanWords(target, zone, now)}
      conflicts={check?.conflicts ?? []}
      zone={zone}
      free={
        slot === null
          ? free.none === ''
            ? null
            : { title: 'No free time is known', why: expandDateTimes(free.none, zone) }
          : { title: `Next free: ${spanWords(slot, zone, now)}`, why: expandDateTimes(slot.why, zone) }
      }
    >
      {phase !== 'carried' && booking.kind === 'change' && !inPlace && fixed === '' && (
        <StaleVotes id={booking.id as ChangeId} at={target} zone={zone} />
      )}
      {booking.rides && <RidesNote moving={moving} bookings={props.bookings} />}
      {props.checkError ? (
        <p role="alert">
          Its conflicts are not known: {errorSentence(props.checkError)}{' '}
          <Button size="small" onClick={props.onCheckAgain}>
            Ask again
          </Button>
        </p>
      ) : null}
      {phase === 'carried' ? (
        <p className={css.hint}>
          {fixed !== ''
            ? 'It keeps its time; Esc puts it back'
            : moving.by === 'keys'
              ? 'Enter drops it here, Esc puts it back'
              : 'Let go to drop it here, Esc puts it back'}
        </p>
      ) : (
        <form ref={body} className={css.form} onSubmit={submit}>
          {(asksReason || wantsException) && fixed === '' && (
            <RecordFields
              reason={reason}
              onReason={setReason}
              until={wantsException ? (until ?? target.endsAt) : null}
              onUntil={setUntil}
              zone={zone}
              label={wantsException ? 'Why the rule should not hold here' : 'Reason'}
              note={
                wantsException
                  ? ahead
                    ? `Somebody else than who asks approves or declines it; until then ${booking.ref} stays where it is.`
                    : 'Somebody else than who asks approves or declines it.'
                  : openConflicts(check?.conflicts ?? []).length > 0
                    ? 'Goes on the record and accepts these conflicts until the planned end.'
                    : 'Goes on the record with the new time.'
              }
            />
          )}
          {waits && fixed === '' && (
            <p>An exception for this time waits for a decision. Once it is approved, it can move here.</p>
          )}
          <Refusal error={move.error ?? ask.error}>{booking.ref} is where it was.</Refusal>
          <div className={css.foot}>
            {fixed === '' && asks === 'exception' && !wantsException && slot !== null && (
              <Button
                variant="primary"
                keyCap="Enter"
                data-autofocus
                onClick={() => {
                  retarget(slot);
                  bringIntoSight(slot.startsAt, zone);
                }}
              >
                Move to {dayWords(slot.startsAt, zone, now).split(' ').slice(1).join(' ')}
              </Button>
            )}
            {fixed === '' && asks === 'exception' && !wantsException && !waits && (
              <Button
                onClick={() => setWantsException(true)}
                {...(slot === null ? { 'data-autofocus': true } : {})}
              >
                Ask for exception
              </Button>
            )}
            {fixed === '' && ((wantsException && !waits) || asksReason) && (
              <Button
                variant="primary"
                type="submit"
                disabled={pending || ((wantsException || asks === 'reason') && reason.trim() === '')}
              >
                {wantsException
                  ? ahead
                    ? 'Ask for exception'
                    : 'Move and ask for exception'
                  : phase === 'refused'
                    ? 'Try again'
                    : `Move to ${dayWords(target.startsAt, zone, now).split(' ').slice(1).join(' ')}`}
              </Button>
            )}
            <Button
              variant="quiet"
              keyCap="Escape"
              onClick={putBackAndFocus}
              {...(fixed === '' ? {} : { 'data-autofocus': true })}
            >
              {phase === 'refused' ? 'Close' : 'Put back'}
            </Button>
          </div>
        </form>
      )}
    </ConflictCard>
  );
}
