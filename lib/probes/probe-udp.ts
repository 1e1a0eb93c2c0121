import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { Observation, Product } from "../domain/observation.ts";
import { products } from "../domain/observation.ts";
import type { ProbeContext } from "./define-probe.ts";
import { recognised } from "./recognised.ts";
import { codeOf } from "./socket-error.ts";
import { payloadFor } from "./udp-payloads.ts";

export interface UdpTarget {
  node: string | null;
  /** IPv4 or IPv6 without brackets. */
  address: string;
  port: number;
  /** What is expected there, and so what is sent: "dns", "vxlan"; null sends an empty datagram. */
  hint: string | null;
}

/**
 * Milliseconds after which the datagram is sent again, and after which silence is believed. Linux tells a peer "port
 * unreachable" six times at once and then once a second (icmp_ratelimit): the last try has to come later than that.
 */
const sendAtMs = [0, 450, 1150];
const waitMs = 1600;

type Outcome = Pick<Observation, "state" | "reason" | "problem"> & { answer?: Buffer; rttMs: number | null };

/**
 * Sends a harmless datagram up to three times: an answer is open, "port unreachable" closed, another refusal of the
 * network filtered, and silence open|filtered. Network trouble is a fact; never rejects.
 */
export async function probeUdp(target: UdpTarget, context: ProbeContext): Promise<Observation> {
  const payload = payloadFor(target.hint);
  const { answer, ...outcome } = await sendAndListen(target, payload.send, context);
  const observation: Observation = {
    node: target.node,
    address: target.address,
    port: target.port,
    protocol: "UDP",
    service: null,
    vantage: context.vantage,
    at: context.now().toISOString(),
    ...outcome,
  };
  const read = answer && payload.read(answer);
  if (!answer || !read) return observation;
  const ratio = (answer.length / Math.max(1, payload.send.length)).toFixed(1);
  const details = [...read.details, `${answer.length} bytes for ${payload.send.length}, ${ratio} times what was sent`];
  const product = productNamed(payload.service);
  const facts = { version: read.version ?? null, answered: [payload.service], details };
  return {
    ...observation,
    service: payload.service,
    ...(product ? { product: recognised(product, "open", facts) } : {}),
  };
}

const productNamed = (name: string): Product | undefined => products.find((product) => product === name);

function sendAndListen(target: UdpTarget, datagram: Buffer, context: ProbeContext): Promise<Outcome> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(target.address) ? "udp6" : "udp4");
    const timers: NodeJS.Timeout[] = [];
    let settled = false;
    const settle = (outcome: Omit<Outcome, "rttMs">) => {
      if (settled) return;
      settled = true;
      for (const timer of timers) clearTimeout(timer);
      context.signal.removeEventListener("abort", onAbort);
      socket.close();
      const isAnswer = outcome.state === "open" || outcome.state === "closed";
      resolve({ ...outcome, rttMs: isAnswer ? Math.round((performance.now() - startedAt) * 100) / 100 : null });
    };
    const onAbort = () => settle({ state: null, reason: null, problem: "stopped before an answer" });
    const onTrouble = (error: Error) => settle(outcomeOf(error));
    socket.on("error", onTrouble);
    // A connected socket hears of ICMP, and only of this peer.
    socket.on("message", (answer) => settle({ state: "open", reason: "udp-response", answer }));
    socket.on("connect", () => {
      for (const ms of sendAtMs)
        timers.push(setTimeout(() => socket.send(datagram, (error) => error && onTrouble(error)), ms));
    });
    timers.push(
      setTimeout(() => settle({ state: "open|filtered", reason: "no-response" }), Math.min(waitMs, context.timeoutMs)),
    );
    if (context.signal.aborted) return onAbort();
    context.signal.addEventListener("abort", onAbort, { once: true });
    socket.connect(target.port, target.address);
  });
}

const refusals: Record<string, string> = {
  EHOSTUNREACH: "host-unreach",
  ENETUNREACH: "net-unreach",
  EACCES: "admin-prohibited",
};

function outcomeOf(error: Error): Omit<Outcome, "rttMs"> {
  const code = codeOf(error) ?? error.message;
  if (code === "ECONNREFUSED") return { state: "closed", reason: "port-unreach" };
  const refusal = refusals[code];
  return refusal
    ? { state: "filtered", reason: refusal }
    : { state: null, reason: null, problem: `datagram failed: ${code}` };
}
