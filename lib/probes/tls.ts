import { type TlsFacts, type TlsVersion, tlsVersions } from "../domain/observation.ts";
import { certificateFacts } from "./certificate-facts.ts";
import { defineProbe, type ProbeContext, type ProbeTarget } from "./define-probe.ts";
import { clientCertificateAlerts } from "./socket-error.ts";
import { clientHello } from "./tls-client-hello.ts";
import { type Handshake, shakeHands } from "./tls-handshake.ts";
import { readServerFlight, type ServerFlight } from "./tls-server-flight.ts";
import { strongSuites, tls13Suites, weakSuites } from "./tls-suites.ts";

/** Services that speak TLS: silence where they are expected is a fact worth keeping. */
const tlsServices = [
  "kubelet",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "rke2-supervisor",
  "https",
];
/** Rounds of the search for weak suites: one more than any stock server accepts. */
const maxWeakRounds = 24;

export const tls = defineProbe({
  id: "tls",
  title: "TLS",
  describes:
    "Shakes hands once without a client certificate, then sends one hello for each TLS version and for weak TLS 1.2 " +
    "suites, and hangs up after the server's answer.",
  // What speaks first has been recognised by now, where it was expected: a hello would only end up in its log.
  matches: (_target, seen) => !seen.service,
  async run(target, context) {
    const handshake = await shakeHands(target, context);
    const expected = target.hint !== null && tlsServices.includes(target.hint);
    if (handshake.spoke === "other" || (handshake.spoke === "silent" && !expected)) return {};
    const flights = await offerVersions(target, context);
    const modern = flights["TLSv1.2"];
    const weakCiphers = modern.version === "TLSv1.2" ? await findWeakCiphers(target, context) : [];
    const chain = handshake.chain.length > 0 ? handshake.chain : modern.certificates;
    const facts: TlsFacts = {
      handshake: handshake.complete ? "complete" : "failed",
      alert: handshake.alert,
      error: handshake.error,
      version: tlsVersions.find((version) => version === handshake.version) ?? null,
      cipher: handshake.cipher,
      clientCertificate: await clientCertificate(target, context, handshake, modern),
      clientCaNames: modern.clientCaNames ?? [],
      certificate: certificateFacts(chain, target.caBundle),
      versions: versionAnswers(flights),
      weakCiphers,
    };
    return { tls: facts };
  },
});

type Flights = Record<TlsVersion, ServerFlight>;

async function offerVersions(target: ProbeTarget, context: ProbeContext): Promise<Flights> {
  const older = [...strongSuites, ...weakSuites.keys()];
  const offer = (version: TlsVersion, suites: readonly number[], whole = false) =>
    readServerFlight(target, clientHello(version, suites, target.address), context, whole);
  const [v13, v12, v11, v10] = await Promise.all([
    offer("TLSv1.3", tls13Suites),
    offer("TLSv1.2", older, true),
    offer("TLSv1.1", older),
    offer("TLSv1", older),
  ]);
  return { TLSv1: v10, "TLSv1.1": v11, "TLSv1.2": v12, "TLSv1.3": v13 };
}

/** A refusal counts only beside an acceptance: a server that refuses every hello says nothing about versions. */
function versionAnswers(flights: Flights): TlsFacts["versions"] {
  const speaks = tlsVersions.some((version) => flights[version].outcome === "hello");
  const answers: TlsFacts["versions"] = {};
  for (const version of tlsVersions) {
    const flight = flights[version];
    const hungUp = flight.error === "closed" || flight.error === "reset";
    if (flight.version === version) answers[version] = "accepted";
    else if (speaks && (flight.outcome === "hello" || flight.outcome === "alert" || hungUp))
      answers[version] = "refused";
    else answers[version] = "unknown";
  }
  return answers;
}

/** Offers only weak suites, and again without each one that was taken, until the server takes none. */
async function findWeakCiphers(target: ProbeTarget, context: ProbeContext): Promise<string[]> {
  const found: string[] = [];
  const left = new Map(weakSuites);
  for (let round = 0; round < maxWeakRounds && !context.signal.aborted; round += 1) {
    const flight = await readServerFlight(target, clientHello("TLSv1.2", [...left.keys()], target.address), context);
    const name = flight.version === "TLSv1.2" && flight.suite !== null ? left.get(flight.suite) : undefined;
    if (name === undefined || flight.suite === null) break;
    found.push(name);
    left.delete(flight.suite);
  }
  return found;
}

async function clientCertificate(
  target: ProbeTarget,
  context: ProbeContext,
  handshake: Handshake,
  flight: ServerFlight,
): Promise<TlsFacts["clientCertificate"]> {
  if (!handshake.complete) {
    const refused = handshake.alert !== null && clientCertificateAlerts.includes(handshake.alert);
    // Alert 40 alone could as well mean "no suite in common": the request in the clear confirms it.
    return refused && flight.clientCaNames !== null ? "required" : "unknown";
  }
  if (!handshake.requested) return "not-requested";
  if (handshake.version !== "TLSv1.3" || handshake.afterwards === "answered") return "requested";
  if (handshake.afterwards === "refused") return "required";
  // What was sent into a closing connection can swallow the alert: listen once without sending.
  const second = await shakeHands(target, context, "listen");
  return second.afterwards === "refused" ? "required" : "unknown";
}
