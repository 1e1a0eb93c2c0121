import type { Observation, ProductFacts } from "../domain/observation.ts";
import { defineProbe, type ProbeTarget } from "./define-probe.ts";
import { recognised } from "./recognised.ts";

export const certificateNames = defineProbe({
  id: "certificate-names",
  title: "Products by their certificate",
  describes:
    "Sends nothing further: reads the names in the certificate that the TLS handshake showed, by which Talos, Typha, Hubble " +
    "and konnectivity are known, and whether a client certificate was demanded.",
  matches: (_target, seen) => !seen.service && Boolean(seen.tls?.certificate),
  async run(target, _context, seen) {
    const product = readNames(target, seen);
    return product ? { service: product.product, product } : {};
  },
});

function readNames(target: ProbeTarget, { tls }: Partial<Observation>): ProductFacts | null {
  if (!tls?.certificate) return null;
  const { subject, issuer, dnsNames } = tls.certificate;
  const common = /(?:^|, )CN=([^,]{1,200})/.exec(subject)?.[1] ?? "";
  const names = [common, ...dnsNames];
  const isNamed = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const details = [`certificate of ${names.filter(Boolean).slice(0, 3).join(", ")}`];
  const access = accessOf(tls.clientCertificate);
  if (isNamed(/^maintenance-service\.talos\.dev$/))
    return recognised("talos-apid", "open", { answered: ["TLS handshake"], details: ["maintenance mode", ...details] });
  if (/(?:^|, )O=talos(?:,|$)/.test(issuer)) {
    const isTrustd = target.hint === "talos-trustd" || target.port === 50_001;
    // trustd asks for the machine token inside the connection, so it demands no certificate.
    if (isTrustd && access === "open") return recognised("talos-trustd", "login", { details });
    return recognised(isTrustd ? "talos-trustd" : "talos-apid", access, { details });
  }
  if (isNamed(/^typha(?:-server)?$|^calico-typha(?:[.-]|$)/)) return recognised("calico-typha", access, { details });
  if (isNamed(/\.hubble-grpc\.cilium\.io$|\.hubble-relay\.cilium\.io$|^hubble-relay(?:\.|$)/))
    return recognised("cilium-hubble", access === "open" ? "unknown" : access, { details });
  return isNamed(/(?:^|[.-])konnectivity(?:-(?:server|proxy))?(?:[.-]|$)/)
    ? recognised("konnectivity", access === "open" ? "unknown" : access, { details })
    : null;
}

function accessOf(asked: NonNullable<Observation["tls"]>["clientCertificate"]): ProductFacts["access"] {
  if (asked === "required") return "client-certificate-required";
  return asked === "unknown" ? "unknown" : "open";
}
