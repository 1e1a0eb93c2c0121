/** What is sent to a UDP port, and what an answer to it can only come from. */
export interface UdpPayload {
  service: string;
  send: Buffer;
  /** What the answer tells, null where it is not this protocol's. */
  read(answer: Buffer): { version?: string; details: string[] } | null;
}

const transaction = 0x6277;

/** DNS question for version.bind TXT CH: a name server of any kind answers it or refuses it, and nothing is resolved. */
const dns: UdpPayload = {
  service: "dns",
  send: Buffer.concat([
    Buffer.from([transaction >> 8, transaction & 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    Buffer.from("\u0007version\u0004bind\0"),
    Buffer.from([0, 16, 0, 3]),
  ]),
  read(answer) {
    const isAnswer = answer.length >= 12 && answer.readUInt16BE(0) === transaction && ((answer[2] ?? 0) & 0x80) !== 0;
    if (!isAnswer || answer.readUInt16BE(4) > 1) return null;
    const offersRecursion = ((answer[3] ?? 0) & 0x80) !== 0;
    return { details: [offersRecursion ? "offers recursion" : "offers no recursion"] };
  },
};

/** SNMPv3 engine discovery (RFC 3414 section 4): no community is guessed, the answer names the engine alone. */
const snmp: UdpPayload = {
  service: "snmp",
  send: Buffer.from(
    "303a020103300f02024a69020300ffe30401040201030410300e0400020100020100040004000400301204000400a00c020237f00201000201003000",
    "hex",
  ),
  read(answer) {
    // A sequence with version 3 and a Report (context tag 8).
    const isReport = answer[0] === 0x30 && answer.includes(Buffer.of(2, 1, 3)) && answer.includes(0xa8);
    return isReport ? { version: "SNMPv3", details: ["names its engine"] } : null;
  },
};

/** NTP client packet, version 4. Mode 3 asks for the time alone. */
const ntp: UdpPayload = {
  service: "ntp",
  send: Buffer.concat([Buffer.of(0x23), Buffer.alloc(47)]),
  read(answer) {
    const [first = 0, stratum = 0] = answer;
    return answer.length >= 48 && (first & 7) === 4 ? { details: [`stratum ${stratum}`] } : null;
  },
};

const sip: UdpPayload = {
  service: "sip",
  send: Buffer.from(
    [
      "OPTIONS sip:breakwater@invalid SIP/2.0",
      "Via: SIP/2.0/UDP invalid;branch=z9hG4bKbreakwater;rport",
      "Max-Forwards: 1",
      "From: <sip:breakwater@invalid>;tag=breakwater",
      "To: <sip:breakwater@invalid>",
      "Call-ID: breakwater",
      "CSeq: 1 OPTIONS",
      "Content-Length: 0",
      "\r\n",
    ].join("\r\n"),
  ),
  read(answer) {
    const status = /^SIP\/2\.0 (\d{3}) /.exec(answer.subarray(0, 40).toString("latin1"))?.[1];
    return status ? { details: [`status ${status}`] } : null;
  },
};

/** A long header of a version that is reserved for this (RFC 9000 section 15): the server names those that it speaks. */
const quic: UdpPayload = {
  service: "quic",
  send: Buffer.concat([Buffer.from("c01a1a1a1a08627265616b77617408627265616b776174", "hex"), Buffer.alloc(1200)]),
  read(answer) {
    const isNegotiation = answer.length >= 7 && ((answer[0] ?? 0) & 0x80) !== 0 && answer.readUInt32BE(1) === 0;
    return isNegotiation ? { details: ["negotiates versions"] } : null;
  },
};

/** VXLAN header (RFC 7348) with a network identifier that nobody assigns, around a frame too short to be one. */
const vxlan: UdpPayload = {
  service: "vxlan",
  send: Buffer.from([0x08, 0, 0, 0, 0xff, 0xff, 0xfe, 0, 0, 0, 0, 0, 0, 0]),
  read: () => null,
};

/** Geneve header (RFC 8926) without options, with a network identifier that nobody assigns. */
const geneve: UdpPayload = {
  service: "geneve",
  send: Buffer.from([0, 0, 0x65, 0x58, 0xff, 0xff, 0xfe, 0, 0, 0, 0, 0, 0, 0]),
  read: () => null,
};

/** Nothing is said; a stack where nobody listens still answers with ICMP. */
const silence: UdpPayload = { service: "", send: Buffer.alloc(0), read: () => null };

const byService = new Map([dns, snmp, ntp, sip, quic, vxlan, geneve].map((payload) => [payload.service, payload]));
/** Services by the port that a UDP Service leads to. */
const byPort: Record<number, string> = {
  53: "dns",
  5353: "dns",
  123: "ntp",
  161: "snmp",
  443: "quic",
  8443: "quic",
  5060: "sip",
};

export function payloadFor(expected: string | null): UdpPayload {
  return (expected === null ? undefined : byService.get(expected)) ?? silence;
}

/** What a UDP port is expected to speak, by its number or the name of a Service's port. */
export function udpServiceOf(port: number, name: string | null = null): string | null {
  const named = /^(?:udp-)?(dns|snmp|ntp|sip|quic|http3)(?:-udp)?$/.exec(name ?? "")?.[1];
  return (named === "http3" ? "quic" : named) ?? byPort[port] ?? null;
}
