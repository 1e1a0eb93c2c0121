import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { after, before, test } from "node:test";
import type { Inventory } from "../domain/inventory.ts";
import { discover } from "./discover.ts";
import {
  certificateUser,
  clientName,
  kubeconfigFor,
  recordedObjects,
  send,
  startApiServer,
  token,
} from "./testing/api-server.ts";
import { type Authority, createAuthority, type Issued } from "./testing/certificates.ts";
import { type Received, startTlsServer, type TlsServer } from "./testing/tls-server.ts";

const [apiHost, kubeletHost] = ["127.121.0.1", "127.121.0.2"];
const now = () => new Date("2026-11-21T10:00:00Z");
const signal = new AbortController().signal;
const own = {
  kubeletconfig: { readOnlyPort: 1, tlsCipherSuites: ["A"], authentication: { x509: { clientCAFile: "/ca" } } },
};
const passedOn = { kubeletconfig: { readOnlyPort: 2 } };
/** A proxy before the API server takes it. */
const basic = `Basic ${Buffer.from("ops:passphrase").toString("base64")}`;

let authority: Authority;
const open: TlsServer[] = [];

function keep(server: TlsServer): TlsServer {
  open.push(server);
  return server;
}

before(async () => {
  authority = await createAuthority("harbour-ca");
});
after(() => Promise.all(open.map((server) => server.close())));

type Answer = (request: Received, response: ServerResponse) => void;
const answerOwn: Answer = (_, response) => send(response, 200, own);

/** One node with this serving certificate; the API server's proxy answers `proxied`, or 404. */
async function scan(
  identity: Issued,
  user?: object,
  answer = answerOwn,
  proxied: object | null = passedOn,
  tls?: "TLSv1.2",
) {
  const kubelet = keep(await startTlsServer(kubeletHost, identity, answer, tls));
  const node = {
    kind: "Node",
    metadata: { name: "worker-1", uid: "u1" },
    status: {
      addresses: [{ type: "InternalIP", address: kubeletHost }],
      daemonEndpoints: { kubeletEndpoint: { Port: kubelet.port } },
    },
  };
  const objects = [...recordedObjects().filter(({ kind }) => kind === "Namespace"), node];
  const configz = proxied ? { "worker-1": proxied } : {};
  const intercept = (request: Received) => {
    if (request.authorization === basic) request.authorization = `Bearer ${token}`;
    return false;
  };
  const api = keep(await startApiServer({ host: apiHost, authority, objects, configz, intercept }));
  const text = kubeconfigFor(api, authority.cert, user);
  const inventory = await discover({ kind: "kubeconfig", text, origin: "upload" }, { signal, now, timeoutMs: 600 });
  return { kubelet, inventory, config: inventory.kubeletConfigs["worker-1"] };
}

const serving = (ips: string[], dns: string[] = []) => authority.issue({ name: "system:node:worker-1", ips, dns });
const client = async () => certificateUser(await authority.issue({ name: clientName, use: "client" }));

function readOnlyPort(config: Inventory["kubeletConfigs"][string] | undefined): [string, number | undefined] {
  return config?.status === "read" ? [config.source, config.config.readOnlyPort] : ["unknown", undefined];
}

test("a kubelet whose certificate is the node's is asked itself, with the token", async () => {
  const { kubelet, config } = await scan(await serving([kubeletHost]));
  assert.deepEqual(config, {
    status: "read",
    source: "kubelet-configz",
    at: "2026-11-21T10:00:00.000Z",
    config: { readOnlyPort: 1, tlsCipherSuites: ["A"], authentication: { x509: { clientCAFile: "/ca" } } },
  });
  assert.deepEqual(
    kubelet.received.map(({ method, url, authorization }) => [method, url.pathname, authorization]),
    [["GET", "/configz", `Bearer ${token}`]],
  );
});

test("a kubelet whose certificate names the node instead of its address is asked with the client certificate", async () => {
  const { kubelet, config } = await scan(await serving([], ["worker-1"]), await client());
  assert.deepEqual(readOnlyPort(config), ["kubelet-configz", 1]);
  assert.deepEqual(
    kubelet.received.map((request) => request.clientName),
    [clientName],
  );
});

