import type { Page } from 'playwright/test';
import { expect } from './fixtures.ts';

/** The panel of the tier overlay. */
export function overlay(page: Page) {
  return page.getByRole('region', { name: 'Tier overlay' });
}

/** Opens the panel with its key, and waits for it. */
export async function openOverlay(page: Page): Promise<void> {
  await page.keyboard.press('o');
  await expect(overlay(page)).toBeVisible();
}

/** One number of the panel, by its name. */
export function figure(page: Page, name: string) {
  return overlay(page).locator(`data[data-figure="${name}"]`);
}

/** Opens the levers. */
export async function openLevers(page: Page): Promise<void> {
  await overlay(page).getByText('Levers', { exact: true }).click();
}
