import assert from "node:assert/strict";
import { test } from "node:test";
import { differingParts } from "./answer-parts.ts";

const certificate = { subject: "CN=worker-1", notAfter: "2027-01-01T00:00:00Z" };
const answer = {
  service: "kubelet",
  tls: { version: "TLSv1.3", versions: { "TLSv1.2": "accepted" }, certificate },
  kubelet: { access: "forbidden-anonymous", openPaths: [], pprof: false },
  exchanges: [{ url: "https://192.0.2.1:10250/pods", status: 403 }],
};

const cases: [what: string, other: Record<string, unknown>, parts: string[]][] = [
  ["nothing", structuredClone(answer), []],
  [
    "its certificate",
    { ...answer, tls: { ...answer.tls, certificate: { ...certificate, notAfter: "x" } } },
    ["certificate"],
  ],
  [
    "two fields of one meaning",
    { ...answer, tls: { ...answer.tls, version: "TLSv1.2", versions: { "TLSv1.2": "refused" } } },
    ["TLS versions"],
  ],
  [
    "access, paths and the requests that showed them",
    { ...answer, kubelet: { access: "open", openPaths: ["/pods"], pprof: true }, exchanges: [] },
    ["access without credentials", "paths that answer"],
  ],
  ["requests alone", { ...answer, exchanges: [] }, ["answers to requests"]],
  ["a part that one of them does not have", { ...answer, kubelet: undefined, banner: "hello" }, ["kubelet", "banner"]],
  ["a part without a word of its own", { ...answer, tls: { ...answer.tls, newPart: 1 } }, ["TLS handshake"]],
];

for (const [what, other, parts] of cases) {
  test(`what differs is told: ${what}`, () => assert.deepEqual(differingParts(answer, other), parts));
}

test("a version is told with both sides, and a field that nobody knows by its name", () => {
  const of = (version: string, newField: object) => ({ component: { version }, newField });
  assert.deepEqual(differingParts(of("1.35.6", { onePart: 1 }), of("1.36.2", { onePart: 2 })), [
    "version 1.35.6 → 1.36.2",
    "new field: one part",
  ]);
});

test("the order of keys says nothing", () => {
  assert.deepEqual(differingParts({ tls: { a: 1, b: [{ c: 1, d: 2 }] } }, { tls: { b: [{ d: 2, c: 1 }], a: 1 } }), []);
});
