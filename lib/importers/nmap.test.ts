import assert from "node:assert/strict";
import { test } from "node:test";
import { readImport } from "./index.ts";
import { samplePlace } from "./place-fixture.ts";

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/share/nmap/nmap.xsl" type="text/xsl"?>
<!-- Nmap 7.95 scan initiated Sun Nov  1 09:00:00 2026 as: nmap -sS -sU -sV -oX out.xml 192.0.2.0/24 -->
<nmaprun scanner="nmap" args="nmap -sV" start="1793523600" version="7.95" xmloutputversion="1.05">
<scaninfo type="syn" protocol="tcp" numservices="1000" services="1-1000"/>
`;
const worker = `<host starttime="1793523601" endtime="1793523700"><status state="up" reason="arp-response" reason_ttl="0"/>
<address addr="192.0.2.11" addrtype="ipv4"/>
<address addr="52:54:00:12:34:56" addrtype="mac" vendor="QEMU"/>
<hostnames><hostname name="worker-1.example" type="PTR"/></hostnames>
<ports><extraports state="filtered" count="3">
<extrareasons reason="no-response" count="3" proto="tcp" ports="1-2,2379"/>
</extraports>
<port protocol="tcp" portid="10250"><state state="open" reason="syn-ack" reason_ttl="64"/><service name="http" product="Golang net/http &amp; more" tunnel="ssl" method="probed" conf="10"/><script id="ssl-cert" output="Subject: commonName=worker-1&#xa;&lt;b&gt;"><table key="subject"><elem key="commonName">worker-1</elem></table></script></port>
<port protocol="tcp" portid="10255"><state state="closed" reason="reset" reason_ttl="64"/><service name="kubelet" method="table" conf="3"/></port>
<port protocol="udp" portid="8472"><state state="open|filtered" reason="no-response" reason_ttl="0"/></port>
<port protocol="sctp" portid="132"><state state="open" reason="init-ack" reason_ttl="0"/></port>
</ports><times srtt="436" rttvar="3757" to="100000"/></host>
`;
const runstats = `<runstats><finished time="1793523900" summary="done" elapsed="9" exit="success"/></runstats>\n</nmaprun>\n`;
const read = (hosts: string, end = runstats) => readImport(`${head}${hosts}${end}`, samplePlace());

test("ports become evidence on the node of the address, with tool, time and vantage", () => {
  const { observations, toolVersion, at } = read(worker);
  assert.deepEqual([toolVersion, at], ["7.95", "2026-11-01T09:05:00.000Z"]);
  assert.deepEqual(
    observations.map(({ node, port, protocol, state }) => [node, port, protocol, state]),
    [
      ["worker-1", 10250, "TCP", "open"],
      ["worker-1", 10255, "TCP", "closed"],
      ["worker-1", 8472, "UDP", "open|filtered"],
      ["worker-1", 2379, "TCP", "filtered"],
    ],
  );
  const [kubelet, readOnly] = observations;
  assert.equal(kubelet?.banner, "ssl/http Golang net/http & more");
  assert.equal(readOnly?.banner, undefined, "a name out of a table says nothing");
  assert.deepEqual([kubelet?.importedFrom, kubelet?.vantage.kind], ["nmap 7.95", "other-network"]);
  assert.equal(kubelet?.at, "2026-11-01T09:01:40.000Z");
});

test("an IPv6 address is found however it is written, and one node is one node by both addresses", () => {
  const address = '<address addr="2001:0db8:0:0::0011" addrtype="ipv6"/>';
  const v6 = worker.replace('<address addr="192.0.2.11" addrtype="ipv4"/>', address);
  assert.deepEqual([...new Set(read(worker + v6).observations.map(({ node }) => node))], ["worker-1"]);
});

test("a host that is down is not closed, and a machine that is no node is left out with the reason", () => {
  const down = '<host><status state="down" reason="no-response"/><address addr="192.0.2.1" addrtype="ipv4"/></host>';
  const stranger = worker.replace("192.0.2.11", "192.0.2.99");
  const { observations, left } = read(`${down}${stranger}`);
  assert.deepEqual(observations, []);
  assert.deepEqual(left, [
    { what: "192.0.2.1", why: "nmap took it to be down and looked at no port" },
    { what: "192.0.2.99", why: "no node of this cluster has this address" },
  ]);
});

test("an empty list of ports, a hosthint and no host at all are read", () => {
  const quiet = '<host><status state="up"/><address addr="192.0.2.1" addrtype="ipv4"/><ports>\n</ports></host>';
  const hint = '<hosthint><status state="up"/><address addr="192.0.2.1" addrtype="ipv4"/></hosthint>';
  assert.deepEqual(read(`${hint}${quiet}`).observations, []);
  assert.deepEqual(read("").observations, []);
});

test("a scan that was interrupted between hosts counts as far as it came, and says so", () => {
  const { observations, left } = read(worker, "");
  assert.equal(observations.length, 4);
  assert.match(left[0]?.why ?? "", /interrupted/);
});

test("a scan that was cut off within a host is refused with the line", () => {
  const cut = worker.slice(0, worker.indexOf('portid="10255"'));
  assert.throws(() => read(cut, ""), /Line \d+ of the nmap file: .*ends in the middle of a host/);
});

test("a port that is none is refused with the line of its host", () => {
  const wrong = worker.replace('portid="10255"', 'portid="ten"');
  assert.throws(() => read(`${worker}${wrong}`), /Line 19 of the nmap file: nmaprun\.host\.1\.ports\.port\.1\.portid/);
});
