import { askToSaveData, expect, picture, settleAtTop, test, tile, visitAll } from '../support/fixtures.ts';

test('has the next photos in memory before they are asked for, and shows them in the same frame', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
  await expect.poll(async () => (await page.evaluate(() => afterimage.stats())).memory.retained.count).toBe(3);
  for (const title of ['july 4', 'july 5', 'july 4', 'july 3', 'july 2']) {
    const tier = await page.evaluate(async (name) => {
      const forward = document.querySelector<HTMLElement>('.viewer-next');
      const back = document.querySelector<HTMLElement>('.viewer-previous');
      const shown = document.querySelector<HTMLElement>('.viewer-picture');
      const from = Number(shown?.ariaLabel?.split(' ')[1]);
      (Number(name.split(' ')[1]) > from ? forward : back)?.click();
      // The photo beside it is known, so only promises that are settled already lie between.
      await new Promise(requestAnimationFrame);
      return [shown?.ariaLabel, shown?.dataset['tier'], shown?.dataset['state']];
    }, title);
    expect(tier).toEqual([title, 'memory', 'full']);
    await expect
      .poll(async () => (await page.evaluate(() => afterimage.stats())).memory.retained.count)
      .toBeGreaterThan(2);
  }
});

test('loads nothing ahead for somebody who saves data', async ({ page, site }) => {
  await askToSaveData(page);
  await page.goto(site.url);
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 'july 4')).toHaveAttribute('data-state', 'full');
  expect([...site.requestsBelow('/library/screens/').values()]).toEqual([1, 1]);
});

test('asks for nothing ahead while nobody can be reached', async ({ page, site }) => {
  await visitAll(page, site.url);
  await settleAtTop(page);
  await site.stop();
  await tile(page, 'july 3').getByRole('link').click();
  await expect(page.getByText('Offline. Showing the saved preview.')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 'july 4')).toBeVisible();
  await expect(page.getByText('Offline. Showing the saved preview.')).toBeVisible();
  const failed = await page.evaluate(() =>
    afterimage.events().flatMap((event) => (event.kind === 'failed' ? [event.title] : [])),
  );
  expect([...new Set(failed)]).toEqual(['july 3', 'july 4']);
});

test.describe('from a slow server', () => {
  // The test answers for the server, and a service worker would ask past it.
  test.use({ serviceWorkers: 'block' });

  test('waits for what is loaded ahead already when the user turns back to it', async ({ page, site }) => {
    let requests = 0;
    let answer = () => {};
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.goto(site.url);
    const url = await page.evaluate(async () => {
      const { sections } = await (await fetch('library/library.json')).json();
      const section = new URL(sections[0].href, new URL('library/', document.baseURI));
      const { photos } = await (await fetch(section)).json();
      const before = photos.find(({ title }: { title: string }) => title === 'july 4');
      return new URL(before.screen, section).href;
    });
    await page.route(url, async (route) => {
      requests += 1;
      await gate;
      await route.continue();
    });
    const ahead = page.waitForRequest(url);
    await tile(page, 'july 5').getByRole('link').click();
    await ahead;
    await page.keyboard.press('ArrowLeft');
    await expect(picture(page, 'july 4')).toBeVisible();
    answer();
    await expect(picture(page, 'july 4')).toHaveAttribute('data-state', 'full');
    expect(requests).toBe(1);
  });
});
