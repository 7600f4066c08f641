import type { Locator, Page } from 'playwright/test';
import { expect, test } from '../support/fixtures.ts';

const html = (page: Page) => page.locator('html');
const headings = (page: Page) => page.getByRole('heading', { level: 2 });

/** The tiles of the grid, whose list has this name. */
function tilesOf(page: Page, list: string): Locator {
  return page.getByRole('list', { name: list }).getByRole('listitem');
}

test.describe('a browser that prefers German', () => {
  test.use({ locale: 'de-DE' });

  async function open(page: Page, url: string): Promise<void> {
    await page.goto(url);
    await expect(tilesOf(page, 'Fotos').first()).toHaveAttribute('data-state', 'thumbnail');
  }

  /** Opens it once more, with what the first visit has stored. */
  async function openAgain(page: Page, url: string): Promise<void> {
    await open(page, url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await expect(tilesOf(page, 'Fotos').first()).toHaveAttribute('data-tier', 'thumbnails');
  }

  test('sees the library in German: its bar, its months, and what is selected', async ({ page, site }) => {
    await open(page, site.url);
    await expect(html(page)).toHaveAttribute('lang', 'de');
    await expect(html(page)).toHaveAttribute('dir', 'ltr');
    await expect(headings(page).first()).toHaveText('Juli 2024 12 Fotos');
    await expect(page.getByRole('button', { name: 'Juli 2024 offline speichern' })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Aktionen' }).locator('.button:visible')).toHaveText([
      'Auswählen',
      'Fotos hinzufügen',
      'Speicher',
      'Cache-Ebenen',
    ]);
    await page.getByRole('button', { name: 'Auswählen' }).click();
    const bar = page.getByRole('region', { name: 'Auswahl' });
    await expect(bar.getByRole('status')).toHaveText('Fotos auswählen');
    await tilesOf(page, 'Fotos').first().getByRole('checkbox').click();
    await expect(bar.getByRole('status')).toHaveText('1 ausgewählt');
    await expect(bar.getByRole('button')).toHaveText([
      'Collage erstellen',
      'Offline speichern',
      'Offline-Kopie entfernen',
      'Herunterladen',
      'Auswahl aufheben',
    ]);
    await bar.getByRole('button', { name: 'Offline speichern' }).click();
    const dialog = page.getByRole('dialog', { name: 'Offline speichern' });
    await expect(
      dialog.getByRole('radio', { name: /^Vorschau Scharf auf diesem Bildschirm [\d,]+ KB$/ }),
    ).toBeChecked();
    await dialog.getByRole('button', { name: 'Abbrechen' }).click();
    await bar.getByRole('button', { name: 'Auswahl aufheben' }).click();
    await expect(bar).toBeHidden();
  });

  test('sees a photo in German, with a German date', async ({ page, site }) => {
    await open(page, site.url);
    await tilesOf(page, 'Fotos').first().getByRole('link').click();
    const viewer = page.getByRole('dialog', { name: 'Foto' });
    await expect(viewer.getByText(/^\d+\. Juli 2024 um \d\d:\d\d$/)).toBeVisible();
    for (const name of ['Nächstes Foto', 'Vorheriges Foto', 'Volle Größe', 'Offline speichern', 'Schließen']) {
      await expect(viewer.getByRole('button', { name, exact: true })).toBeVisible();
    }
    await page.goto(`${site.url}photo/${'0'.repeat(32)}`);
    await expect(viewer.getByText('Dieses Foto ist nicht in der Bibliothek.')).toBeVisible();
  });

  test('sees in German what is stored, in German numbers', async ({ page, site }) => {
    await openAgain(page, site.url);
    await page.getByRole('link', { name: 'Speicher' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Speicher');
    await expect(page).toHaveTitle('Speicher – Afterimage');
    await expect(page.getByText(/^Afterimage belegt \d+(,\d)? [KM]B auf diesem Gerät\.$/)).toBeVisible();
    await expect(headings(page)).toHaveText(['Grenzen', 'Wie lange es bleibt', 'Nach Monaten', 'Alles löschen']);
    await expect(page.getByRole('row', { name: /^Miniaturen \d+, zum Blättern ohne Netz/ })).toBeVisible();
    await page.getByRole('button', { name: 'Miniaturen löschen' }).click();
    const question = page.getByRole('dialog', { name: 'Miniaturen löschen?' });
    await expect(question.getByText(/^\d+ Miniaturen werden von diesem Gerät entfernt/)).toBeVisible();
    await question.getByRole('button', { name: 'Abbrechen' }).click();
    await expect(question).toBeHidden();
  });

  test('sees the tiers in German', async ({ page, site }) => {
    await open(page, `${site.url}?overlay`);
    const overlay = page.getByRole('region', { name: 'Cache-Ebenen' });
    const answers = overlay.getByRole('table', { name: 'Was jede Ebene beantwortet hat' });
    await expect(answers.getByRole('columnheader')).toHaveText([
      ...['Ebene', 'Treffer', 'Fehlt', 'Quote', 'p50', 'p95', 'Bytes'],
    ]);
    await expect(answers.getByRole('rowheader')).toHaveText(['RAM', 'Miniaturen', 'Offline', 'Gerät', 'Netz']);
    await expect(overlay.getByRole('log', { name: 'Ereignisse der Ebenen' })).toContainText(
      'FETCHED_IMAGE july 0 (Miniatur, Netz',
    );
    await overlay.getByRole('button', { name: 'Cache-Ebenen schließen' }).click();
    await expect(overlay).toBeHidden();
  });

  test('sees it in German offline too, with the server stopped', async ({ page, site }) => {
    await openAgain(page, site.url);
    await site.stop();
    await page.reload();
    await expect(headings(page).first()).toHaveText('Juli 2024 12 Fotos');
    await expect(html(page)).toHaveAttribute('lang', 'de');
    await tilesOf(page, 'Fotos').first().getByRole('link').click();
    await expect(page.getByText('Offline. Zu sehen ist die gespeicherte Vorschau.')).toBeVisible();
  });

  test.describe('of a server that has not everything', () => {
    // The test answers for the server, and a service worker would ask past it.
    test.use({ serviceWorkers: 'block' });

    test('is told in German what is wrong', async ({ page, site }) => {
      await page.route('**/library/library.json', (route) => route.fulfill({ status: 404, body: 'gone' }));
      await page.goto(site.url);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Die Bibliothek kann nicht angezeigt werden');
      await expect(page.getByText('Hier gibt es keine Fotobibliothek.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Erneut versuchen' })).toBeVisible();
    });

    test('gets English where the German words cannot be loaded', async ({ page, site }) => {
      await page.route('**/assets/german-*.js', (route) => route.abort());
      await page.goto(site.url);
      await expect(headings(page).first()).toHaveText('July 2024 12 photos');
      await expect(html(page)).toHaveAttribute('lang', 'en');
    });
  });
});

test.describe('a browser of Austria', () => {
  test.use({ locale: 'de-AT' });

  test('gets German with the months of Austria', async ({ page, site }) => {
    await page.goto(site.url);
    await expect(headings(page).filter({ hasText: '2023' })).toHaveText('Jänner 2023 2 Fotos');
  });
});

test.describe('a browser of Great Britain', () => {
  test.use({ locale: 'en-GB' });

  test('gets English with British dates', async ({ page, site }) => {
    await page.goto(site.url);
    await tilesOf(page, 'Photos').first().getByRole('link').click();
    await expect(page.getByRole('dialog', { name: 'Photo' }).getByText(/^\d+ July 2024 at \d\d:\d\d$/)).toBeVisible();
  });
});

test.describe('a browser that prefers a language that the app does not speak', () => {
  test.use({ locale: 'fr-FR', serviceWorkers: 'block' });

  test('gets English with English months, and loads the words of no other language', async ({ page, site }) => {
    await page.goto(site.url);
    await expect(headings(page).first()).toHaveText('July 2024 12 photos');
    await expect(html(page)).toHaveAttribute('lang', 'en');
    await tilesOf(page, 'Photos').first().getByRole('link').click();
    await expect(page.getByRole('dialog', { name: 'Photo' }).getByText(/^July \d+, 2024 at /)).toBeVisible();
    expect(site.requestsBelow('/assets/german').size).toBe(0);
  });
});
