import type { ExportedFinding } from "../../../../../lib/domain/finding-export.ts";
import type { FindingWriter } from "../../../../../lib/exports/finding-export.ts";

interface Rows {
  next(): Promise<ExportedFinding[]>;
  close(): Promise<void>;
}

/**
 * Written while it is read: what the reader has not taken yet is not read from the database. Rows that cannot be read on
 * break the answer off, so that half a file is not taken for a whole one.
 */
export function exportBody(rows: Rows, writer: FindingWriter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (writer.head !== "") controller.enqueue(encoder.encode(writer.head));
      },
      async pull(controller) {
        try {
          const read = await rows.next();
          if (read.length > 0) {
            controller.enqueue(encoder.encode(read.map((row) => writer.line(row)).join("")));
            return;
          }
          const tail = writer.tail();
          if (tail !== "") controller.enqueue(encoder.encode(tail));
          await rows.close();
          controller.close();
        } catch (error) {
          await rows.close();
          throw error;
        }
      },
      cancel: () => rows.close(),
    },
    { highWaterMark: 1 },
  );
}
