/** Words that stand for a setting by themselves: what they set, and the class names as a pattern. */
const words: [setting: string, names: RegExp][] = [
  ["display", /^(?:block|inline|inline-block|flex|inline-flex|grid|inline-grid|contents|hidden|table)$/],
  ["position", /^(?:static|fixed|absolute|relative|sticky)$/],
  ["text-size", /^text-(?:xs|sm|base|lg|xl|2xl|\[[\d.]+(?:px|rem|em)\])$/],
  ["text-align", /^text-(?:start|end|center)$/],
  ["text-wrap", /^text-(?:wrap|nowrap|balance|pretty)$/],
  ["truncate", /^(?:truncate|text-ellipsis)$/],
  ["text-colour", /^text-/],
  ["break", /^break-(?:words|all|normal|keep)$/],
  ["flex-wrap", /^flex-(?:wrap|nowrap)$/],
  ["flex-direction", /^flex-(?:row|col)(?:-reverse)?$/],
  ["border-style", /^border-(?:solid|dashed|dotted|none)$/],
  ["border-collapse", /^border-(?:collapse|separate)$/],
  ["font-family", /^font-(?:sans|mono)$/],
  ["font-weight", /^font-/],
  ["decoration-style", /^decoration-(?:solid|dotted|dashed|wavy)$/],
  ["decoration", /^(?:underline|no-underline|line-through)$/],
];

const sided = /^border(-[xytbse])?(?:-\d+)?$/;
const sidedColour = /^border(-[xytbse])?-/;
const sizes =
  /^-?((?:min-|max-)?[wh]|size|(?:scroll-)?m[xytbse]?|p[xytbse]?|gap(?:-[xy])?|inset(?:-[xy])?|top|bottom|start|end)-/;
const others =
  /^-?(leading|bg|rounded|shadow|opacity|z|grid-cols|grid-rows|col-span|overflow(?:-[xy])?|items|justify(?:-items|-self)?|content|self|whitespace|align|flex|shrink|grow|basis|tracking|cursor|select|animate|fill|line-clamp|underline-offset)-/;

function plainSetting(name: string): string | null {
  const word = words.find(([, names]) => names.test(name));
  if (word) return word[0];
  const width = sided.exec(name);
  if (width) return `border-width${width[1] ?? ""}`;
  const colour = sidedColour.exec(name);
  if (colour) return `border-colour${colour[1] ?? ""}`;
  return (sizes.exec(name) ?? others.exec(name))?.[1] ?? (/^(?:shrink|grow)$/.exec(name)?.[0] || null);
}

/** Where the variants of a class name end: "hover:[&_a:x]:flex" has two, and a colon inside brackets is none. */
function variantsOf(name: string): number {
  let depth = 0;
  let end = 0;
  for (let at = 0; at < name.length; at += 1) {
    if (name[at] === "[" || name[at] === "(") depth += 1;
    else if (name[at] === "]" || name[at] === ")") depth -= 1;
    else if (name[at] === ":" && depth === 0) end = at + 1;
  }
  return end;
}

/** What a class name sets, with its variants: "hover:px-2" sets "hover:px"; itself where that is not known. */
export function settingOf(name: string): string {
  const end = variantsOf(name);
  return name.slice(0, end) + (plainSetting(name.slice(end)) ?? `=${name.slice(end)}`);
}

const sides = ["x", "y", "t", "b", "s", "e"];
const within: Record<string, readonly string[]> = {
  size: ["w", "h"],
  flex: ["shrink", "grow", "basis"],
  "line-clamp": ["display", "overflow"],
  gap: ["gap-x", "gap-y"],
  overflow: ["overflow-x", "overflow-y"],
  inset: ["inset-x", "inset-y", "top", "bottom", "start", "end"],
  "inset-x": ["start", "end"],
  "inset-y": ["top", "bottom"],
  "text-size": ["leading"],
  "border-width": sides.map((side) => `border-width-${side}`),
  "border-colour": sides.map((side) => `border-colour-${side}`),
  ...Object.fromEntries(
    ["p", "m"].flatMap((box) => [
      [box, sides.map((side) => box + side)],
      [`${box}x`, [`${box}s`, `${box}e`]],
      [`${box}y`, [`${box}t`, `${box}b`]],
    ]),
  ),
};

/** What a setting sets along with itself: "px" sets "ps" and "pe". */
export function settingsWithin(setting: string): string[] {
  const end = variantsOf(setting);
  return (within[setting.slice(end)] ?? []).map((one) => setting.slice(0, end) + one);
}
