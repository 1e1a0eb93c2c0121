import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createServer, type TlsOptions } from "node:tls";
import { issue } from "./test-certificates.ts";
import { answer, answerRequests, listen, listenTcp, lookAt } from "./test-targets.ts";

const authority = await issue({ subject: "CN=kubernetes", ca: true });
const serving = await issue({
  subject: "O=system:nodes, CN=system:node:worker-1",
  issuer: authority.authority,
  dns: ["worker-1"],
  ip: ["127.0.0.1"],
});
const own = await issue({ subject: "CN=worker-1@1700000000", dns: ["worker-1"] });

function serve(test: TestContext, options: TlsOptions, pair = serving): Promise<number> {
  const server = createServer({ key: pair.key, cert: pair.certificate, ca: authority.certificate, ...options });
  server.on("secureConnection", (socket) => answerRequests(socket, { "*": answer(404, "404 page not found\n") }));
  return listen(test, server);
}

async function tlsOf(port: number, caBundle: string | null = authority.certificate) {
  const { tls } = await lookAt(port, { caBundle });
  assert.ok(tls, "TLS was recognised");
  return tls;
}

test("a server without client certificates is read completely", async (t) => {
  const tls = await tlsOf(await serve(t, {}));
  assert.equal(tls.handshake, "complete");
  assert.equal(tls.version, "TLSv1.3");
  assert.equal(tls.clientCertificate, "not-requested");
  assert.deepEqual(tls.versions, {
    TLSv1: "refused",
    "TLSv1.1": "refused",
    "TLSv1.2": "accepted",
    "TLSv1.3": "accepted",
  });
  assert.equal(tls.certificate?.subject, "O=system:nodes, CN=system:node:worker-1");
  assert.deepEqual(tls.certificate?.dnsNames, ["worker-1"]);
  assert.deepEqual(tls.certificate?.ipAddresses, ["127.0.0.1"]);
  assert.equal(tls.certificate?.key, "EC P-256");
  assert.deepEqual([tls.certificate?.verified, tls.certificate?.selfSigned], [true, false]);
});

test("a certificate is verified against the cluster's bundle and nothing else", async (t) => {
  const port = await serve(t, {}, own);
  const foreign = (await tlsOf(port)).certificate;
  assert.deepEqual([foreign?.verified, foreign?.selfSigned], [false, true]);
  assert.match(foreign?.verifyError ?? "", /self-signed/);
  assert.equal((await tlsOf(port, null)).certificate?.verified, null);
  assert.equal((await tlsOf(port, "no bundle")).certificate?.verified, null);
});

test("a certificate that ran out keeps its chain: dates are facts of their own", async (t) => {
  const notAfter = new Date(Date.now() - 60_000);
  const expired = await issue({ subject: "CN=system:node:worker-2", issuer: authority.authority, notAfter });
  const { certificate } = await tlsOf(await serve(t, {}, expired));
  assert.equal(certificate?.verified, true);
  assert.ok(new Date(certificate?.notAfter ?? "") < new Date());
});

test("a required client certificate is told from a requested one under TLS 1.3", async (t) => {
  const required = await tlsOf(await serve(t, { requestCert: true, rejectUnauthorized: true }));
  assert.equal(required.clientCertificate, "required");
  assert.equal(required.handshake, "complete");
  assert.equal(required.alert, 116);
  assert.deepEqual(required.clientCaNames, ["CN=kubernetes"]);
  assert.ok(required.certificate);
  const requested = await tlsOf(await serve(t, { requestCert: true, rejectUnauthorized: false }));
  assert.equal(requested.clientCertificate, "requested");
  assert.deepEqual(requested.clientCaNames, ["CN=kubernetes"]);
});

test("a server of TLS 1.3 alone is told as well, without the names of its CAs", async (t) => {
  const options = { minVersion: "TLSv1.3", requestCert: true } as const;
  const required = await tlsOf(await serve(t, { ...options, rejectUnauthorized: true }));
  assert.deepEqual([required.clientCertificate, required.versions["TLSv1.2"]], ["required", "refused"]);
  assert.deepEqual(required.clientCaNames, []);
  const requested = await tlsOf(await serve(t, { ...options, rejectUnauthorized: false }));
  assert.equal(requested.clientCertificate, "requested");
});

test("under TLS 1.2 the refusal comes inside the handshake and the certificate is still read", async (t) => {
  const options = { maxVersion: "TLSv1.2", requestCert: true } as const;
  const required = await tlsOf(await serve(t, { ...options, rejectUnauthorized: true }));
  assert.deepEqual([required.handshake, required.alert, required.clientCertificate], ["failed", 40, "required"]);
  assert.match(required.error ?? "", /^tls-alert 40 handshake_failure$/);
  assert.equal(required.certificate?.verified, true);
  assert.equal(required.versions["TLSv1.3"], "refused");
  const requested = await tlsOf(await serve(t, { ...options, rejectUnauthorized: false }));
  assert.equal(requested.clientCertificate, "requested");
});

test("a server of TLS 1.0 is read and its version named", async (t) => {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;
  const tls = await tlsOf(await serve(t, old));
  assert.deepEqual([tls.handshake, tls.version], ["complete", "TLSv1"]);
  assert.deepEqual(tls.versions, {
    TLSv1: "accepted",
    "TLSv1.1": "refused",
    "TLSv1.2": "refused",
    "TLSv1.3": "refused",
  });
});

test("weak suites of TLS 1.2 are found one by one, and none where there are none", async (t) => {
  const ciphers = "ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:@SECLEVEL=0";
  const weak = await tlsOf(await serve(t, { maxVersion: "TLSv1.2", ciphers }));
  assert.deepEqual(weak.weakCiphers.toSorted(), ["ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384"]);
  const strong = await tlsOf(await serve(t, { ciphers: "ECDHE-ECDSA-AES128-GCM-SHA256" }));
  assert.deepEqual(strong.weakCiphers, []);
});

test("alert 80 to every hello is kept by its number and says nothing about versions", async (t) => {
  const port = await listenTcp(t, (socket) => socket.once("data", () => socket.end(Buffer.of(21, 3, 3, 0, 2, 2, 80))));
  const seen = await lookAt(port, { hint: "kubelet" });
  assert.deepEqual([seen.tls?.handshake, seen.tls?.alert, seen.tls?.clientCertificate], ["failed", 80, "unknown"]);
  assert.deepEqual(new Set(Object.values(seen.tls?.versions ?? {})), new Set(["unknown"]));
  assert.deepEqual([seen.service, seen.kubelet?.access], ["kubelet", "unknown"]);
});
