import assert from "node:assert/strict";
import { test } from "node:test";
import { toRequest } from "./csrs.ts";
import { readSigningRequest } from "./signing-request.ts";
import { mastersRequest, servingRequest } from "./testing/signing-requests.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

test("names, addresses and organisations that a request asks for are read from its PKCS#10", () => {
  assert.deepEqual(readSigningRequest(base64(servingRequest)), {
    commonName: "system:node:worker-1",
    organizations: ["system:nodes"],
    dnsNames: ["worker-1", "worker-1.example"],
    ipAddresses: ["10.0.0.7", "2001:db8::7"],
  });
  assert.deepEqual(readSigningRequest(base64(mastersRequest)), {
    commonName: "eve",
    organizations: ["system:masters", "ops"],
    dnsNames: [],
    ipAddresses: [],
  });
});

test("what is no request, is cut off or is far too large says nothing", () => {
  const [, second = ""] = servingRequest.split("\n");
  const cut = servingRequest.replace(second, second.slice(4));
  const nested = `-----BEGIN CERTIFICATE REQUEST-----\n${Buffer.alloc(30_000, 0x30).toString("base64")}\n-----END `;
  for (const wrong of ["", "hello", cut, nested, servingRequest.repeat(200)]) {
    assert.equal(readSigningRequest(base64(wrong)), null);
  }
  assert.equal(readSigningRequest(undefined), null);
});

test("a decided request says when and whether its certificate was issued", () => {
  const at = (text: string) => new Date(text);
  const read = toRequest({
    metadata: { name: "csr-1", uid: "u", creationTimestamp: at("2026-11-21T08:00:00Z") },
    spec: {
      request: base64(servingRequest),
      signerName: "kubernetes.io/kubelet-serving",
      username: "system:node:worker-1",
      usages: ["digital signature", "server auth"],
      expirationSeconds: 86400,
    },
    status: {
      conditions: [{ type: "Approved", status: "True", lastUpdateTime: at("2026-11-21T08:05:00Z") }],
      certificate: "x",
    },
  });
  assert.equal(read.decidedAt, "2026-11-21T08:05:00.000Z");
  assert.deepEqual(
    [read.usages, read.expirationSeconds, read.issued],
    [["digital signature", "server auth"], 86400, true],
  );
  assert.equal(read.request?.commonName, "system:node:worker-1");
});
