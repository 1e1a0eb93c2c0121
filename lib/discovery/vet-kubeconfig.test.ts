import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { AppError } from "../domain/errors.ts";
import { vetKubeconfig } from "./vet-kubeconfig.ts";

const pem = Buffer.from("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n").toString("base64");
const secret = "s3cret-token-value";

const parts = {
  server: "https://192.0.2.1:6443",
  cluster: "",
  user: `token: ${secret}`,
  current: "current-context: prod",
};

function kubeconfig(change: Partial<typeof parts> = {}): string {
  const { server, cluster, user, current } = { ...parts, ...change };
  return `apiVersion: v1
kind: Config
${current}
clusters:
- name: harbour
  cluster:
    server: ${server}
    certificate-authority-data: ${pem}
    ${cluster}
users:
- name: admin
  user:
    ${user}
contexts:
- name: prod
  context:
    cluster: harbour
    user: admin
`;
}

const server = "https://192.0.2.1:6443";

test("a kubeconfig's contexts are listed without its credentials", () => {
  const vetted = vetKubeconfig(kubeconfig(), "upload");
  assert.deepEqual(vetted, {
    contexts: [{ name: "prod", cluster: "harbour", server, user: "admin" }],
    currentContext: "prod",
    warnings: [],
  });
});

test("skipping verification is allowed with a warning, and plain http only to this machine", () => {
  const vetted = vetKubeconfig(kubeconfig({ cluster: "insecure-skip-tls-verify: true" }), "upload");
  assert.match(vetted.warnings[0] ?? "", /harbour.*insecure-skip-tls-verify/);
  assert.equal(vetKubeconfig(kubeconfig({ server: "http://127.0.0.1:8001" }), "upload").contexts.length, 1);
});

test("JSON is YAML too", () => {
  const json = JSON.stringify({
    clusters: [{ name: "c", cluster: { server } }],
    users: [{ name: "u", user: {} }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
  });
  assert.equal(vetKubeconfig(json, "upload").currentContext, null);
});

const exec = "exec: {command: aws, args: [get-token], apiVersion: v1}";

test("the server's own kubeconfig may name files and plugins", () => {
  const own = kubeconfig({ user: exec, cluster: "certificate-authority: /etc/ca.crt" });
  assert.equal(vetKubeconfig(own, "file").contexts.length, 1);
});

const bad: [string, string, RegExp][] = [
  ["nothing in it", " \n", /is empty/],
  ["no YAML", `a: [${secret}\nb: }`, /Line \d+ .*not YAML/],
  ["a plain sentence", "hello", /not a YAML mapping/],
  ["a key twice", "users: []\nusers: []", /Line 2 .*stands there twice/],
  ["a key twice within", kubeconfig({ user: `token: a\n    token: ${secret}` }), /Line 14 .*stands there twice/],
  ["no clusters", "clusters: []\nusers: []\ncontexts: []", /has no clusters/],
  ["clusters that are no list", "clusters: yes", /Line 1 .*"clusters" is not a list/],
  [
    "a current-context that is not there",
    kubeconfig({ current: "current-context: test" }),
    /Line 3 .*"test".*not there/,
  ],
  ["an exec plugin", kubeconfig({ user: exec }), /Line 13 .*exec plugin.*--flatten/],
  ["an auth-provider", kubeconfig({ user: "auth-provider: {name: gcp}" }), /Line 13 .*auth-provider/],
  [
    "a client-certificate file",
    kubeconfig({ user: "client-certificate: /a" }),
    /Line 13 .*file in "client-certificate"/,
  ],
  ["a client-key file", kubeconfig({ user: "client-key: /a" }), /file in "client-key"/],
  ["a tokenFile", kubeconfig({ user: "tokenFile: /etc/passwd" }), /file in "tokenFile"/],
  ["a CA file", kubeconfig({ cluster: "certificate-authority: /a" }), /Line 9 .*file in "certificate-authority"/],
  ["a proxy", kubeconfig({ cluster: "proxy-url: http://proxy" }), /Line 9 .*proxy-url/],
  ["impersonation", kubeconfig({ user: "as: root" }), /impersonates/],
  ["plain http", kubeconfig({ server: "http://192.0.2.1" }), /Line 7 .*plain http/],
  ["another scheme", kubeconfig({ server: "ftp://192.0.2.1" }), /Line 7 .*no https/],
  [
    "a password in the server",
    kubeconfig({ server: `https://u:${secret}@192.0.2.1` }),
    /Line 7 .*user name or password/,
  ],
  ["a key that is no PEM", kubeconfig({ user: `client-key-data: ${secret}` }), /Line 13 .*not base64 of PEM/],
  ["an alias in place of a value", `x: &t ${secret}\n${kubeconfig({ user: "token: *t" })}`, /not a plain value/],
  [
    "a context without its cluster",
    kubeconfig().replace("cluster: harbour\n    user", "cluster: gone\n    user"),
    /"gone"/,
  ],
  ["a context without its user", kubeconfig().replace("user: admin", "user: nobody"), /"nobody"/],
];

for (const [what, text, message] of bad) {
  test(`an uploaded kubeconfig with ${what} is refused, and no credential is repeated`, () => {
    assert.throws(
      () => vetKubeconfig(text, "upload"),
      (error) => {
        assert.ok(error instanceof AppError && error.code === "invalid");
        assert.match(error.message, message);
        assert.ok(!error.message.includes(secret) && error.cause === undefined);
        return true;
      },
    );
  });
}

test("a long file with many keys is read in about the time of its length", () => {
  const keys = Array.from({ length: 40_000 }, (_, index) => `k${index}: 1`).join("\n");
  const before = process.cpuUsage();
  assert.equal(vetKubeconfig(`${keys}\n${kubeconfig()}`, "upload").contexts.length, 1);
  assert.throws(() => vetKubeconfig(`${keys}\nk7: 1`, "upload"), /Line 40001 .*stands there twice/);
  // Work done and not time passed: other processes do not count. In the square of the length it would be minutes.
  assert.ok(process.cpuUsage(before).user < 8_000_000, "it must not hold the server up");
});

test("a context that was asked for and is not there is refused with those that are", () => {
  assert.throws(() => vetKubeconfig(kubeconfig(), "upload", "dev"), /no context "dev"; it has "prod"/);
});

test("vetting loads no Kubernetes client, so the web server may do it", () => {
  const seen = new Set<string>();
  const walk = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(new URL(file, import.meta.url), "utf8");
    for (const [, target = ""] of source.matchAll(/^(?:import|\} from) .*"(.+)";$|from "(.+)";$/gm))
      walkInto(target, walk);
  };
  walk("./vet-kubeconfig.ts");
  assert.ok(seen.has("./kubeconfig-document.ts"));
});

function walkInto(target: string, walk: (file: string) => void): void {
  assert.doesNotMatch(target, /^(@kubernetes|undici|node:(fs|net|tls|http|child_process))/);
  if (target.startsWith("./")) walk(target);
}
