import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { repeatInWords } from '#renderer/features/calendar/windows/repeat.ts';
import { useNames } from '#renderer/features/changes/names.ts';
import { formatCount, formatDateTime, formatZoneName } from '#renderer/lib/format.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Departure, Train } from '#shared/contract/trains.ts';
import css from './trains.module.css';
import { BOARDING, boardingWords, departureTime } from './trainWords.ts';

const FEW = 4;
const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** One train: what it is, and its next departures with their cut-off, demo and who is aboard. */
export function TrainItem(props: {
  readonly train: Train;
  readonly departures: readonly Departure[];
  readonly now: number;
  readonly zone: string;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onBoard: (departure: Departure) => void;
  readonly onLeave: () => void;
}) {
  const { train, now, zone } = props;
  const names = useNames();
  const [whole, setWhole] = useState(false);
  const manager = names.personName(train.deliveryManagerId);
  const coming = props.departures.filter((one) => one.endsAt > now);
  const shown = whole ? coming : coming.slice(0, FEW);
  return (
    <section className={css.train} aria-label={train.name}>
      <div className={css.head}>
        <div>
          <h3>{train.name}</h3>
          <p>
            {sentence(repeatInWords(train.rrule))} at {train.startLocal.slice(11)}{' '}
            {formatZoneName(train.zone)}
          </p>
          <p>{manager === '' ? 'No delivery manager is named' : `Delivery manager ${manager}`}</p>
        </div>
        <span>
          <IconButton icon="edit" label={`Edit ${train.name}`} onClick={props.onEdit} />
          <IconButton icon="trash" label={`Remove ${train.name}`} onClick={props.onRemove} />
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="t2">No departure lies ahead in the coming half year.</p>
      ) : (
        <ul className={css.departures}>
          {shown.map((departure) => (
            <DepartureItem
              key={departure.number}
              departure={departure}
              now={now}
              zone={zone}
              onBoard={() => props.onBoard(departure)}
              onLeave={props.onLeave}
            />
          ))}
        </ul>
      )}
      {coming.length > FEW && (
        <Button className={css.more} variant="quiet" size="small" onClick={() => setWhole(!whole)}>
          {whole ? 'Show fewer' : `Show all ${coming.length} of the half year`}
        </Button>
      )}
    </section>
  );
}

function DepartureItem(props: {
  readonly departure: Departure;
  readonly now: number;
  readonly zone: string;
  readonly onBoard: () => void;
  readonly onLeave: () => void;
}) {
  const { departure, now, zone } = props;
  const { word, state } = BOARDING[departure.boarding];
  return (
    <li className={css.departure}>
      <span className={css.label}>{departure.label}</span>
      <div className={css.facts}>
        <span className={css.line}>
          <b>{departureTime(departure, zone, now)}</b>
          <Chip state={state} bare>
            {word}
          </Chip>
        </span>
        <span className="t2">{boardingWords(departure, zone, now)}</span>
        {departure.demoAt !== null && (
          <span className="t2">System demo {formatDateTime(departure.demoAt, zone, now)}</span>
        )}
        {departure.releases.length === 0 ? (
          <span className="t2">Nobody is aboard yet</span>
        ) : (
          departure.releases.map((release) => (
            <span key={release.id} className={css.aboard}>
              <span className="ref t2">{release.ref}</span>
              <Link to="/release/$key" params={{ key: release.ref }} onClick={props.onLeave}>
                {release.name}
              </Link>
              <span className="t2">
                {release.state}, {formatCount(release.changes, 'change')}
              </span>
            </span>
          ))
        )}
      </div>
      {departure.boarding === 'open' ? (
        <Button size="small" aria-label={`Board ${departure.label}`} onClick={props.onBoard}>
          Board
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
