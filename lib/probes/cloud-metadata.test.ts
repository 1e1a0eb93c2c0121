import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { answer, listenTcp, lookAt } from "./test-targets.ts";

const token = "AQAEAHkq0000000000000000000000000000000000000000000000==";

/** A metadata service that answers by request line and headers; what it was asked is noted. */
async function metadata(t: TestContext, reply: (line: string, headers: string) => string) {
  const asked: string[] = [];
  const port = await listenTcp(t, (socket) => {
    socket.once("data", (bytes) => {
      const [line = "", headers = ""] = bytes.toString("latin1").split(/\r\n(.*)/s);
      asked.push(line.replace(/ HTTP.*/, ""));
      socket.end(reply(line.replace(/ HTTP.*/, ""), headers));
    });
  });
  const seen = await lookAt(port, { hint: "cloud-metadata", node: null }, { timeoutMs: 500 });
  return { seen, asked };
}

const list = "ami-id\nhostname\niam/\ninstance-id\n";
const roles = "GET /latest/meta-data/iam/security-credentials/";
const none = answer(404, "");

test("AWS: the role is named, the session token and the credentials are never kept", async (t) => {
  const { seen, asked } = await metadata(t, (line, headers) => {
    if (line === "PUT /latest/api/token") return answer(200, token);
    if (!headers.includes(token)) return answer(401, "Unauthorized", { Server: "EC2ws" });
    if (line === roles) return answer(200, "node-role");
    return line === "GET /latest/meta-data/" ? answer(200, list) : none;
  });
  assert.deepEqual([seen.service, seen.product?.access, seen.product?.version], ["cloud-metadata", "open", "IMDSv2"]);
  assert.ok(seen.product?.details.includes("credentials: role node-role is listed"));
  assert.doesNotMatch(JSON.stringify(seen), /AQAEAHkq/);
  assert.equal(
    asked.some((line) => line.startsWith(`${roles}node-role`)),
    false,
  );
});

test("AWS: version 1 answers without a token, and a hop limit that keeps tokens away is a refusal", async (t) => {
  const old = await metadata(t, (line) => (line === "GET /latest/meta-data/" ? answer(200, list) : none));
  assert.deepEqual([old.seen.product?.version, old.seen.product?.access], ["IMDSv1", "refused"]);
  assert.deepEqual(old.seen.product?.answered, ["/latest/meta-data/"]);
  const shut = await metadata(t, (line) => (line.startsWith("PUT") ? "" : answer(401, "", { Server: "EC2ws" })));
  assert.deepEqual([shut.seen.product?.access, shut.seen.product?.answered], ["refused", []]);
});

test("Google: kube-env is named without its value, and GKE's own server is told apart", async (t) => {
  const flavor = { "Metadata-Flavor": "Google", Server: "Metadata Server for VM" };
  const open = await metadata(t, (line) =>
    line.includes("attributes") ? answer(200, "kube-env\nssh-keys\n", flavor) : none,
  );
  assert.deepEqual([open.seen.product?.access, open.seen.product?.details[0]], ["open", "Google Compute Engine"]);
  assert.equal(open.asked.length, 1);
  const gke = await metadata(t, (line) =>
    line.includes("attributes") ? answer(200, "cluster-name\n", { ...flavor, Server: "GKE Metadata Server" }) : none,
  );
  assert.deepEqual([gke.seen.product?.access, gke.seen.product?.details[0]], ["refused", "GKE metadata server"]);
});

test("Azure: names of fields, no values", async (t) => {
  const instance = answer(
    200,
    JSON.stringify({ compute: { azEnvironment: "AzurePublicCloud", vmId: "x", customData: "hunter2" } }),
  );
  const { seen } = await metadata(t, (line) => (line.startsWith("GET /metadata/instance") ? instance : none));
  assert.deepEqual([seen.product?.access, seen.product?.details[0]], ["open", "Microsoft Azure"]);
  assert.doesNotMatch(JSON.stringify(seen), /hunter2/);
});

test("a web server at the address is no metadata service", async (t) => {
  const { seen } = await metadata(t, () => answer(200, "<title>hello</title>"));
  assert.equal(seen.product, undefined);
});

test("no other port is ever asked for metadata", async (t) => {
  const asked: string[] = [];
  const port = await listenTcp(t, (socket) =>
    socket.once("data", (bytes) => {
      asked.push(bytes.toString("latin1"));
      socket.end(none);
    }),
  );
  await lookAt(port, { hint: "nodeport" }, { timeoutMs: 500 });
  assert.equal(
    asked.some((text) => /meta-?data/i.test(text)),
    false,
  );
});
