import { Readable } from "node:stream";
import { messageOf } from "../domain/errors.ts";
import type { Observation, Sweep } from "../domain/observation.ts";
import type { ScanProblem } from "../domain/scan-report.ts";
import {
  formatPortRanges,
  type ProbeContext,
  type ProfileLimits,
  probePort,
  type SweptPort,
  sweepTcp,
} from "../probes/index.ts";
import { answersEverything, canariesOf, portList, withDoubt } from "./canary.ts";
import { type LookedUdp, lookAtUdp } from "./look-at-udp.ts";
import type { PlannedTarget } from "./plan-targets.ts";
import { stateRanges } from "./state-ranges.ts";

export interface Looked {
  observations: Observation[];
  sweeps: Sweep[];
  problems: ScanProblem[];
  /** Ports planned, answered for and broken. */
  planned: number;
  done: number;
  failed: number;
  /** Targets that were looked at to their end. */
  finished: PlannedTarget[];
}

export interface LookOptions {
  limits: ProfileLimits;
  rate?: number;
  caBundle: string | null;
  context: ProbeContext;
  /** Draws the canary ports; Math.random where absent. */
  random?: () => number;
  onDone(ports: number, finished: readonly PlannedTarget[]): void;
}

/** Addresses worked on together: small enough that a cancelled scan keeps most of what it saw. */
const batchSize = 48;
/** Milliseconds for looking into all open ports of one address; the rest is then said not to have been looked into. */
const longestMs = 5 * 60_000;
/** Targets whose open ports are probed at the same time; each of them in a share of the profile's window. */
const targetsAtOnce = 16;

/** Sweeps and probes every target. What was not finished when the signal came is left out, not guessed. */
export async function lookAtTargets(targets: readonly PlannedTarget[], options: LookOptions): Promise<Looked> {
  const planned = targets.reduce((sum, target) => sum + portsPlanned(target), 0);
  const looked: Looked = { observations: [], sweeps: [], problems: [], planned, done: 0, failed: 0, finished: [] };
  for (let start = 0; start < targets.length && !options.context.signal.aborted; start += batchSize) {
    await lookAtBatch(targets.slice(start, start + batchSize), options, looked);
  }
  const order = new Map(targets.map((target, index) => [`${target.node} ${target.address}`, index]));
  const place = (entry: { node: string | null; address: string }) => order.get(`${entry.node} ${entry.address}`) ?? 0;
  looked.observations.sort((a, b) => place(a) - place(b) || a.port - b.port || (a.protocol < b.protocol ? -1 : 1));
  looked.sweeps.sort((a, b) => place(a) - place(b));
  looked.problems.sort((a, b) => (a.where < b.where ? -1 : a.where > b.where ? 1 : 0));
  return looked;
}

type States = Map<number, SweptPort>;
/** Canaries of the addresses on which all of them answered. */
type Doubted = Map<PlannedTarget, States>;

async function lookAtBatch(batch: readonly PlannedTarget[], options: LookOptions, looked: Looked): Promise<void> {
  const before = { ports: looked.done };
  const onProgress = (done: number) => options.onDone(before.ports + done, looked.finished);
  const first = await sweep(batch, (target) => target.first, options, onProgress);
  before.ports += portsIn(first);
  const doubted = await sweepCanaries(batch, first, options);
  const answering = batch.filter(
    (target) => hasAnswer(first.get(target)) && !doubted.has(target) && target.rest.length > 0,
  );
  // Silence takes its time over UDP, so that begins while the rest is swept.
  const overUdp = new Map(
    batch
      .filter((target) => hasAnswer(first.get(target)))
      .map((target) => [target, lookAtUdp(target, options.context)] as const),
  );
  const rest = await sweep(answering, (target) => target.rest, options, onProgress);
  const shown = before.ports + portsIn(rest);
  const finish = async (target: PlannedTarget): Promise<void> => {
    const seen: States = new Map([...(first.get(target) ?? []), ...(rest.get(target) ?? [])]);
    const wanted = target.first.length + (answering.includes(target) ? target.rest.length : 0);
    if (seen.size < wanted) return;
    const canaries = doubted.get(target);
    const states = canaries ? withDoubt(seen, canaries) : seen;
    const probed = await probeOpen(target, states, options);
    const udp = await overUdp.get(target);
    if (options.context.signal.aborted) return;
    keep(target, { states, probed, canaries }, options, looked);
    if (udp) keepUdp(target, udp, looked);
    options.onDone(Math.max(shown, looked.done), looked.finished);
  };
  await Readable.from(batch).map(finish, { concurrency: targetsAtOnce }).toArray();
}

