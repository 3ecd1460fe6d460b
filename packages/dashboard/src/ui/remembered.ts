/** A choice kept on this device. Where storage is forbidden, there is none, and it holds for the page only. */
export function remembered(key: string): string | undefined {
  try {
    return localStorage.getItem(`tributary:${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`tributary:${key}`);
    else localStorage.setItem(`tributary:${key}`, value);
  } catch {
    // Storage is forbidden.
  }
}
