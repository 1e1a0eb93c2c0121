import { findCheck } from "../../../../../../lib/checks/index.ts";
import { documentationAddress } from "../../../../../../lib/domain/link-settings.ts";
import { findingLink } from "../../../../../../lib/exports/finding-export.ts";
import { findingMarkdown } from "../../../../../../lib/exports/finding-markdown.ts";
import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { getFinding, getLinkSettings } from "../../../../../../lib/store/index.ts";
import { requestOrigin } from "../../../../../request-origin.ts";
import { findingMarkdown as input } from "../../../../inputs.ts";

export const GET = guardRoute("read", input, async ({ id, kind }, { request }) => {
  const [finding, links] = await Promise.all([getFinding(id), getLinkSettings()]);
  const check = findCheck(finding.checkId);
  const text = findingMarkdown({
    kind,
    finding,
    remediation: check ? check.remediate(finding.context) : finding.remediation,
    rationale: check?.rationale ?? null,
    link: findingLink(requestOrigin(request.headers), id),
    documentation: documentationAddress(links, finding.checkId),
  });
  const headers = { "content-type": "text/markdown; charset=utf-8", "cache-control": "no-store" };
  return new Response(text, { headers });
});
