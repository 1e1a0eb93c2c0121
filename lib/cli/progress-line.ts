import type { ScanProgress } from "../domain/scan-report.ts";

const width = 28;
const everyMs = 3000;

/** Draws a bar on a terminal, or writes a line every three seconds elsewhere. */
export function progressLine(
  stream: NodeJS.WriteStream,
  now: () => number,
): { show(progress: ScanProgress): void; end(): void } {
  let last = 0;
  let drawn = false;
  return {
    show(progress) {
      const { nodesDone, nodesKnown, probesDone, probesPlanned } = progress;
      const words = `${nodesDone} of ${nodesKnown} nodes, ${probesDone} of ${probesPlanned} probes`;
      if (now() - last < (stream.isTTY ? 80 : everyMs)) return;
      last = now();
      if (!stream.isTTY) {
        stream.write(`scanning: ${words}\n`);
        return;
      }
      const filled = probesPlanned > 0 ? Math.round((probesDone / probesPlanned) * width) : 0;
      stream.write(`\r\u001b[K[${"#".repeat(filled)}${"-".repeat(width - filled)}] ${words}`);
      drawn = true;
    },
    end() {
      if (drawn) stream.write("\r\u001b[K");
    },
  };
}
