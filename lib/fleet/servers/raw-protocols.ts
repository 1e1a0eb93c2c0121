import type { ConnectionHandler } from "../listener.ts";

const idleMs = 60_000;

/** Says what it is as soon as somebody connects, and nothing after that. */
export function greeting(bytes: Buffer): ConnectionHandler {
  return (socket) => {
    socket.setTimeout(idleMs, () => socket.destroy());
    socket.write(bytes);
    socket.resume();
  };
}

/** RFC 4271: OPEN of version 4, AS 64512, hold time 240 s, identifier 10.0.0.7, no parameters. */
const bgpOpen = Buffer.concat([Buffer.alloc(16, 0xff), Buffer.from([0, 29, 1, 4, 0xfc, 0x00, 0, 240, 10, 0, 0, 7, 0])]);

export const bgpSpeaker: ConnectionHandler = greeting(bgpOpen);

/** Redis without a password: PING, INFO and QUIT, inline or as an array; every other command is unknown. */
export const redisServer: ConnectionHandler = (socket) => {
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    const words = text.startsWith("*") ? text.split("\r\n").filter((word) => !/^[*$]/.test(word)) : text.split(/\s+/);
    const command = (words[0] ?? "").toUpperCase();
    if (command === "PING") return void socket.write("+PONG\r\n");
    if (command === "QUIT") return void socket.end("+OK\r\n");
    if (command === "INFO") {
      const body =
        "# Server\r\nredis_version:8.2.2\r\nredis_mode:standalone\r\nos:Linux 6.12.48 x86_64\r\ntcp_port:6379\r\n";
      return void socket.write(`$${body.length}\r\n${body}\r\n`);
    }
    socket.write(`-ERR unknown command '${command.slice(0, 32).toLowerCase()}', with args beginning with: \r\n`);
  });
};

/** A resolver's answer to any question: the question again, and that the name does not exist. */
export function dnsAnswer(query: Buffer): Buffer | undefined {
  const questions = query.length >= 12 ? query.readUInt16BE(4) : 0;
  if (questions === 0 || (query.readUInt16BE(2) & 0x8000) !== 0) return undefined;
  const answer = Buffer.from(query);
  answer.writeUInt16BE(0x8183, 2);
  answer.fill(0, 6, 12);
  return answer;
}
