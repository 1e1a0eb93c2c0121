const grouped = new Intl.NumberFormat("de");

/** `1.204`: digits in groups, for anything that can pass a thousand. */
export function number(value: number): string {
  return grouped.format(value);
}

/** `1 Node`, `1.204 Nodes`: German has no rule for the plural, so that it is always given. */
export function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `97 %`, never 100 % for less than all and never 0 % for more than none. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  const honest = share < 1 && whole === 100 ? 99 : share > 0 && whole === 0 ? 1 : whole;
  return `${honest} %`;
}
