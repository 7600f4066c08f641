import type { Page } from 'playwright/test';
import { expect, tile } from './fixtures.ts';

export const cells = (page: Page) => page.getByRole('group', { name: 'Preview' }).getByRole('button');
export const cell = (page: Page, title: string) =>
  page.getByRole('group', { name: 'Preview' }).getByRole('button', { name: title });
export const create = (page: Page) => page.getByRole('button', { name: 'Create collage' });
export const download = (page: Page) => page.getByRole('button', { name: 'Download collage' });
export const said = (page: Page) => page.locator('.collage-making').getByRole('status');

export async function select(page: Page, ...titles: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  for (const title of titles) await tile(page, title).getByRole('checkbox').click();
}

export async function collageOf(page: Page, ...titles: string[]): Promise<void> {
  await select(page, ...titles);
  await create(page).click();
  await expect(cells(page)).toHaveCount(titles.length);
}

export function names(page: Page): Promise<(string | null)[]> {
  return cells(page).evaluateAll((elements) => elements.map(({ ariaLabel }) => ariaLabel));
}

export async function photoIds(page: Page): Promise<string[]> {
  return cells(page).evaluateAll((elements) => elements.map((element) => element.dataset['photo'] ?? ''));
}