/** The canaries of every address with an open port, kept where all of them answered. */
async function sweepCanaries(batch: readonly PlannedTarget[], first: Doubted, options: LookOptions): Promise<Doubted> {
  const open = batch.filter((target) => [...(first.get(target)?.values() ?? [])].some(({ state }) => state === "open"));
  const random = options.random ?? Math.random;
  const canaries = await sweep(
    open,
    (target) => canariesOf(target, random),
    options,
    () => {},
  );
  return new Map([...canaries].filter(([, states]) => answersEverything(states)));
}

interface Seen {
  states: States;
  probed: Observation[];
  /** Where the address answers on every port. */
  canaries: States | undefined;
}

function keep(target: PlannedTarget, seen: Seen, options: LookOptions, looked: Looked): void {
  const { states, probed, canaries } = seen;
  looked.finished.push(target);
  looked.done += states.size;
  if (canaries) looked.problems.push(doubtOf(target, canaries));
  if (target.maybeEmpty && !hasAnswer(states)) return;
  looked.observations.push(...listed(target, states, probed, options));
  looked.sweeps.push({
    ...sweepOf(target, states, options),
    ...(canaries ? { answersEverything: true as const } : {}),
  });
  looked.failed += [...states.values()].filter((entry) => entry.state === null).length;
  if (!canaries) looked.problems.push(...problemsOf(target, probed, states));
}

function doubtOf({ node, address, rest }: PlannedTarget, canaries: States): ScanProblem {
  const skipped = rest.length > 0 ? ` The other ${rest.length} ports of the profile were not looked at.` : "";
  return {
    where: `${node ?? "API endpoint"} ${address}`,
    message: `It answers on every port, ${portList(canaries)} among them: a firewall, a load balancer or an antivirus on the scanner answers in its place, so what is open there is not known.${skipped} Scan from a vantage with nothing in between.`,
  };
}

function keepUdp(target: PlannedTarget, { observations, sweep }: LookedUdp, looked: Looked): void {
  looked.observations.push(...observations);
  if (sweep) looked.sweeps.push(sweep);
  const failed = observations.filter(({ state }) => state === null);
  looked.done += observations.length;
  looked.failed += failed.length;
  const where = (port: number) => `${target.node ?? "API endpoint"} ${target.address}:${port}/udp`;
  looked.problems.push(...failed.map(({ port, problem }) => ({ where: where(port), message: problem ?? "no state" })));
}

/** Ports of a target over both protocols. */
export function portsPlanned({ first, rest, udp }: PlannedTarget): number {
  return first.length + rest.length + udp.length;
}

function portsIn(states: Map<PlannedTarget, States>): number {
  return [...states.values()].reduce((sum, entry) => sum + entry.size, 0);
}

async function sweep(
  batch: readonly PlannedTarget[],
  portsOf: (target: PlannedTarget) => number[],
  options: LookOptions,
  onProgress: (done: number) => void,
): Promise<Map<PlannedTarget, States>> {
  const { concurrency, perHost, connectTimeoutMs } = options.limits;
  const byKey = new Map(batch.map((target) => [`${target.node} ${target.address}`, target]));
  const requests = batch.map((target) => ({ node: target.node, address: target.address, ports: portsOf(target) }));
  const states = new Map<PlannedTarget, States>();
  const settings = { concurrency, perHost, timeoutMs: connectTimeoutMs, signal: options.context.signal, onProgress };
  for await (const swept of sweepTcp(
    requests,
    options.rate === undefined ? settings : { ...settings, rate: options.rate },
  )) {
    const target = byKey.get(`${swept.node} ${swept.address}`);
    if (target) states.set(target, swept.states);
  }
  return states;
}

