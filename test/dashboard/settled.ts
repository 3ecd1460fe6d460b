import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Waits until nothing says any more that it is being loaded. The network is never idle: the server tells of changes. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("heading").first().waitFor();
  await expect
    .poll(() =>
      page
        .getByRole("status")
        .filter({ hasText: /^(Loading|Preparing)/ })
        .count(),
    )
    .toBe(0);
}
