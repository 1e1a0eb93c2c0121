import { describe } from "node:test";
import { verdictTable } from "../sample-verdicts.ts";
import { apiserverEtcdTlsMissing as check } from "./apiserver-etcd-tls-missing.ts";
import { k3sServer, managedRow, rowsWithoutFlags, unreadK3s, withApiServerFlags } from "./sample-flags.ts";

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "etcd is reached in clear text",
      seen: withApiServerFlags({ "--etcd-servers": "http://192.0.2.10:2379" }),
      verdict: "fail",
      severity: "high",
      says: /clear-text/,
    },
    {
      when: "one of several servers is in clear text",
      seen: withApiServerFlags({ "--etcd-servers": "https://192.0.2.10:2379,http://192.0.2.11:2379" }),
      verdict: "fail",
      severity: "high",
      says: /192\.0\.2\.11/,
    },
    {
      when: "the client certificate is missing",
      seen: withApiServerFlags({ "--etcd-certfile": null, "--etcd-keyfile": null }),
      verdict: "fail",
      severity: "high",
      says: /--etcd-certfile, --etcd-keyfile not set/,
    },
    { when: "everything is set", seen: withApiServerFlags(), verdict: "pass" },
    {
      when: "the datastore is a socket",
      seen: withApiServerFlags({ "--etcd-servers": '"unix:///var/snap/kine.sock:12379"' }),
      verdict: "not-applicable",
      says: /socket/,
    },
    { when: "k3s runs its own etcd", seen: k3sServer(), verdict: "pass" },
    {
      when: "k3s keeps its data in SQLite",
      seen: k3sServer({}, "kube-apiserver", ["control-plane"]),
      verdict: "not-applicable",
      says: /runs no etcd/,
    },
    unreadK3s,
    ...rowsWithoutFlags,
    managedRow,
  ]);
});
