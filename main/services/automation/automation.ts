/** How a job ended. `stopped` only after its signal was aborted. */
export type JobResult = {
  readonly outcome: 'passed' | 'failed' | 'timed out' | 'stopped';
  /** Exit code of a command, status of an address; null when there was none. */
  readonly code: number | null;
  /** A sentence for the screen and the record. */
  readonly reason: string;
};

/** A job under way. */
export type Job = {
  /** What it has said so far, as it is shown: no escape sequences, at most 100,000 characters. */
  output(): string;
  /** Settles once nothing of it runs any more; never rejects. */
  readonly result: Promise<JobResult>;
};

/**
 * What carries an automated step out: a command of this computer, an address that is asked, later a connection. `signal`
 * takes the step out of its hands; `onOutput` is called whenever there is more to show.
 */
export type Automation<Order> = {
  start(order: Order, signal: AbortSignal, onOutput?: () => void): Job;
};
