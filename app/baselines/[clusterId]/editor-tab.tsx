import { Notice } from "../../../components/ui/state.tsx";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { checkBaseline, saveBaselineText } from "../actions.ts";
import { tabHref } from "../addresses.ts";
import { checkText } from "../check-text.ts";
import { draftText } from "./draft-text.ts";
import { YamlEditor } from "./lazy-controls.tsx";
import type { Standing } from "./read-standing.ts";

const words = t.baselineEditor;

/** The text itself, with what is wrong in it as it is written. */
export async function EditorTab({ standing, add }: { standing: Standing; add: readonly string[] | undefined }) {
  const { cluster, saved } = standing;
  const { text, added } = draftText(standing, add);
  return (
    <div className="grid gap-4">
      {added === null ? null : <Notice>{added === "all" ? words.startFrom : words.added(added)}</Notice>}
      <YamlEditor
        key={`${saved?.version ?? 0} ${add?.join(" ") ?? ""}`}
        clusterId={cluster.id}
        start={text}
        checked={withReadersWords(await checkText(cluster.id, text))}
        version={saved?.version ?? 0}
        discardHref={added === null ? null : tabHref(cluster.id, "yaml")}
        savedHref={tabHref(cluster.id, "expected")}
        check={checkBaseline}
        save={saveBaselineText}
      />
    </div>
  );
}
