/** As much of a Markdown tree as says how deep it is. */
interface Branch {
  type: string;
  value?: string;
  children?: Branch[];
}

/** No person writes a list in a list in a list so often. */
const mostLevels = 30;

function isDeeper(tree: Branch, levels: number): boolean {
  let row: Branch[] = [tree];
  for (let level = 0; level <= levels && row.length > 0; level += 1) row = row.flatMap(({ children = [] }) => children);
  return row.length > 0;
}

/**
 * Shows what nests too deep as it was written: whatever draws a tree calls itself for each level, and ten thousand stars
 * or quotes would end the server that draws them.
 */
export function shallowMarkdown() {
  return (tree: Branch, file: { value: unknown }): void => {
    if (!isDeeper(tree, mostLevels)) return;
    tree.children = [{ type: "paragraph", children: [{ type: "text", value: String(file.value) }] }];
  };
}

const marksInLine = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){30}/m;

/** True of a line that opens dozens of quotes or lists: reading thousands of them alone takes seconds. */
export function opensTooMany(body: string): boolean {
  return marksInLine.test(body);
}
