import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../domain/errors.ts";
import { parseInventory } from "./parse-inventory.ts";

test("an inventory names hosts by address, IPv6, host name and CIDR, with ports, names, roles and comments", () => {
  const hosts = parseInventory(`# harbour
10.0.0.1 name=cp-1 role=control-plane,etcd   # first
10.0.0.2:10350
2001:DB8::1
[2001:db8::2]:10250 role=worker
Node-7.Example.
192.0.2.8/30
`);
  assert.deepEqual(hosts, [
    { address: "10.0.0.1", name: "cp-1", roles: ["control-plane", "etcd"] },
    { address: "10.0.0.2", port: 10350 },
    { address: "2001:db8::1" },
    { address: "2001:db8::2", port: 10250, roles: ["worker"] },
    { address: "node-7.example" },
    { address: "192.0.2.9", cidr: "192.0.2.8/30" },
    { address: "192.0.2.10", cidr: "192.0.2.8/30" },
  ]);
});

test("doubles are merged, and a host with a line of its own is expected even when a CIDR covers it", () => {
  const hosts = parseInventory(
    "192.0.2.8/31\n192.0.2.8 role=worker\r\n192.0.2.8 name=w role=edge\n2001:db8:0::1\n2001:db8::1",
  );
  assert.deepEqual(hosts, [
    { address: "192.0.2.8", roles: ["worker", "edge"], name: "w" },
    { address: "192.0.2.9", cidr: "192.0.2.8/31" },
    { address: "2001:db8::1" },
  ]);
});

test("a CIDR may be as large as 65,536 addresses, and its host bits do not matter", () => {
  assert.equal(parseInventory("10.1.2.3/16").length, 65_534);
  assert.equal(parseInventory("2001:db8::7/112").length, 65_536);
  assert.deepEqual(parseInventory("10.1.2.3/32"), [{ address: "10.1.2.3", cidr: "10.1.2.3/32" }]);
  assert.equal(parseInventory("10.1.2.3/16")[0]?.address, "10.1.0.1");
});

const bad: [string, string, RegExp][] = [
  ["nothing", "", /names no host/],
  ["only comments", "# a\n\n", /names no host/],
  ["a number too large", "10.0.0.1\n10.0.0.300", /^Line 2 .*"10\.0\.0\.300" is no IP address/],
  ["half an address", "10.1", /Line 1 .*is no IP address/],
  ["a leading zero", "010.0.0.1", /Line 1 .*is no IP address/],
  ["a sentence", "the first node", /Line 1 .*"first" is not understood/],
  ["a URL", "https://10.0.0.1", /Line 1 /],
  ["a broken IPv6", "2001:db8:::1", /Line 1 .*is no IP address/],
  ["a zone id", "fe80::1%eth0", /Line 1 .*is no IP address/],
  ["a CIDR over the limit", "\n10.0.0.0/15", /Line 2 .*more than 65,536 addresses/],
  ["the whole internet", "0.0.0.0/0", /more than 65,536/],
  ["a large IPv6 network", "2001:db8::/64", /more than 65,536/],
  ["too much together", "10.1.0.0/16\n10.2.0.0/16", /Line 2 .*more than 65,536 addresses by here/],
  ["one network again and again", "10.1.0.0/16\n".repeat(40_000), /Line 5 .*name each once/],
  ["nothing but comment signs", `${"#".repeat(500_000)}\u2028`, /names no host/],
  ["a broken CIDR", "10.0.0.0/33", /Line 1 .*is no CIDR/],
  ["port 0", "10.0.0.1:0", /Line 1 .*port "0"/],
  ["port 65536", "10.0.0.1:65536", /Line 1 .*port "65536" is not between 1 and 65535/],
  ["a port in words", "[::1]:https", /Line 1 .*port "https"/],
  ["an unknown attribute", "10.0.0.1 zone=a", /Line 1 .*"zone=a" is not understood/],
  ["an empty role", "10.0.0.1 role=", /Line 1 .*no proper value/],
  ["a CIDR with a name", "10.0.0.0/30 name=x", /Line 1 .*cannot have one name/],
  ["a name for two hosts", "10.0.0.1 name=x\n10.0.0.2 name=x", /Line 2 .*the name x already belongs to 10\.0\.0\.1/],
];

for (const [what, text, message] of bad) {
  test(`an inventory with ${what} is refused with its line`, () => {
    const before = process.cpuUsage();
    assert.throws(
      () => parseInventory(text),
      (error) => error instanceof AppError && error.code === "invalid" && message.test(error.message),
    );
    // Work done and not time passed: other processes do not count.
    assert.ok(process.cpuUsage(before).user < 3_000_000, "it must not hold the server up");
  });
}
