import assert from "node:assert/strict";
import { test } from "node:test";
import { parseScanArguments } from "./scan-arguments.ts";

const wrong: [words: string[], sentence: RegExp][] = [
  [["--profile", "fast"], /--profile takes quick, standard, full; "fast" is none of them/],
  [["--vantage", "moon"], /--vantage takes internet, .*"moon" is none/],
  [["--format", "pdf"], /--format takes table, json/],
  [["--rate", "0"], /--rate takes a whole number from 1/],
  [["--fail-on", "bad"], /--fail-on takes critical/],
  [["--fail-coverage-below", "101"], /from 0 to 100/],
  [["--ports", "70000"], /out of range/],
  [["--colour"], /Unknown option '--colour'.*breakwater scan --help/],
  [["--kubeconfig", "a", "--targets", "b"], /Give one thing to look at, not --kubeconfig and --targets/],
  [["--in-cluster", "192.0.2.1"], /not --in-cluster and addresses/],
];

for (const [words, sentence] of wrong) {
  test(`refuses ${words.join(" ")}`, () => {
    assert.throws(() => parseScanArguments(words, {}), sentence);
  });
}

test("takes the vantage from the option, else the environment, else stands beside the nodes", () => {
  assert.equal(
    parseScanArguments(["--vantage", "pod"], { BREAKWATER_VANTAGE: "vpn:other-network" }).vantage.kind,
    "pod",
  );
  assert.deepEqual(parseScanArguments([], { BREAKWATER_VANTAGE: "vpn:other-network" }).vantage, {
    name: "vpn",
    kind: "other-network",
  });
  assert.equal(parseScanArguments([], {}).vantage.kind, "worker-node");
});

test("reads addresses, ports and limits", () => {
  const args = parseScanArguments(["192.0.2.0/30", "--ports", "22,80-81", "--rate", "500", "--fail-on", "high"], {});
  assert.deepEqual([args.addresses, args.ports, args.rate, args.failOn], [["192.0.2.0/30"], [22, 80, 81], 500, "high"]);
});
