import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AppError } from "../domain/errors.ts";
import { inClusterTarget } from "./in-cluster.ts";
import { resolveKubeconfig } from "./resolve-kubeconfig.ts";
import { certificateUser } from "./testing/api-server.ts";
import { type Authority, createAuthority } from "./testing/certificates.ts";

let authority: Authority;
let directory: string;

before(async () => {
  authority = await createAuthority("harbour-ca");
  directory = await mkdtemp(join(tmpdir(), "breakwater-kubeconfig-"));
  await writeFile(join(directory, "token"), "from-a-file\n");
  await writeFile(join(directory, "ca.crt"), authority.cert);
});
after(() => rm(directory, { recursive: true }));

function resolve(user: object, cluster: object = {}, timeoutMs = 5000) {
  const text = JSON.stringify({
    clusters: [{ name: "c", cluster: { server: "https://192.0.2.1", ...cluster } }],
    users: [{ name: "u", user }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
  });
  const options = { signal: new AbortController().signal, now: () => new Date(), timeoutMs };
  return resolveKubeconfig({ kind: "kubeconfig", text, origin: "file", directory }, options);
}

function plugin(script: string): object {
  return { exec: { apiVersion: "client.authentication.k8s.io/v1", command: process.execPath, args: ["-e", script] } };
}

test("the server's own kubeconfig may keep its CA and token in files beside it", async () => {
  const target = await resolve({ tokenFile: "token" }, { "certificate-authority": "ca.crt" });
  assert.equal(target.authorization, "Bearer from-a-file");
  assert.equal(target.caBundle, authority.cert);
});

test("an exec plugin is run with the request it expects, and its credential is used", async () => {
  const script = `const { kind, spec } = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
    console.log(JSON.stringify({ status: { token: kind + "-" + spec.interactive } }))`;
  assert.equal((await resolve(plugin(script))).authorization, "Bearer ExecCredential-false");
});

test("a client certificate is taken with its key", async () => {
  const pair = await authority.issue({ name: "scanner", use: "client" });
  assert.deepEqual((await resolve(certificateUser(pair))).certificate, pair);
});

async function refused(resolving: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  await assert.rejects(resolving, (error) => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /t0p-secret|PRIVATE KEY/);
    return true;
  });
}

test("whatever is wrong with a kubeconfig's credential is said without repeating it", async () => {
  const [pair, other] = [await authority.issue({ name: "a" }), await authority.issue({ name: "b" })];
  const old = await authority.issue({ name: "old", expired: true });
  await refused(resolve({ tokenFile: "gone" }), "invalid", /names the file .*\/gone, which is not there/);
  await refused(resolve({}, { "certificate-authority": "token" }), "invalid", /CA of cluster "c" is no PEM/);
  await refused(resolve({ token: "t0p-secret two" }), "invalid", /token of user "u" holds blanks/);
  await refused(resolve(certificateUser({ ...pair, key: other.key })), "invalid", /does not fit its certificate/);
  await refused(resolve({ "client-certificate": "ca.crt" }), "invalid", /its key is missing/);
  await refused(resolve(certificateUser(old)), "forbidden", /client certificate of user "u" expired at 20/);
  await refused(resolve({ exec: { command: "/no/such/plugin" } }), "unavailable", /\/no\/such\/plugin .*not installed/);
  await refused(resolve(plugin("console.error('t0p-secret'); process.exit(3)")), "unavailable", /exit code 3/);
  await refused(resolve(plugin("console.log('t0p-secret')")), "unavailable", /printed no credential/);
  await refused(resolve(plugin("setTimeout(() => {}, 60000)"), {}, 200), "unavailable", /did not answer within 0\.2 s/);
});

test("in a pod the service account's token and CA are used, and outside of one that is said", async () => {
  const env = { KUBERNETES_SERVICE_HOST: "2001:db8::1", KUBERNETES_SERVICE_PORT: "443" };
  const target = await inClusterTarget({ env, folder: directory });
  assert.deepEqual([target.server, target.authorization], ["https://[2001:db8::1]:443", "Bearer from-a-file"]);
  await refused(inClusterTarget({ env: {}, folder: directory }), "invalid", /does not run in a pod/);
  await refused(inClusterTarget({ env, folder: "/no/folder" }), "invalid", /automountServiceAccountToken/);
});
