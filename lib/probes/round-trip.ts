const leastMs = 100;
const firstGuessMs = 500;

/** Learns how long one host takes to answer (RFC 6298's gains), and from it how long to wait for silence. */
export class RoundTrip {
  readonly #mostMs: number;
  #smoothed: number | null = null;
  #variation = 0;

  constructor(mostMs: number) {
    this.#mostMs = mostMs;
  }

  note(rttMs: number): void {
    if (this.#smoothed === null) {
      this.#smoothed = rttMs;
      this.#variation = rttMs / 2;
      return;
    }
    this.#variation += (Math.abs(this.#smoothed - rttMs) - this.#variation) / 4;
    this.#smoothed += (rttMs - this.#smoothed) / 8;
  }

  /** Milliseconds to wait; a retry waits twice as long. */
  timeoutMs(isRetry: boolean): number {
    const learned = this.#smoothed === null ? firstGuessMs : Math.max(leastMs, this.#smoothed + 4 * this.#variation);
    return Math.min(this.#mostMs, isRetry ? learned * 2 : learned);
  }
}
