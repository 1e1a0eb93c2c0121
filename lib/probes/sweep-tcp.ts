import { Socket } from "node:net";
import { type ConnectOutcome, outcomeOf, outcomes } from "./connect-outcome.ts";
import type { SweptPort } from "./probe-port.ts";
import { codeOf } from "./socket-error.ts";
import { SweepHost, type SweepTarget } from "./sweep-host.ts";

export interface SweepOptions {
  /** Connections in flight over all hosts. */
  concurrency: number;
  /** Connections in flight to one host. */
  perHost: number;
  /** Connections opened a second; as many as go without it. */
  rate?: number;
  /** Longest wait for an answer; a shorter one is learned from what a host answers. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Ports decided and ports planned, a few times a second. */
  onProgress?: (done: number, planned: number) => void;
}

export interface SweptTarget {
  node: string | null;
  address: string;
  /** A port that is not in here was not looked at to the end. */
  states: Map<number, SweptPort>;
  /** False where the sweep was stopped before every port was decided. */
  complete: boolean;
}

/**
 * Looks by connect() at every port of every target, all hosts in turn, and yields each target once its ports are
 * decided. After an abort it yields at once what the begun targets have, and nothing of the others.
 */
export async function* sweepTcp(targets: readonly SweepTarget[], options: SweepOptions): AsyncGenerator<SweptTarget> {
  const sweep = new TcpSweep(targets, options);
  try {
    for (;;) {
      const host = await sweep.nextFinished();
      if (!host) return;
      const { node, address } = host.target;
      yield { node, address, states: host.states(), complete: host.done };
    }
  } finally {
    sweep.stop();
  }
}

/** Connections opened in one turn of the event loop: more at once only costs cache while ports refuse. */
const perTurn = 128;
const tickMs = 20;
const progressMs = 100;
const leastWindow = 8;

interface Connection {
  socket: Socket;
  host: SweepHost | null;
  index: number;
  startedAt: number;
  deadline: number;
}

class TcpSweep {
  readonly #options: SweepOptions;
  readonly #waiting: SweepTarget[];
  #planned: number;
  readonly #activeLimit: number;
  #active: SweepHost[] = [];
  #turn = 0;
  #finished: SweepHost[] = [];
  #decidedBefore = 0;
  readonly #inFlight = new Set<Connection>();
  readonly #idle: Connection[] = [];
  #window: number;
  #tokens: number;
  #tokensAt = performance.now();
  #scheduled = false;
  #stopped = false;
  #wake: (() => void) | null = null;
  #progressAt = 0;
  readonly #ticker: NodeJS.Timeout;
  readonly #onAbort = () => this.stop();

