import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFilter, writeFilter } from "./index.ts";

const canonical = (text: string) => {
  const { terms, problems } = parseFilter(text);
  assert.deepEqual(problems, [], text);
  return writeFilter(terms);
};
const problem = (text: string, known = {}) => {
  const [first] = parseFilter(text, known).problems;
  assert.ok(first, `${text} has no problem`);
  return { ...first, marked: text.slice(first.start, first.end) };
};

test("the whole language in one filter", () => {
  const text = 'severity:critical port:10250 node:worker-* -state:accepted age>30d "two words"';
  assert.deepEqual(parseFilter(text), {
    problems: [],
    terms: [
      { field: "severity", not: false, values: [{ kind: "word", text: "critical" }] },
      { field: "port", not: false, values: [{ kind: "range", from: 10_250, to: 10_250 }] },
      { field: "node", not: false, values: [{ kind: "glob", text: "worker-*" }] },
      { field: "state", not: true, values: [{ kind: "word", text: "accepted" }] },
      { field: "age", not: false, values: [{ kind: "span", than: ">", amount: 30, unit: "d" }] },
      { field: "text", not: false, values: [{ kind: "word", text: "two words" }] },
    ],
  });
  assert.equal(canonical(text), text);
});

test("case, other names of fields and doubled values have one way of writing", () => {
  assert.equal(canonical("SEVERITY:High,critical,HIGH sev:low"), "severity:high,critical,low");
  assert.equal(canonical("protocol:udp ns:- distro:K3S"), "protocol:UDP namespace:none distribution:k3s");
  assert.equal(canonical("severity:>=high"), "severity>=high");
  assert.equal(canonical("age:>2W due=overdue"), "age>2w due:overdue");
  assert.equal(canonical("port:30000-32767,2379,2379"), "port:30000-32767,2379");
});

test("a field said twice is either of its values, and comparisons narrow", () => {
  assert.equal(canonical("node:a x node:b"), "node:a,b x");
  assert.equal(canonical("-node:a -node:b"), "-node:a,b");
  assert.equal(canonical("age>7d age<30d"), "age>7d age<30d");
  assert.equal(canonical("has:comment has:due"), "has:comment has:due");
});

test("quotes keep spaces, commas, stars and words of the language as they are", () => {
  assert.equal(canonical('node:"a b","c,d"'), 'node:"a b","c,d"');
  assert.deepEqual(parseFilter('assignee:"me" node:"a*"').terms, [
    { field: "assignee", not: false, values: [{ kind: "word", text: "me" }] },
    { field: "node", not: false, values: [{ kind: "word", text: "a*" }] },
  ]);
  assert.equal(canonical('"severity:high" "-minus"'), '"severity:high" "-minus"');
  assert.equal(canonical('"a \\" b"'), '"a \\" b"');
  assert.equal(canonical('node:"team a"*'), 'node:"team a"*');
});

test("words without a field stay words, also with what Kubernetes puts into names", () => {
  for (const text of [
    "worker-7 kubelet",
    "-",
    "10.0.1.5:10250",
    "system:anonymous",
    "anonymous-auth=true",
    "a,b",
    "KHV036",
  ]) {
    const { terms, problems } = parseFilter(text);
    assert.deepEqual(problems, [], text);
    assert.ok(
      terms.every(({ field }) => field === "text"),
      text,
    );
    assert.deepEqual(parseFilter(writeFilter(terms)).terms, terms, text);
  }
});

test("a field that is none is pointed at, with the one that was meant", () => {
  const { kind, nearest, marked, possible } = problem("port:10250 severty:critical");
  assert.deepEqual([kind, nearest, marked], ["unknown-field", "severity", "severty"]);
  assert.ok(possible.includes("severity"));
  assert.equal(problem("foo:bar").nearest, undefined);
  assert.equal(problem("agee>30d").nearest, "age");
});

test("a value that is none is pointed at alone", () => {
  const { kind, nearest, marked } = problem("-severity:high,critcal x");
  assert.deepEqual([kind, nearest, marked], ["unknown-value", "critical", "critcal"]);
  const known = { check: ["kubelet-anonymous-auth", "etcd-open"] };
  assert.equal(problem("check:kubelet-anonymos-auth", known).nearest, "kubelet-anonymous-auth");
  assert.equal(problem("check:nothing-*", known).kind, "unknown-value");
  assert.deepEqual(parseFilter("check:etcd-* check:ETCD-OPEN", known).problems, []);
});

test("each way of being wrong says which", () => {
  const kinds = {
    "severity:": "missing-value",
    "severity:high,": "missing-value",
    "age:30d": "needs-comparison",
    "node>3": "no-comparison",
    "state:open*": "no-glob",
    "port:70000": "not-a-port",
    "port:9-1": "not-a-port",
    "age>month": "not-a-span",
    "seen>=2026-02-30": "not-a-date",
    "due:soon": "not-a-date",
    "at:yesterday": "not-a-date",
    '"open': "open-quote",
    "at:2026-10-03 at:2026-10-04": "only-once",
    "-at:2026-10-03": "not-negated",
    [`${"x".repeat(2001)}`]: "too-long",
    [`${"x ".repeat(101)}`]: "too-many",
  };
  for (const [text, kind] of Object.entries(kinds)) assert.equal(problem(text).kind, kind, text);
});
