import assert from "node:assert/strict";
import { test } from "node:test";
import { namesSecret, parseFlags, settingsOfFlags } from "./flags.ts";

test("flags are read in every notation, and the last one wins", () => {
  const flags = parseFlags([
    "kube-apiserver",
    "--anonymous-auth=true",
    "--profiling",
    "-name",
    "n1",
    "--anonymous-auth=false",
  ]);
  assert.deepEqual(flags, { "--anonymous-auth": "false", "--profiling": "true", "--name": "n1" });
});

test("a command within a shell's -c is read", () => {
  const flags = parseFlags(["/bin/sh", "-ec", "exec kube-proxy --config=/a \\\n  --v='2'"]);
  assert.equal(flags["--config"], "/a");
  assert.equal(Object.keys(flags).includes("-c"), false);
});

test("values of secrets are not kept, while files, switches and counts around them are", () => {
  const flags = parseFlags([
    "etcd",
    "--initial-cluster-token=t0p",
    "--oidc-client-secret",
    "t0p",
    "--token-auth-file=/etc/tokens.csv",
    "--enable-bootstrap-token-auth=true",
    "--concurrent-serviceaccount-token-syncs=5",
    "--etcd-servers=https://root:t0p@10.0.0.1:2379",
  ]);
  assert.deepEqual(flags, {
    "--initial-cluster-token": "(not kept)",
    "--oidc-client-secret": "(not kept)",
    "--token-auth-file": "/etc/tokens.csv",
    "--enable-bootstrap-token-auth": "true",
    "--concurrent-serviceaccount-token-syncs": "5",
    "--etcd-servers": "https://(not kept)@10.0.0.1:2379",
  });
});

test("settings carry the component's own names, and a value that is not kept is no setting", () => {
  const flags = parseFlags(["kube-apiserver", "--anonymous-auth=false", "--token=s3cret", "--tls-private-key-file=/k"]);
  assert.deepEqual(settingsOfFlags(flags), { "anonymous-auth": "false", "tls-private-key-file": "/k" });
});

test("names of secrets are known in either spelling, and names of their files are none", () => {
  for (const name of ["token", "bearerToken", "admin-password", "apiKey"]) assert.ok(namesSecret(name), name);
  for (const name of ["tlsPrivateKeyFile", "tls-private-key-file", "cacheTTL"]) assert.ok(!namesSecret(name), name);
});
