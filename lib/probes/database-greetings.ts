import type { ProductFacts } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";
import { recognised } from "./recognised.ts";

export interface Greeting {
  send: Buffer;
  enough(received: Buffer): boolean;
  /** Null unless the answer can only be this product's. */
  read(received: Buffer): ProductFacts | null;
}

const printable = (text: string | undefined) => (text === undefined ? null : cleanText(text, 60) || null);
const isLine = (received: Buffer) => received.includes(0x0a);

const redis: Greeting = {
  send: Buffer.from("PING\r\n"),
  enough: isLine,
  read(received) {
    const line = received.toString("latin1").split("\r\n", 1)[0] ?? "";
    const answered = ["PING"];
    if (line === "+PONG") return recognised("redis", "open", { answered });
    if (line.startsWith("-NOAUTH ")) return recognised("redis", "login", { answered });
    return line.startsWith("-DENIED Redis is running in protected mode")
      ? recognised("redis", "refused", { answered })
      : null;
  },
};

const memcached: Greeting = {
  send: Buffer.from("version\r\n"),
  enough: isLine,
  read(received) {
    const version = /^VERSION (\d[\w.+-]{0,40})\r\n$/.exec(received.toString("latin1"))?.[1];
    return version === undefined ? null : recognised("memcached", "open", { version, answered: ["version"] });
  },
};

/**
 * A start-up packet of protocol 255.255: refused before anybody is asked who they are, in words that only PostgreSQL
 * has. The single byte by which an SSLRequest is answered could be anybody's.
 */
const postgresql: Greeting = {
  send: Buffer.from([0, 0, 0, 8, 0, 255, 0, 255]),
  enough: (received) => received.length > 5 && received.length >= received.readUInt32BE(1) + 1,
  read(received) {
    const text = received.toString("latin1");
    if (!text.startsWith("E") || !/unsupported frontend protocol 255\.255/.test(text)) return null;
    return recognised("postgresql", "unknown", { answered: ["start-up"], details: ["who may sign in was not asked"] });
  },
};

const correlation = 0x62770001;

/** OP_MSG with { hello: 1, $db: "admin" } as BSON. */
function mongoHello(): Buffer {
  const fields = Buffer.concat([
    Buffer.from("\u0010hello\0"),
    Buffer.of(1, 0, 0, 0),
    Buffer.from("\u0002$db\0"),
    Buffer.of(6, 0, 0, 0),
    Buffer.from("admin\0"),
    Buffer.of(0),
  ]);
  const message = Buffer.alloc(16 + 5 + 4);
  message.writeInt32LE(message.length + fields.length, 0);
  message.writeInt32LE(correlation, 4);
  message.writeInt32LE(2013, 12);
  message.writeInt32LE(4 + fields.length, 21);
  return Buffer.concat([message, fields]);
}

const mongodb: Greeting = {
  send: mongoHello(),
  enough: (received) => received.length > 4 && received.length >= received.readInt32LE(0),
  read(received) {
    if (received.length < 30 || received.readInt32LE(8) !== correlation || received.readInt32LE(12) !== 2013)
      return null;
    const at = received.indexOf("\u0010maxWireVersion\0");
    if (at < 0 || at + 20 > received.length) return null;
    const details = [`wire version ${received.readInt32LE(at + 16)}`, "whether it asks for a login was not tried"];
    return recognised("mongodb", "unknown", { answered: ["hello"], details });
  },
};

/** ApiVersions, version 0, without a client's name. */
const kafka: Greeting = {
  send: Buffer.concat([Buffer.of(0, 0, 0, 10, 0, 18, 0, 0), numberOf(correlation), Buffer.of(0xff, 0xff)]),
  enough: (received) => received.length > 4 && received.length >= Math.min(1024, received.readInt32BE(0) + 4),
  read(received) {
    if (received.length < 14 || received.readInt32BE(4) !== correlation) return null;
    const [size, error, count] = [received.readInt32BE(0), received.readInt16BE(8), received.readInt32BE(10)];
    // Error code, count and six bytes an API: the lengths have to add up.
    if (error !== 0 || count < 1 || count > 500 || size < 10 + count * 6 || size > 14 + count * 6) return null;
    return recognised("kafka", "open", { answered: ["ApiVersions"], details: [`${count} APIs before any login`] });
  },
};

const rabbitmq: Greeting = {
  send: Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]),
  enough: (received) => received.length >= 512,
  read(received) {
    // Method frame on channel 0: Connection.Start of AMQP 0-9.
    if (!received.subarray(0, 3).equals(Buffer.of(1, 0, 0)) || received.length < 13) return null;
    const text = received.toString("latin1");
    if (received.readUInt32BE(7) !== 0x000a000a || !text.includes("RabbitMQ")) return null;
    // A short name, "S" and four bytes of length stand before each text of the table.
    const version = printable(/versionS[^\d]{0,4}([\d.]{1,20})/.exec(text)?.[1]);
    return recognised("rabbitmq", "login", { version, answered: ["AMQP 0-9-1 header"] });
  },
};

function numberOf(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value, 0);
  return bytes;
}

export const greetings: readonly Greeting[] = [redis, memcached, postgresql, mongodb, kafka, rabbitmq];
