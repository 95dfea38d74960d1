/** Digits as people read them: in fours, nine of them in threes. */
export function grouped(code: string): string {
  const size = code.length % 4 ? 3 : 4;
  return code.match(new RegExp(`.{1,${size}}`, "g"))?.join(" ") ?? "";
}