  constructor(targets: readonly SweepTarget[], options: SweepOptions) {
    this.#options = options;
    this.#waiting = targets.toReversed();
    this.#planned = targets.reduce((sum, target) => sum + target.ports.length, 0);
    this.#window = Math.max(1, options.concurrency);
    // Few hosts at once, so that a stopped sweep has finished ones; twice what fills the window, against slow ones.
    this.#activeLimit = Math.max(16, Math.ceil(this.#window / Math.max(1, options.perHost)) * 2);
    this.#tokens = options.rate === undefined ? Number.POSITIVE_INFINITY : Math.min(perTurn, options.rate);
    quietStacks(1);
    // Deadlines are judged after the poll phase: an answer that waits in the kernel's queue is not silence.
    this.#ticker = setInterval(() => setImmediate(this.#tick), tickMs);
    if (options.signal.aborted) this.stop();
    else options.signal.addEventListener("abort", this.#onAbort, { once: true });
    this.#schedule();
  }

  /** Waits for the next target that is done or, after a stop, begun; null when there are no more. */
  async nextFinished(): Promise<SweepHost | null> {
    for (;;) {
      const host = this.#finished.shift();
      if (host) return host;
      if (this.#stopped || (this.#active.length === 0 && this.#waiting.length === 0)) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Ends every connection now; what is decided stays. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    clearInterval(this.#ticker);
    quietStacks(-1);
    this.#options.signal.removeEventListener("abort", this.#onAbort);
    for (const connection of this.#inFlight) {
      connection.host = null;
      connection.socket.destroy();
    }
    this.#inFlight.clear();
    this.#finished.push(...this.#active.filter((host) => host.decided > 0));
    this.#waiting.length = 0;
    if (this.#active.length > 0) this.#reportProgress(true);
    this.#active = [];
    this.#wake?.();
  }

  #schedule(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    setImmediate(this.#fill);
  }

  readonly #fill = (): void => {
    this.#scheduled = false;
    if (this.#stopped) return;
    this.#activate();
    const now = performance.now();
    let left = Math.min(perTurn, this.#window - this.#inFlight.size, this.#allowed(now));
    // Once round every host without a port to ask, and there is nothing to do until something happens.
    for (let idle = 0; left > 0 && idle < this.#active.length; ) {
      this.#turn = (this.#turn + 1) % this.#active.length;
      const host = this.#active[this.#turn];
      const index = host && host.inFlight < this.#options.perHost ? host.next(now) : -1;
      if (!host || index < 0) {
        idle += 1;
        continue;
      }
      idle = 0;
      left -= 1;
      this.#tokens -= 1;
      this.#connect(host, index, now);
    }
    if (left <= 0 && this.#inFlight.size < this.#window && this.#tokens >= 1) this.#schedule();
  };

  #activate(): void {
    while (this.#active.length < this.#activeLimit) {
      const target = this.#waiting.pop();
      if (!target) return;
      const host = new SweepHost(target, this.#options.timeoutMs);
      this.#planned -= target.ports.length - host.ports.length;
      if (host.done) this.#finish(host);
      else this.#active.push(host);
    }
  }

  /** Tokens of the rate limit, refilled by the time that passed; a burst is one tenth of a second at most. */
  #allowed(now: number): number {
    const { rate } = this.#options;
    if (rate === undefined) return perTurn;
    this.#tokens = Math.min(Math.max(1, rate / 10), this.#tokens + ((now - this.#tokensAt) * rate) / 1000);
    this.#tokensAt = now;
    return Math.floor(this.#tokens);
  }

  #connect(host: SweepHost, index: number, now: number): void {
    const connection = this.#idle.pop() ?? this.#open();
    connection.host = host;
    connection.index = index;
    connection.startedAt = now;
    connection.deadline = now + host.timeoutMs(index);
    host.inFlight += 1;
    this.#inFlight.add(connection);
    connection.socket.connect(host.ports[index] ?? 0, host.target.address);
  }

  #open(): Connection {
    const socket = new Socket();
    const connection: Connection = { socket, host: null, index: 0, startedAt: 0, deadline: 0 };
    socket.on("connect", () => {
      const self = socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
      // On loopback a socket can meet itself on a port where nobody listens.
      this.#settle(connection, self ? outcomeOf("ECONNREFUSED") : outcomes.open);
      socket.destroy();
    });
    socket.on("error", (error) => {
      if (connection.host) this.#settle(connection, outcomeOf(codeOf(error) ?? error.message));
    });
    socket.on("close", (failed: boolean) => {
      // A refused socket can be connected again (node:net allows it after "close"); that saves building a new one.
      if (failed && !this.#stopped) this.#idle.push(connection);
      this.#schedule();
    });
    return connection;
  }

  #settle(connection: Connection, outcome: ConnectOutcome): void {
    const { host } = connection;
    if (!host) return;
    const now = performance.now();
    connection.host = null;
    this.#inFlight.delete(connection);
    if (outcome.kind === "trouble") this.#window = Math.max(leastWindow, this.#window >> 1);
    host.note(connection.index, outcome, now - connection.startedAt, now);
    if (host.done) this.#finish(host);
  }

  #finish(host: SweepHost): void {
    this.#decidedBefore += host.ports.length;
    this.#active = this.#active.filter((other) => other !== host);
    this.#finished.push(host);
    if (this.#active.length === 0 && this.#waiting.length === 0) this.#reportProgress(true);
    this.#schedule();
    this.#wake?.();
  }

  readonly #tick = (): void => {
    if (this.#stopped) return;
    const now = performance.now();
    for (const connection of this.#inFlight) {
      if (connection.deadline > now) continue;
      this.#settle(connection, outcomes.silent);
      connection.socket.destroy();
    }
    if (this.#window < this.#options.concurrency) this.#window += 1;
    this.#reportProgress(false);
    this.#schedule();
  };

  #reportProgress(always: boolean): void {
    const now = performance.now();
    if (!always && now - this.#progressAt < progressMs) return;
    this.#progressAt = now;
    const decided = this.#active.reduce((sum, host) => sum + host.decided, this.#decidedBefore);
    this.#options.onProgress?.(decided, this.#planned);
  }
}

let sweeps = 0;
let usualLimit = Error.stackTraceLimit;

/** A stack for each of a hundred thousand refusals would cost a quarter of the sweep. */
function quietStacks(change: 1 | -1): void {
  if (change === 1 && sweeps === 0) usualLimit = Error.stackTraceLimit;
  sweeps += change;
  Error.stackTraceLimit = sweeps > 0 ? 0 : usualLimit;
}
