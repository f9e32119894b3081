import { EventPublisher } from '@orpc/server';

type Change = { readonly topics: string[]; readonly at: number };

/** Carries the topics of each commit to every open page. */
export type LivePublisher = {
  publish(topics: readonly string[], at: number): void;
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<Change>;
};

/** Makes the publisher that carries commits to the pages. */
export function createLive(): LivePublisher {
  // A page that sleeps keeps at most this many commits waiting; the oldest go first, and the page refetches on waking.
  const publisher = new EventPublisher<{ change: Change }>({ maxBufferedEvents: 10_000 });
  return {
    publish: (topics, at) => {
      if (topics.length > 0) publisher.publish('change', { topics: [...topics], at });
    },
    subscribe: (signal) => publisher.subscribe('change', signal ? { signal } : {}),
  };
}
