import { z } from "zod";
import { frameCluster } from "../components/frame/frame-cluster.ts";
import { Rail } from "../components/frame/rail.tsx";
import { messageOf } from "../lib/domain/errors.ts";
import { guardPage } from "../lib/guard/index.ts";
import { listClusters } from "../lib/store/index.ts";

const Guarded = guardPage(z.object({ folded: z.boolean() }), async ({ input }) => {
  const clusters = await listClusters();
  return <Rail initial={clusters.map(frameCluster)} folded={input.folded} />;
});

/**
 * The rail with its clusters. It goes through the guard like a page, since it reads what a page reads; what it cannot
 * read it leaves out, so that the page itself can say what is wrong.
 */
export async function FilledRail({ folded }: { folded: boolean }) {
  try {
    return await Guarded({ params: Promise.resolve({ folded }) });
  } catch (error) {
    console.error("the rail stays without clusters:", messageOf(error));
    return <Rail folded={folded} />;
  }
}
