"use client";

import * as t from "../../lib/messages/index.ts";
import { Link } from "../ui/link.tsx";
import type { GroupEntry } from "./list-entry.ts";

interface Props {
  index: number;
  entry: Extract<GroupEntry, { kind: "rest" }>;
  /** The list of this group alone. */
  link: string;
  width: number;
  onRead: () => void;
}

/** The last row of an unfolded group: that it is being read, why it could not be, or how many are left. */
export function RestRow({ index, entry, link, width, onRead }: Props) {
  const words = t.findingsList.group;
  const { reading, broken, left } = entry;
  return (
    <tr data-index={index} aria-rowindex={index + 2} className="is-inside">
      <td colSpan={width}>
        <span role="status" className="quiet ps-9">
          {reading ? t.findingsList.reading : broken ? words.broken(broken) : words.rest(left)}
        </span>{" "}
        {reading ? null : (
          <>
            <button type="button" data-row-link="" className="link above" onClick={onRead}>
              {broken ? t.findingsList.readAgain : t.findingsList.more}
            </button>{" "}
            <Link href={link} className="link relative z-10 ms-2">
              {words.all}
            </Link>
          </>
        )}
      </td>
    </tr>
  );
}