async function probeOpen(target: PlannedTarget, states: States, options: LookOptions): Promise<Observation[]> {
  const open = [...states].filter(([, entry]) => entry.state === "open");
  const concurrency = Math.max(1, Math.floor(options.limits.probeConcurrency / targetsAtOnce));
  // A host whose every port accepts and says nothing must not hold up the others.
  const signal = AbortSignal.any([options.context.signal, AbortSignal.timeout(longestMs)]);
  const context = { ...options.context, signal };
  const run = ([port, entry]: [number, SweptPort]) => {
    const hint = target.hints.get(port) ?? null;
    const place = {
      node: target.node,
      address: target.address,
      port,
      protocol: "TCP" as const,
      hint,
      caBundle: options.caBundle,
    };
    const named = target.node === null ? place : { ...place, nodeName: target.node };
    return probePort(named, context, { state: "open", rttMs: entry.rttMs, reason: entry.reason });
  };
  return Readable.from(open).map(run, { concurrency }).toArray();
}

/** Every open and broken port is listed, and what was seen at each of the telling ones; the rest is in the sweep. */
function listed(target: PlannedTarget, states: States, probed: Observation[], options: LookOptions): Observation[] {
  const telling = new Set(target.first);
  const { vantage } = options.context;
  const at = options.context.now().toISOString();
  const silent = [...states]
    .filter(([port, entry]) => entry.state !== "open" && (telling.has(port) || entry.state === null))
    .map(([port, entry]): Observation => {
      const { state, rttMs, reason, problem } = entry;
      const place = { node: target.node, address: target.address, port, protocol: "TCP" as const };
      const seen = { ...place, state, service: null, vantage, at, rttMs, reason };
      return problem === undefined ? seen : { ...seen, problem };
    });
  return [...probed, ...silent].sort((a, b) => a.port - b.port);
}

function sweepOf(target: PlannedTarget, states: States, options: LookOptions): Sweep {
  const count = (state: SweptPort["state"]) => [...states.values()].filter((entry) => entry.state === state).length;
  return {
    node: target.node,
    address: target.address,
    protocol: "TCP",
    vantage: options.context.vantage,
    at: options.context.now().toISOString(),
    ports: formatPortRanges(states.keys()),
    open: count("open"),
    closed: count("closed"),
    filtered: count("filtered"),
    failed: count(null),
    states: stateRanges([...states].map(([port, { state }]) => [port, state] as const)),
  };
}

function problemsOf(target: PlannedTarget, probed: Observation[], states: States): ScanProblem[] {
  const where = (port: number) => `${target.node ?? "API endpoint"} ${target.address}:${port}`;
  const broken = probed.flatMap((seen) => (seen.problem ? [{ where: where(seen.port), message: seen.problem }] : []));
  const failed = [...states].flatMap(([port, entry]) =>
    entry.state === null
      ? [{ where: where(port), message: entry.problem ?? messageOf("the connection attempt broke") }]
      : [],
  );
  if (hasAnswer(states)) return [...broken, ...failed];
  const skipped =
    target.rest.length > 0 ? `; the other ${target.rest.length} ports of the profile were not looked at` : "";
  const message = `No answer on any of ${states.size} ports${skipped}. Check that the scanner can route to this address.`;
  return [...broken, ...failed, { where: `${target.node ?? "API endpoint"} ${target.address}`, message }];
}

function hasAnswer(states: States | undefined): boolean {
  return [...(states?.values() ?? [])].some((entry) => entry.state === "open" || entry.state === "closed");
}
