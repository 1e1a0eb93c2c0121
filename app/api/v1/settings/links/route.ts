import { guardRoute } from "../../../../../lib/guard/index.ts";
import { getLinkSettings, setLinkSettings } from "../../../../../lib/store/index.ts";
import { linksInput } from "../../../../settings/links/links-input.ts";
import { noInput } from "../../../inputs.ts";

export const GET = guardRoute("read", noInput, () => getLinkSettings());

export const PUT = guardRoute("manage-settings", linksInput, async ({ seen, ...links }, { identity }) =>
  setLinkSettings({ links, seen, by: identity.name }),
);
