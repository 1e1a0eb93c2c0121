import { wellKnownPorts } from "../domain/well-known-ports.ts";
import type { ConnectOutcome } from "./connect-outcome.ts";
import type { SweptPort } from "./probe-port.ts";
import { RoundTrip } from "./round-trip.ts";

export interface SweepTarget {
  node: string | null;
  address: string;
  ports: readonly number[];
}

/** Looks that have to agree before a port counts as closed, or as filtered for its silence. */
const looks = 2;
const troubleTries = 5;
/** Between two looks at one port: a listener that restarts is back after a moment. */
const secondLookMs = 30;
const troubleWaitMs = 100;

const closed: SweptPort = Object.freeze({ state: "closed", rttMs: null, reason: "conn-refused" });
const filtered: SweptPort = Object.freeze({ state: "filtered", rttMs: null, reason: "no-response" });
const likelyToAnswer = new Set<number>([22, ...wellKnownPorts.map((entry) => entry.port)]);

/** The ports of one address on their way to a state: each once, then what stayed undecided again, oldest first. */
export class SweepHost {
  readonly target: SweepTarget;
  readonly roundTrip: RoundTrip;
  readonly ports: Uint16Array;
  inFlight = 0;
  decided = 0;
  #cursor = 0;
  #again: { index: number; from: number }[] = [];
  #againAt = 0;
  #notBefore = 0;
  readonly #refusals: Uint8Array;
  readonly #silences: Uint8Array;
  readonly #troubles: Uint8Array;
  readonly #states: (SweptPort | undefined)[];

  constructor(target: SweepTarget, timeoutMs: number) {
    this.target = target;
    this.roundTrip = new RoundTrip(timeoutMs);
    // Ports that probably answer come first: they teach the round trip before silence has to be waited for.
    const unique = [...new Set(target.ports)];
    const first = unique.filter((port) => likelyToAnswer.has(port));
    this.ports = Uint16Array.from([...first, ...unique.filter((port) => !likelyToAnswer.has(port))]);
    this.#refusals = new Uint8Array(this.ports.length);
    this.#silences = new Uint8Array(this.ports.length);
    this.#troubles = new Uint8Array(this.ports.length);
    this.#states = new Array(this.ports.length);
  }

  get done(): boolean {
    return this.decided === this.ports.length;
  }

  /** Index of the next port to ask, or -1 when there is none at this moment. */
  next(now: number): number {
    if (now < this.#notBefore) return -1;
    if (this.#cursor < this.ports.length) {
      this.#cursor += 1;
      return this.#cursor - 1;
    }
    const again = this.#again[this.#againAt];
    if (!again || now < again.from) return -1;
    this.#againAt += 1;
    if (this.#againAt === this.#again.length) {
      this.#again = [];
      this.#againAt = 0;
    }
    return again.index;
  }

  timeoutMs(index: number): number {
    return this.roundTrip.timeoutMs((this.#silences[index] ?? 0) > 0);
  }

  /** Takes the outcome of one connect; the port is decided, or goes into the next pass. */
  note(index: number, outcome: ConnectOutcome, rttMs: number, now: number): void {
    this.inFlight -= 1;
    const state = this.#stateAfter(index, outcome, rttMs, now);
    if (state === null) {
      this.#again.push({ index, from: now + secondLookMs });
      return;
    }
    this.#states[index] = state;
    this.decided += 1;
  }

  /** The states that were decided, by port. */
  states(): Map<number, SweptPort> {
    const states = new Map<number, SweptPort>();
    this.#states.forEach((state, index) => {
      const port = this.ports[index];
      if (state && port !== undefined) states.set(port, state);
    });
    return states;
  }

  #stateAfter(index: number, outcome: ConnectOutcome, rttMs: number, now: number): SweptPort | null {
    switch (outcome.kind) {
      case "open":
        this.roundTrip.note(rttMs);
        return { state: "open", rttMs: Math.round(rttMs * 100) / 100, reason: outcome.reason };
      case "refused":
        this.roundTrip.note(rttMs);
        return count(this.#refusals, index) >= looks ? closed : null;
      case "silent":
        return count(this.#silences, index) >= looks ? filtered : null;
      case "unreachable":
        return { state: "filtered", rttMs: null, reason: outcome.reason };
      case "trouble":
        this.#notBefore = now + troubleWaitMs * 2 ** (this.#troubles[index] ?? 0);
        if (count(this.#troubles, index) < troubleTries) return null;
        return { state: null, rttMs: null, reason: null, problem: `connect failed: ${outcome.code}` };
    }
  }
}

function count(counters: Uint8Array, index: number): number {
  const value = (counters[index] ?? 0) + 1;
  counters[index] = value;
  return value;
}
