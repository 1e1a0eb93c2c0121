import { Fragment } from "react";
import { splitAtValues } from "./marked-values.ts";

/** Code in which the values of this very node are marked. */
export function MarkedCode({ code, values }: { code: string; values: readonly string[] }) {
  return splitAtValues(code, values).map((part) =>
    part.marked ? (
      <mark key={part.offset} className="rounded-sm bg-mark text-ink">
        {part.text}
      </mark>
    ) : (
      <Fragment key={part.offset}>{part.text}</Fragment>
    ),
  );
}
