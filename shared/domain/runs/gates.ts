import type { GateVote } from '#shared/contract/run-records.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import type { PersonId } from '../ids.ts';

type Word = Pick<GateVote, 'personId' | 'vote' | 'reason'>;

/** Where a gate stands: what each of its voters said last. */
export type GateStanding = {
  readonly verdict: 'go' | 'no-go' | 'open';
  readonly voices: readonly {
    readonly personId: PersonId;
    readonly vote: GateVote['vote'] | null;
    readonly reason: string;
  }[];
};

/** One no-go holds a gate, and every named voter has to say go; a gate without voters is open until it is finished. */
export function gateStanding(gate: Pick<Step, 'voterIds'>, votes: readonly Word[]): GateStanding {
  const last = new Map(votes.map((vote) => [vote.personId, vote]));
  const voices = gate.voterIds.map((personId) => {
    const said = last.get(personId);
    return { personId, vote: said?.vote ?? null, reason: said?.reason ?? '' };
  });
  const verdict = voices.some(({ vote }) => vote === 'no-go')
    ? 'no-go'
    : voices.length > 0 && voices.every(({ vote }) => vote === 'go')
      ? 'go'
      : 'open';
  return { verdict, voices };
}

/** Why a gate is not passed yet, in a sentence; null when it is, or when it names no voters. */
export function whyGateHolds(
  gate: Pick<Step, 'number' | 'voterIds'>,
  votes: readonly Word[],
  nameOf: (id: PersonId) => string,
): string | null {
  const { verdict, voices } = gateStanding(gate, votes);
  if (voices.length === 0 || verdict === 'go') return null;
  const against = voices.filter(({ vote }) => vote === 'no-go');
  if (against.length > 0) {
    const said = against.map(({ personId, reason }) => `${nameOf(personId)} (${reason})`).join('; ');
    return `Gate ${gate.number} stands at no-go by ${said}. It passes once they say go, or with a workaround and its reason.`;
  }
  const silent = voices.filter(({ vote }) => vote === null).map(({ personId }) => nameOf(personId));
  return `Gate ${gate.number} waits for the word of ${silent.join(', ')}.`;
}
