import { X509Certificate } from "node:crypto";
import { defineProbe } from "./define-probe.ts";
import { glanceBytes, Questions, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

const rke2Port = 9345;

export const k3sSupervisor = defineProbe({
  id: "k3s-supervisor",
  title: "k3s and RKE2 supervisor",
  describes: "GET /ping and GET /cacerts without a token, where an API server or a supervisor answers.",
  // k3s serves both on the API server's port, so that one is looked into although it is recognised.
  matches: (target, seen) =>
    seen.tls !== undefined && (target.hint === "rke2-supervisor" || seen.service === "kube-apiserver"),
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, "https");
    const ping = await questions.get("/ping", { maxBytes: glanceBytes });
    if (ping.exchange.status !== 200 || ping.body.trim() !== "pong") return { exchanges: questions.exchanges };
    ping.exchange.summary = "pong";
    const authority = await questions.get("/cacerts", { maxBytes: 65_536 });
    const fingerprint = authority.exchange.status === 200 ? fingerprintOf(authority.body) : null;
    // An API server that answers "pong" is one of these two only when it also shows its authority.
    if (fingerprint === null) return { exchanges: questions.exchanges };
    authority.exchange.summary = `certificate authority, SHA-256 ${fingerprint}`;
    const isRke2 = target.hint === "rke2-supervisor" || target.port === rke2Port;
    const product = recognised(isRke2 ? "rke2-supervisor" : "k3s-supervisor", "login", {
      answered: ["/ping", "/cacerts"],
      details: [`certificate authority SHA-256 ${fingerprint}`, "joining needs the cluster's token"],
    });
    return { service: product.product, product, exchanges: questions.exchanges };
  },
});

function fingerprintOf(pem: string): string | null {
  const first = /-----BEGIN CERTIFICATE-----[\s\S]{1,20000}?-----END CERTIFICATE-----/.exec(pem)?.[0];
  if (first === undefined) return null;
  try {
    return new X509Certificate(first).fingerprint256;
  } catch {
    // Text that only looks like a certificate identifies nothing.
    return null;
  }
}
