import assert from "node:assert/strict";
import { createServer as createPlainHttp2, createSecureServer, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { createServer } from "node:tls";
import { issue } from "./test-certificates.ts";
import { listen, lookAt } from "./test-targets.ts";

const talosCa = await issue({ subject: "O=talos", ca: true });
const clientCa = await issue({ subject: "CN=clients", ca: true });
const names = {
  maintenance: await issue({ subject: "CN=maintenance-service.talos.dev" }),
  talos: await issue({ subject: "O=os:server", issuer: talosCa.authority, ip: ["127.0.0.1"] }),
  typha: await issue({ subject: "CN=typha-server" }),
  hubble: await issue({ subject: "CN=*.default.hubble-grpc.cilium.io", dns: ["*.default.hubble-grpc.cilium.io"] }),
  konnectivity: await issue({ subject: "CN=konnectivity-server" }),
  shop: await issue({ subject: "CN=talos.shop.example", dns: ["typha.shop.example"] }),
};
const quick = { timeoutMs: 800 };

async function tlsAt(t: TestContext, pair: keyof typeof names, hint: string | null, demands = false) {
  const { key, certificate } = names[pair];
  const server = createServer({
    key,
    cert: certificate,
    requestCert: demands,
    rejectUnauthorized: demands,
    ca: clientCa.certificate,
  });
  server.on("secureConnection", (socket) => socket.on("error", () => socket.destroy()));
  return lookAt(await listen(t, server), { hint }, quick);
}

for (const [pair, hint, demands, product, access] of [
  ["maintenance", "talos-apid", false, "talos-apid", "open"],
  ["talos", "talos-apid", true, "talos-apid", "client-certificate-required"],
  ["talos", "talos-trustd", false, "talos-trustd", "login"],
  ["typha", "calico-typha", true, "calico-typha", "client-certificate-required"],
  ["typha", "calico-typha", false, "calico-typha", "open"],
  ["hubble", "cilium-hubble", true, "cilium-hubble", "client-certificate-required"],
  ["konnectivity", "konnectivity", false, "konnectivity", "unknown"],
] as const)
  test(`${product} behind the certificate of ${pair} is ${access}`, async (t) => {
    const seen = await tlsAt(t, pair, hint, demands);
    assert.deepEqual([seen.product?.product, seen.product?.access], [product, access]);
    if (pair === "maintenance") assert.ok(seen.product?.details.includes("maintenance mode"));
  });

test("a shop that is called after a product is none", async (t) => {
  for (const hint of ["talos-apid", "calico-typha", "nodeport", null])
    assert.equal((await tlsAt(t, "shop", hint)).product, undefined);
});

/** ServerStatus with three flows and a version in field 8. */
function status(stream: ServerHttp2Stream, grpcStatus: string): void {
  const text = Buffer.from("cilium v1.16.3");
  const message = Buffer.concat([Buffer.of(8, 3, 0x2a, 2, 8, 1, 0x42, text.length), text]);
  stream.on("error", () => stream.destroy());
  if (grpcStatus !== "0") {
    stream.respond({ ":status": 200, "grpc-status": grpcStatus }, { endStream: true });
    return;
  }
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.end(Buffer.concat([Buffer.of(0, 0, 0, 0, message.length), message]));
}

async function grpcAt(t: TestContext, grpcStatus: string, secure: boolean, calls: string[] = []) {
  const { key, certificate } = names.hubble;
  const server = secure ? createSecureServer({ key, cert: certificate }) : createPlainHttp2();
  server.on("sessionError", () => undefined);
  server.on("stream", (stream: ServerHttp2Stream, headers) => {
    calls.push(`${headers[":path"]}`);
    status(stream, grpcStatus);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return lookAt(port, { hint: "cilium-hubble" }, quick);
}

test("Hubble without TLS gives its status, and no flow is asked for", async (t) => {
  const calls: string[] = [];
  const seen = await grpcAt(t, "0", false, calls);
  assert.deepEqual(
    [seen.service, seen.product?.access, seen.product?.version],
    ["cilium-hubble", "open", "cilium v1.16.3"],
  );
  assert.deepEqual(calls, ["/observer.Observer/ServerStatus"]);
});

test("Hubble over TLS that demands no certificate is open too", async (t) => {
  const seen = await grpcAt(t, "0", true);
  assert.deepEqual([seen.product?.access, seen.product?.details.at(-1)], ["open", "TLS without a client certificate"]);
});

test("another gRPC server on Hubble's port is not Hubble", async (t) => {
  assert.equal((await grpcAt(t, "12", false)).product, undefined);
});