test("a kubelet whose certificate does not verify never sees a credential, and the API server is asked instead", async () => {
  const stranger = await createAuthority("stranger-ca");
  const impostors: Issued[] = [
    await stranger.issue({ name: "system:node:worker-1", ips: [kubeletHost], dns: ["worker-1"] }),
    await serving(["127.121.0.99"], ["worker-2"]),
    await authority.issue({ name: "system:node:worker-1", ips: [kubeletHost], expired: true }),
    await authority.issue({ name: "worker-1", ips: [kubeletHost], use: "client" }),
  ];
  for (const identity of impostors) {
    for (const user of [{ token }, await client()]) {
      // Up to TLS 1.2 a client shows its certificate before it could verify the server's.
      const { kubelet, config } = await scan(identity, user, answerOwn, passedOn, "TLSv1.2");
      assert.deepEqual(readOnlyPort(config), ["api-proxy-configz", 2]);
      assert.deepEqual([kubelet.received, kubelet.clientNames], [[], []]);
    }
  }
});

const impostor = async () =>
  (await createAuthority("stranger-ca")).issue({ name: "system:node:worker-1", ips: [kubeletHost] });

test("a kubelet whose certificate does not verify is asked once without a credential, and its answer is marked", async () => {
  for (const user of [{ token }, await client()]) {
    const { kubelet, config } = await scan(await impostor(), user, answerOwn, null, "TLSv1.2");
    assert.deepEqual(readOnlyPort(config), ["kubelet-configz", 1]);
    assert.ok(config?.status === "read" && config.unverified);
    assert.deepEqual(
      kubelet.received.map(({ url, authorization, clientName: shown }) => [url.pathname, authorization, shown]),
      [["/configz", null, null]],
    );
    assert.deepEqual(kubelet.clientNames, []);
  }
});

test("where such a kubelet wants a credential, the certificate is named as the cause and no permission is asked for", async () => {
  const refuse: Answer = (_, response) => response.writeHead(401).end("Unauthorized");
  const { kubelet, config } = await scan(await impostor(), undefined, refuse, null);
  assert.ok(config?.status === "unknown");
  assert.match(config.reason, /not signed by the CA.*asked without a credential: .*401.*have its serving certificate/);
  assert.deepEqual([config.need, config.certificate], [null, true]);
  assert.deepEqual(
    kubelet.received.map(({ authorization }) => authorization),
    [null],
  );
});

test("a user name and password are for the API server alone: no kubelet is shown them", async () => {
  const { kubelet, config } = await scan(await serving([kubeletHost]), { username: "ops", password: "passphrase" });
  assert.deepEqual(readOnlyPort(config), ["api-proxy-configz", 2]);
  assert.deepEqual(kubelet.received, []);
});

test("a kubelet that refuses is read through the API server", async () => {
  const { config } = await scan(await serving([kubeletHost]), undefined, (_, response) => {
    response.writeHead(403).end("Forbidden (user=scanner, verb=get, resource=nodes, subresource(s)=[configz proxy])");
  });
  assert.deepEqual(readOnlyPort(config), ["api-proxy-configz", 2]);
});

const failures: [string, Answer, RegExp, string | null][] = [
  [
    "refuses",
    (_, response) => response.writeHead(403).end("Forbidden\u0007 (x)"),
    /answered 403: Forbidden \(x\)|403: Forbidden {1,2}\(x\)/,
    "get nodes/configz",
  ],
  ["answers something else", (_, response) => send(response, 200, { hello: 1 }), /no KubeletConfiguration/, null],
  [
    "redirects elsewhere",
    (_, response) => response.writeHead(302, { location: "https://x/" }).end(),
    /answered 302/,
    null,
  ],
  ["never answers", () => undefined, /did not answer in time/, null],
  [
    "closes in the middle",
    (_, response) => response.writeHead(200, { "content-length": "9" }).destroy(),
    /closed the connection/,
    null,
  ],
  [
    "sends more than it may",
    (_, response) => response.end(Buffer.alloc(2 * 1024 * 1024)),
    /more than an answer may hold/,
    null,
  ],
];

for (const [what, answer, reason, need] of failures) {
  test(`the configuration of a kubelet that ${what} is unknown, with the reason, when the API server has none either`, async () => {
    const { config, inventory } = await scan(await serving([kubeletHost]), undefined, answer, null);
    assert.ok(config?.status === "unknown");
    assert.match(config.reason, reason);
    assert.match(config.reason, /through the API server: .*404/);
    assert.equal(config.need, need);
    assert.deepEqual(
      inventory.lost.map((lost) => [lost.need, lost.grant !== null]),
      [["get nodes/configz", need !== null]],
    );
  });
}
