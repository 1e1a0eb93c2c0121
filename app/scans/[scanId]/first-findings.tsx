import { href } from "../../../components/href.ts";
import { Link } from "../../../components/ui/link.tsx";
import { Section } from "../../../components/ui/section.tsx";
import type { ScanDetail } from "../../../lib/domain/views/scan-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { listFindings } from "../../../lib/store/index.ts";
import { FindingRows } from "../../overview-lists.tsx";

const words = t.welcome.found;
const shownRows = 5;

/** What a cluster's first scan found, worst first: there is nothing to compare it with. */
export async function firstFindings({ clusterId, previousScanId }: ScanDetail) {
  if (previousScanId !== null) return null;
  const { items, total } = await listFindings({ cluster: clusterId, sort: "severity", limit: shownRows });
  return (
    <Section
      id="first-findings"
      title={words.title}
      actions={
        total > 0 ? (
          <Link href={href("/findings", { cluster: clusterId })} data-count={total} className="link text-xs">
            {words.all(total)}
          </Link>
        ) : null
      }
    >
      <FindingRows findings={items} empty={words.none} />
    </Section>
  );
}
