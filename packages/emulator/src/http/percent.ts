/** Percent escapes undone; undefined where they are broken, which no address a real site gave out is. */
export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
