const headLimit = 32 * 1024;
const chunkLineLimit = 1024;
/** Everything around the body: heads, chunk lines, trailers. A body of one-byte chunks would cost a hundred times its size. */
const framingLimit = 512 * 1024;

type Stage = "head" | "counted" | "until-close" | "chunk-size" | "chunk-data" | "chunk-end" | "trailer" | "done";

/**
 * Reads one HTTP/1.x response out of hostile bytes: heads, chunk lines and bodies are bounded, nothing throws.
 * `failure` says what was wrong with the answer, `truncated` that the body was cut.
 */
export class HttpResponseReader {
  status: number | null = null;
  readonly headers = new Map<string, string>();
  failure: "not-http" | "head-too-long" | "bad-chunk" | null = null;
  truncated = false;
  bytes = 0;
  readonly #maxBytes: number;
  readonly #withoutBody: boolean;
  readonly #body: Buffer[] = [];
  #pending: Buffer = Buffer.alloc(0);
  #stage: Stage = "head";
  #left = 0;
  #framing = 0;

  constructor(options: { maxBytes: number; withoutBody: boolean }) {
    this.#maxBytes = options.maxBytes;
    this.#withoutBody = options.withoutBody;
  }

  /** Takes bytes; true once nothing more is wanted. */
  push(chunk: Buffer): boolean {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (this.#stage !== "done" && this.#step());
    return this.#stage === "done";
  }

  /** The connection ended: what was promised and did not come is marked as cut. */
  end(): void {
    if (this.#stage === "done" || this.#stage === "head") return;
    if (this.#stage !== "until-close") this.truncated = true;
    this.#stage = "done";
  }

  text(): string {
    return Buffer.concat(this.#body).toString("utf8");
  }

  /** Works on what is pending; false when more bytes are needed. */
  #step(): boolean {
    switch (this.#stage) {
      case "head":
        return this.#readHead();
      case "counted":
      case "chunk-data":
        return this.#readCounted();
      case "until-close":
        return this.#take(this.#pending.length);
      case "chunk-size":
        return this.#readChunkSize();
      case "chunk-end":
      case "trailer":
        return this.#readLineEnd();
      default:
        return false;
    }
  }

  #finish(failure: typeof this.failure = null): false {
    this.failure ??= failure;
    this.#stage = "done";
    return false;
  }

  #readHead(): boolean {
    const start = this.#pending.subarray(0, 5).toString("latin1");
    if (!"HTTP/".startsWith(start)) return this.#finish("not-http");
    const text = this.#pending.subarray(0, headLimit).toString("latin1");
    const end = /\r?\n\r?\n/.exec(text);
    if (!end) return this.#pending.length >= headLimit ? this.#finish("head-too-long") : false;
    const [statusLine = "", ...lines] = text.slice(0, end.index).split(/\r?\n/);
    const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine);
    if (!status) return this.#finish("not-http");
    this.#skip(end.index + end[0].length);
    // 1xx announces that the real answer follows.
    if (status[1]?.startsWith("1") && status[1] !== "101") {
      return this.#framing <= framingLimit || this.#finish("head-too-long");
    }
    this.status = Number(status[1]);
    for (const line of lines) this.#keepHeader(line);
    return this.#startBody(this.status);
  }

  #keepHeader(line: string): void {
    const colon = line.indexOf(":");
    if (colon <= 0) return;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!this.headers.has(name)) this.headers.set(name, line.slice(colon + 1).trim());
  }

  #startBody(status: number): boolean {
    if (this.#withoutBody || status === 101 || status === 204 || status === 304) return this.#finish();
    if (/\bchunked\b/i.test(this.headers.get("transfer-encoding") ?? "")) {
      this.#stage = "chunk-size";
      return true;
    }
    const length = this.headers.get("content-length");
    if (length !== undefined && /^\d{1,15}$/.test(length)) {
      this.#left = Number(length);
      if (this.#left === 0) return this.#finish();
      this.#stage = "counted";
      return true;
    }
    this.#stage = "until-close";
    return true;
  }

  #readCounted(): boolean {
    const count = Math.min(this.#left, this.#pending.length);
    if (!this.#take(count)) return false;
    this.#left -= count;
    if (this.#left > 0) return false;
    if (this.#stage === "counted") return this.#finish();
    this.#stage = "chunk-end";
    return true;
  }

  #readChunkSize(): boolean {
    const line = this.#line();
    if (line === null || this.#framing > framingLimit) return this.#withoutLine(line);
    const size = /^([0-9a-f]{1,8})(?:\s*;.*)?$/i.exec(line.trim());
    if (!size) return this.#finish("bad-chunk");
    this.#left = Number.parseInt(size[1] ?? "0", 16);
    this.#stage = this.#left === 0 ? "trailer" : "chunk-data";
    return true;
  }

  #readLineEnd(): boolean {
    const line = this.#line();
    if (line === null || this.#framing > framingLimit) return this.#withoutLine(line);
    if (this.#stage === "chunk-end") {
      if (line !== "") return this.#finish("bad-chunk");
      this.#stage = "chunk-size";
      return true;
    }
    return line === "" ? this.#finish() : true;
  }

  #line(): string | null {
    const end = this.#pending.indexOf(0x0a);
    if (end < 0) return null;
    const line = this.#pending.subarray(0, end).toString("latin1").replace(/\r$/, "");
    this.#skip(end + 1);
    return line;
  }

  /** Waits for the rest of a line, or ends where there is too much of it or of them. */
  #withoutLine(line: string | null): false {
    return line !== null || this.#pending.length > chunkLineLimit ? this.#finish("bad-chunk") : false;
  }

  #skip(count: number): void {
    this.#framing += count;
    this.#pending = this.#pending.subarray(count);
  }

  /** Moves `count` pending bytes into the body; false when there were none or the limit is reached. */
  #take(count: number): boolean {
    if (count === 0) return false;
    const room = this.#maxBytes - this.bytes;
    this.#body.push(this.#pending.subarray(0, Math.min(count, room)));
    this.bytes += Math.min(count, room);
    this.#pending = this.#pending.subarray(count);
    if (count <= room) return true;
    this.truncated = true;
    return this.#finish();
  }
}
