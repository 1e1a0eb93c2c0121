import type { FindingComment } from "../../lib/domain/views/triage-view.ts";

/** Names the body of a comment as it stands: it is drawn anew with every edit. */
export const commentKey = ({ id, version }: Pick<FindingComment, "id" | "version">) => `${id}:${version}`;
