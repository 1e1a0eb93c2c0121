/** "1 pod", "7 pods"; the plural is given where it is no "s" alone. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${value} ${value === 1 ? noun : plural}`;
}
